// SPDX-License-Identifier: Apache-2.0
//
// Where the password of a private key comes from: a file, an environment variable or the person at
// the terminal. Never the command line, which every user of the machine can read.
#ifndef MODELSEAL_CLI_PASSWORD_H_
#define MODELSEAL_CLI_PASSWORD_H_

#include <string>

#include "cli/secret_text.h"

namespace modelseal::cli {

struct PasswordSource {
  std::string file;         // --password-file; "-" is standard input
  std::string environment;  // --password-env: the variable's name

  bool is_stated() const { return !file.empty() || !environment.empty(); }
};

// Reads a stated password: the content of the file without a line end at its end, or the variable.
// Throws Failure, also for an empty password.
SecretText ReadPassword(const PasswordSource& source);

// Whether there is a person to ask.
bool CanAskForPassword();

// Asks on the terminal, without echo. Throws Failure.
SecretText AskForPassword(const std::string& prompt);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_PASSWORD_H_
