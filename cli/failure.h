// SPDX-License-Identifier: Apache-2.0
//
// A command that did not succeed: what the library refused, or what went wrong in the program
// itself, in the same terms. Thrown by commands, shown once in main.
#ifndef MODELSEAL_CLI_FAILURE_H_
#define MODELSEAL_CLI_FAILURE_H_

#include <modelseal/modelseal.h>

#include <exception>
#include <modelseal/modelseal.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/exit_code.h"

namespace modelseal::cli {

class Failure : public std::exception {
 public:
  // A detail is a key of modelseal_error_detail with its value.
  using Details = std::vector<std::pair<std::string, std::string>>;

  // `hint` says how to go on; empty if there is nothing helpful to say.
  Failure(modelseal_code code, std::string message, std::string hint = {}, Details details = {});

  // What the library reported. `subject` says what a malformed document would be.
  Failure(const Error& error, Subject subject);

  const char* what() const noexcept override { return message_.c_str(); }
  modelseal_code code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  const Details& details() const { return details_; }
  ExitCode exit_code() const { return exit_code_; }

  // The differences behind it, or null. Lives as long as the failure.
  const Diff* differences() const { return error_ ? error_->differences() : nullptr; }

  std::optional<std::string> detail(std::string_view key) const;

 private:
  modelseal_code code_;
  std::string message_;
  std::string hint_;
  Details details_;
  std::optional<Error> error_;  // keeps the differences alive
  ExitCode exit_code_;
};

// The message of a run that was interrupted.
inline constexpr char kInterrupted[] = "interrupted; nothing was written";

// A command line that is wrong: exit code 2.
Failure UsageFailure(std::string message, std::string hint = {});

// A system call on a file that failed: exit code 5. `action` as "read", "write".
Failure ErrnoFailure(int error_number, std::string_view action, std::string_view path);

// The lower-case name of the category of a code, as "verification"; for JSON.
std::string_view CategoryName(modelseal_code code);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_FAILURE_H_
