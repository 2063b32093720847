// SPDX-License-Identifier: Apache-2.0
//
// One run that builds a dataset: its job, the progress line, the records that go in, and what
// happens when the person stops it.
#ifndef MODELSEAL_CLI_DATASETS_DATASET_RUN_H_
#define MODELSEAL_CLI_DATASETS_DATASET_RUN_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/records/record_options.h"
#include "cli/session.h"
#include "cli/terminal_line.h"

namespace modelseal::cli {

// "adding  1,234,567 records  76,000 records/s", "sorting  34%"; at most `columns` wide.
std::string FormatDatasetProgress(const DatasetProgress& progress, double records_per_second,
                                  size_t columns);

class DatasetRun {
 public:
  DatasetRun(const Session& session, uint32_t threads);

  // Takes up the job in that directory, or begins one. Throws Failure.
  DatasetBuilder OpenBuilder(const DatasetKey& key, const DatasetOptions& options,
                             const std::string& work_directory);

  // Adds the records of all sources under `view`, but for those that an earlier run of the same
  // command has kept. When the person interrupts, what was read is kept, and a Failure (CANCELLED)
  // says how to go on. Throws Failure.
  void AddRecords(const RecordOptions& sources, const std::string& view, bool has_values,
                  const std::string& work_directory, DatasetBuilder& builder);

  // Runs the last steps of building, which a signal stops; they go on where they were when the same
  // command runs again.
  template <typename Step>
  void Complete(const std::string& work_directory, Step step);

  // Takes the progress line away and stops the clock.
  void Finish();

  // Of this run.
  uint64_t resumed_records() const { return resumed_records_; }
  double seconds() const { return seconds_; }

 private:
  using Clock = std::chrono::steady_clock;

  void Show(const DatasetProgress& progress);
  void CompleteUntilInterrupted(const std::string& work_directory, void (*run)(void*), void* step);

  Job job_;
  TerminalLine line_;
  Clock::time_point start_;
  uint64_t resumed_records_ = 0;
  double seconds_ = 0;
};

template <typename Step>
void DatasetRun::Complete(const std::string& work_directory, Step step) {
  CompleteUntilInterrupted(
      work_directory, [](void* known) { (*static_cast<Step*>(known))(); }, &step);
}

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_DATASET_RUN_H_
