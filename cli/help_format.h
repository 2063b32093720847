// SPDX-License-Identifier: Apache-2.0
//
// The text of `COMMAND --help`: usage, description, options by group, examples, exit codes; lines
// broken between words.
#ifndef MODELSEAL_CLI_HELP_FORMAT_H_
#define MODELSEAL_CLI_HELP_FORMAT_H_

#include <CLI/CLI.hpp>
#include <string>

namespace modelseal::cli {

class HelpFormat : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_HELP_FORMAT_H_
