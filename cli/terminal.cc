// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace modelseal::cli {
namespace {

// ECMA-48 §8.3.117, SELECT GRAPHIC RENDITION.
const char* Rendition(Colour colour) {
  switch (colour) {
    case Colour::kRed:
      return "\x1b[31m";
    case Colour::kGreen:
      return "\x1b[32m";
    case Colour::kYellow:
      return "\x1b[33m";
    case Colour::kDim:
      return "\x1b[2m";
    case Colour::kBold:
      return "\x1b[1m";
  }
  return "";
}

}  // namespace

bool IsTerminal(FILE* stream) { return isatty(fileno(stream)) == 1; }

bool CanMoveCursor(FILE* stream) {
  const char* term = std::getenv("TERM");
  return IsTerminal(stream) && (term == nullptr || std::string_view(term) != "dumb");
}

size_t TerminalColumns(FILE* stream) {
  constexpr size_t kDefaultColumns = 80;
  winsize size = {};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kDefaultColumns;
  }
  return size.ws_col;
}

std::string Paint(FILE* stream, Colour colour, std::string_view text) {
  const char* no_color = std::getenv("NO_COLOR");
  if ((no_color != nullptr && *no_color != '\0') || !CanMoveCursor(stream)) {
    return std::string(text);
  }
  return Rendition(colour) + std::string(text) + "\x1b[0m";
}

}  // namespace modelseal::cli
