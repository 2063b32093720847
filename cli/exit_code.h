// SPDX-License-Identifier: Apache-2.0
//
// Exit codes of the program: a promise to scripts, printed by --help.
//
// | code | meaning                                                                             |
// |------|-------------------------------------------------------------------------------------|
// | 0    | verified, signed, no differences                                                    |
// | 1    | the model is not what was signed, or holds what cannot be signed (codes 410 to 416; |
// |      | no files, or a name that is not UTF-8, while signing); the records are not those    |
// |      | that were committed to (451)                                                        |
// | 2    | the command line is wrong (category usage)                                          |
// | 3    | signature, key or policy refused, or a malformed signature file (401 to 403,        |
// |      | category malformed)                                                                 |
// | 4    | no signature found (205)                                                            |
// | 5    | cannot read or write (category I/O, a file that changed while it was read included) |
// | 6    | trust material, as a key or its password, or the network (categories trust, network)|
// | 70   | a bug in modelseal or no memory (category internal)                                 |
// | 130  | interrupted; nothing half-written (category cancelled)                              |
#ifndef MODELSEAL_CLI_EXIT_CODE_H_
#define MODELSEAL_CLI_EXIT_CODE_H_

#include <modelseal/modelseal.h>

namespace modelseal::cli {

enum class ExitCode : int {
  kOk = 0,
  kContentDiffers = 1,
  kUsage = 2,
  kRefused = 3,
  kNoSignature = 4,
  kIo = 5,
  kTrust = 6,
  kInternal = 70,
  kInterrupted = 130,
};

// What a failure of category malformed is about. While a model is signed or hashed there is no
// signature file that could be malformed.
enum class Subject { kModel, kBundle };

ExitCode ExitCodeFor(modelseal_code code, Subject subject);

// The table above, for --help.
extern const char kExitCodeHelp[];

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_EXIT_CODE_H_
