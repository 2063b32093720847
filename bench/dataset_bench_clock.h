// SPDX-License-Identifier: Apache-2.0
//
// What the benchmark of datasets reads of its own process, and how it ends when something fails.
#ifndef MODELSEAL_BENCH_DATASET_BENCH_CLOCK_H_
#define MODELSEAL_BENCH_DATASET_BENCH_CLOCK_H_

#include <ctime>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace modelseal::bench {

inline double ReadClock(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Seconds of processor time of the process so far.
inline double CpuSeconds() { return ReadClock(CLOCK_PROCESS_CPUTIME_ID); }

// Ends the process: a benchmark of what fails is of no use.
[[noreturn]] void Fail(const std::string& message);

inline void Require(const absl::Status& status) {
  if (!status.ok()) {
    Fail(std::string(status.message()));
  }
}

template <typename T>
T Require(absl::StatusOr<T> result) {
  Require(result.status());
  return *std::move(result);
}

}  // namespace modelseal::bench

#endif  // MODELSEAL_BENCH_DATASET_BENCH_CLOCK_H_
