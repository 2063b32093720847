// SPDX-License-Identifier: Apache-2.0
//
// Small files that hold keys and passwords: read into memory that is wiped, written so that a
// private key is never readable by others, not even for a moment.
#ifndef MODELSEAL_CLI_KEY_FILE_H_
#define MODELSEAL_CLI_KEY_FILE_H_

#include <string>
#include <string_view>

#include "cli/secret_text.h"

namespace modelseal::cli {

// Reads a whole file of at most 1 MiB; "-" is standard input. `what` names it in messages, as
// "private key". Throws Failure.
SecretText ReadKeyFile(const std::string& path, std::string_view what);

enum class Overwrite { kRefuse, kReplace };

// A file that is complete or not there: the destructor removes what was not committed. One that is
// to be replaced stays as it is until Commit.
class NewFile {
 public:
  // `mode` as 0600, less the process's umask. Throws Failure if `path` exists and must not be
  // replaced.
  NewFile(std::string path, std::string_view content, unsigned mode, Overwrite overwrite);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void Commit();

 private:
  std::string path_;
  std::string written_path_;  // path_, or a temporary file beside it; empty once committed
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_KEY_FILE_H_
