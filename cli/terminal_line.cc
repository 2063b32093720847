// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal_line.h"

#include <cstdio>

#include "cli/terminal.h"

namespace modelseal::cli {
namespace {

constexpr std::chrono::milliseconds kQuietStart(300);

// ECMA-48 §8.3.41, ERASE IN LINE, after a carriage return.
constexpr char kEraseLine[] = "\r\x1b[K";

}  // namespace

TerminalLine::TerminalLine(bool is_wanted)
    : is_shown_(is_wanted && CanMoveCursor(stderr)), start_(std::chrono::steady_clock::now()) {}

void TerminalLine::Show(const std::string& text) {
  if (!is_shown_ || std::chrono::steady_clock::now() - start_ < kQuietStart) {
    return;
  }
  std::fprintf(stderr, "%s%s", kEraseLine, text.c_str());
  std::fflush(stderr);
  is_on_screen_ = true;
}

void TerminalLine::Clear() {
  if (is_on_screen_) {
    std::fputs(kEraseLine, stderr);
    std::fflush(stderr);
    is_on_screen_ = false;
  }
}

}  // namespace modelseal::cli
