// SPDX-License-Identifier: Apache-2.0
//
// One run that hashes a model: its job with threads, the progress line, signals that stop it, and
// what it took.
#ifndef MODELSEAL_CLI_HASHING_RUN_H_
#define MODELSEAL_CLI_HASHING_RUN_H_

#include <chrono>
#include <cstdint>
#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/interrupt.h"
#include "cli/model_options.h"
#include "cli/progress_line.h"
#include "cli/session.h"

namespace modelseal::cli {

class HashingRun {
 public:
  HashingRun(const Session& session, const ModelOptions& options);
  // For a single file.
  explicit HashingRun(const Session& session);

  Job* job() { return &job_; }

  // Ends the run: takes the progress line away and stops the clock.
  void Finish();

  uint64_t files() const { return progress_.files_total; }
  uint64_t bytes() const { return progress_.bytes_total; }
  // Of these, those that were not hashed.
  uint64_t cached_bytes() const { return progress_.bytes_cached; }
  double seconds() const { return seconds_; }

  // "12 files, 91.6 MB in 0.08 s (1.14 GB/s)", "12 files, 91.6 MB (91.2 MB known) in 0.01 s"
  std::string Describe() const;

 private:
  using Clock = std::chrono::steady_clock;

  Job job_;
  ProgressLine line_;
  Progress progress_;
  Clock::time_point start_;
  double seconds_ = 0;
  CancelOnInterrupt cancel_;  // last: must go before the job
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_HASHING_RUN_H_
