// SPDX-License-Identifier: Apache-2.0
//
// What the program's streams are connected to, and colours where a person reads them.
#ifndef MODELSEAL_CLI_TERMINAL_H_
#define MODELSEAL_CLI_TERMINAL_H_

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace modelseal::cli {

enum class Colour { kRed, kGreen, kYellow, kDim, kBold };

bool IsTerminal(FILE* stream);

// A terminal that understands escape sequences (TERM is not "dumb").
bool CanMoveCursor(FILE* stream);

// Columns of the terminal behind the stream; 80 if it does not say.
size_t TerminalColumns(FILE* stream);

// `text` in a colour if the stream is a terminal and NO_COLOR is not set (no-color.org).
std::string Paint(FILE* stream, Colour colour, std::string_view text);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_TERMINAL_H_
