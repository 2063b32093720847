// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_line.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// The rate follows the last seconds, since caches make the first gigabytes faster than the rest.
constexpr double kRateMemorySeconds = 2;

std::string TimeLeft(const Progress& progress, double bytes_per_second) {
  if (bytes_per_second < 1 || progress.bytes_done >= progress.bytes_total) {
    return "";
  }
  const double bytes_left = static_cast<double>(progress.bytes_total - progress.bytes_done);
  return ShowDuration(std::max(1.0, std::round(bytes_left / bytes_per_second))) + " left";
}

}  // namespace

std::string FormatProgress(const Progress& progress, double bytes_per_second, size_t columns) {
  std::vector<std::string> parts;
  if (progress.bytes_total != 0) {
    const double share = 100.0 * static_cast<double>(progress.bytes_done) /
                         static_cast<double>(progress.bytes_total);
    char percent[16];
    std::snprintf(percent, sizeof(percent), "%3.0f%%", std::floor(share));
    parts.emplace_back(percent);
    parts.push_back(ShowSizeOf(progress.bytes_done, progress.bytes_total));
    parts.push_back(bytes_per_second < 1 ? "" : ShowRate(bytes_per_second));
    parts.push_back(TimeLeft(progress, bytes_per_second));
  }
  parts.push_back(std::to_string(progress.files_done) + "/" +
                  ShowCount(progress.files_total, "file"));
  std::string line = "hashing";
  for (const std::string& part : parts) {
    if (!part.empty() && line.size() + 2 + part.size() < columns) {
      line += "  " + part;
    }
  }
  return line;
}

ProgressLine::ProgressLine(bool is_wanted) : line_(is_wanted), last_time_(Clock::now()) {}

double ProgressLine::Rate(const Progress& progress, Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - last_time_).count();
  const uint64_t hashed_bytes = progress.bytes_done - progress.bytes_cached;
  if (seconds > 0 && hashed_bytes >= last_bytes_) {
    const double rate = static_cast<double>(hashed_bytes - last_bytes_) / seconds;
    const double weight = std::min(1.0, seconds / kRateMemorySeconds);
    bytes_per_second_ = last_bytes_ == 0 ? rate : weight * rate + (1 - weight) * bytes_per_second_;
    last_time_ = now;
    last_bytes_ = hashed_bytes;
  }
  return bytes_per_second_;
}

void ProgressLine::Update(const Progress& progress) {
  if (!line_.is_shown()) {
    return;
  }
  const double bytes_per_second = Rate(progress, Clock::now());
  line_.Show(FormatProgress(progress, bytes_per_second, TerminalColumns(stderr)));
}

}  // namespace modelseal::cli
