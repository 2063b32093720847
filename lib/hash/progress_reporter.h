// SPDX-License-Identifier: Apache-2.0
//
// Calls a caller's progress callback, not too often.
#ifndef MODELSEAL_LIB_HASH_PROGRESS_REPORTER_H_
#define MODELSEAL_LIB_HASH_PROGRESS_REPORTER_H_

#include <chrono>
#include <cstdint>
#include <functional>

#include "lib/hash/hash_run.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// To be used on the thread that called HashRanges() only. A callback that wants to stop fails the
// run with kCancelled; it must not throw.
class ProgressReporter {
 public:
  static constexpr std::chrono::milliseconds kInterval{100};

  // Both references must outlive the reporter.
  ProgressReporter(const std::function<int32_t(const HashProgress&)>& callback, HashRun& run,
                   std::chrono::milliseconds interval = kInterval)
      : callback_(callback),
        run_(run),
        interval_(interval),
        last_report_(std::chrono::steady_clock::now()) {}

  void Report() noexcept;
  // Unless the last report is younger than the interval.
  void ReportIfDue() noexcept;

 private:
  const std::function<int32_t(const HashProgress&)>& callback_;
  HashRun& run_;
  const std::chrono::milliseconds interval_;
  std::chrono::steady_clock::time_point last_report_;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_PROGRESS_REPORTER_H_
