// SPDX-License-Identifier: Apache-2.0
//
// The words after the command's name, read by CLI11 with what it does not do: underscores and
// hyphens are the same in option names (the reference writes both), a value is never empty, and a
// password is refused.
#ifndef MODELSEAL_CLI_COMMAND_LINE_H_
#define MODELSEAL_CLI_COMMAND_LINE_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace modelseal::cli {

using Words = std::vector<std::string>;

// `word` with hyphens for underscores in the part before `=` if it is a long option.
std::string NormaliseOption(std::string_view word);

// Whether `words` hold an option, before any "--". For what must be known before parsing.
bool HasFlag(const Words& words, std::string_view option);

// Takes the word of a signing method off the front, if one of `methods` is there. Throws Failure
// for a method of the reference that the command does not have here.
std::string TakeMethod(const std::string& command, const std::vector<std::string>& methods,
                       Words& words);

// Adds the options that every command has (--json, --quiet, --log-level, --help) and parses; false
// if help was asked for, which is then on standard output. Throws Failure (usage).
bool Parse(Session& session, CLI::App& app, const Words& words);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_COMMAND_LINE_H_
