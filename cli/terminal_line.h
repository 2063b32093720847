// SPDX-License-Identifier: Apache-2.0
//
// One line on standard error that is written over again and again, and goes in the end. Only on a
// terminal.
#ifndef MODELSEAL_CLI_TERMINAL_LINE_H_
#define MODELSEAL_CLI_TERMINAL_LINE_H_

#include <chrono>
#include <string>

namespace modelseal::cli {

class TerminalLine {
 public:
  explicit TerminalLine(bool is_wanted);
  ~TerminalLine() { Clear(); }
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  bool is_shown() const { return is_shown_; }

  // Does nothing at first: what is over soon would only flicker.
  void Show(const std::string& text);

  // Takes the line off the screen.
  void Clear();

 private:
  const bool is_shown_;
  const std::chrono::steady_clock::time_point start_;
  bool is_on_screen_ = false;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_TERMINAL_LINE_H_
