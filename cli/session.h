// SPDX-License-Identifier: Apache-2.0
//
// What one run of the program was asked to say, and how.
#ifndef MODELSEAL_CLI_SESSION_H_
#define MODELSEAL_CLI_SESSION_H_

#include <string>

namespace modelseal::cli {

struct Session {
  std::string command;    // "verify"; empty before it is known
  bool json = false;      // one JSON object on standard output instead of text
  bool quiet = false;     // no progress and nothing on success
  std::string signature;  // the signature file that was found without being named
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_SESSION_H_
