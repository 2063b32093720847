// SPDX-License-Identifier: Apache-2.0
//
// The line on standard error that tells a person how far hashing is. Only on a terminal.
#ifndef MODELSEAL_CLI_PROGRESS_LINE_H_
#define MODELSEAL_CLI_PROGRESS_LINE_H_

#include <chrono>
#include <cstddef>
#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/terminal_line.h"

namespace modelseal::cli {

// "hashing  62%  5.1/8.2 GB  1.42 GB/s  2 s left  12/34 files", at most `columns` wide; parts that
// do not fit are left out from the right.
std::string FormatProgress(const Progress& progress, double bytes_per_second, size_t columns);

class ProgressLine {
 public:
  explicit ProgressLine(bool is_wanted);

  void Update(const Progress& progress);

  // Takes the line off the screen.
  void Clear() { line_.Clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  double Rate(const Progress& progress, Clock::time_point now);

  TerminalLine line_;
  Clock::time_point last_time_;
  uint64_t last_bytes_ = 0;
  double bytes_per_second_ = 0;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_PROGRESS_LINE_H_
