// SPDX-License-Identifier: Apache-2.0
#include "cli/help_format.h"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string_view>

#include "cli/terminal.h"

namespace modelseal::cli {
namespace {

constexpr size_t kNameColumn = 32;
constexpr size_t kMaxColumns = 100;

size_t Columns() {
  return IsTerminal(stdout) ? std::clamp<size_t>(TerminalColumns(stdout), 60, kMaxColumns)
                            : kMaxColumns;
}

// Breaks `text` between words so that no line passes `columns`; lines after the first start with
// `indent` spaces. The first line has `used` columns before it.
std::string Wrap(const std::string& text, size_t used, size_t indent, size_t columns) {
  std::istringstream words(text);
  std::string wrapped;
  std::string word;
  size_t column = used;
  bool is_line_start = true;
  while (words >> word) {
    if (!is_line_start && column + 1 + word.size() > columns) {
      wrapped += "\n" + std::string(indent, ' ');
      column = indent;
      is_line_start = true;
    }
    wrapped += (is_line_start ? "" : " ") + word;
    column += word.size() + (is_line_start ? 0 : 1);
    is_line_start = false;
  }
  return wrapped;
}

// "-q, --quiet", "--threads N", "--[no-]strict", "MODEL".
std::string OptionName(const CLI::Option& option) {
  if (option.get_positional()) {
    return option.get_name(true, false);
  }
  std::string name;
  for (const std::string& letter : option.get_snames()) {
    name += "-" + letter + ", ";
  }
  const bool has_negation = !option.get_fnames().empty();
  name += (has_negation ? "--[no-]" : "--") + option.get_lnames().front();
  const std::string value = option.get_type_name();
  const bool takes_value = option.get_items_expected_min() > 0 && !value.empty();
  return takes_value ? name + " " + value.substr(0, value.find(':')) : name;
}

std::string OptionLine(const CLI::Option& option, size_t columns) {
  std::string line = "  " + OptionName(option);
  if (line.size() + 2 > kNameColumn) {
    line += "\n";
    line.append(kNameColumn, ' ');
  } else {
    line.resize(kNameColumn, ' ');
  }
  return line + Wrap(option.get_description(), kNameColumn, kNameColumn, columns) + "\n";
}

// Empty if the group has no options to show.
template <typename Filter>
std::string Section(const CLI::App& app, const std::string& title, size_t columns, Filter filter) {
  std::string section;
  for (const CLI::Option* option : app.get_options(filter)) {
    section += OptionLine(*option, columns);
  }
  return section.empty() ? "" : "\n" + title + ":\n" + section;
}

}  // namespace

std::string HelpFormat::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  const size_t columns = Columns();
  const auto is_positional = [](const CLI::Option* option) { return option->get_positional(); };
  std::string usage = "Usage: " + app->get_name() + " [OPTIONS]";
  for (const CLI::Option* option : app->get_options(is_positional)) {
    usage += " " + OptionName(*option);
  }
  std::string help = usage + "\n\n" + Wrap(app->get_description(), 0, 0, columns) + "\n";
  help += Section(*app, "Arguments", columns, is_positional);
  for (const std::string& group : app->get_groups()) {
    help += Section(*app, group, columns, [&](const CLI::Option* option) {
      return option->nonpositional() && option->get_group() == group;
    });
  }
  return help + "\n" + app->get_footer() + "\n";
}

}  // namespace modelseal::cli
