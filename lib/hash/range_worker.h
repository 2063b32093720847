// SPDX-License-Identifier: Apache-2.0
//
// One thread's part of HashRanges(): reads and hashes the ranges that it claims.
#ifndef MODELSEAL_LIB_HASH_RANGE_WORKER_H_
#define MODELSEAL_LIB_HASH_RANGE_WORKER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "absl/status/status.h"
#include "lib/fs/model_root.h"
#include "lib/fs/walk.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/hash_run.h"
#include "lib/hash/hasher.h"
#include "lib/hash/progress_reporter.h"
#include "lib/hash/range_queue.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// What is to be hashed; everything in it is the caller's and outlives the workers.
struct HashTask {
  const fs::ModelRoot& root;
  std::span<const fs::WalkedFile> files;
  std::span<const FileRange> ranges;
  HashAlgorithm algorithm;
  std::span<Digest> digests;  // of `ranges`; each is written by the worker that claimed it
};

// Used by one thread at a time.
class RangeWorker {
 public:
  // `reporter` is null unless the worker runs on the thread that called HashRanges().
  RangeWorker(const HashTask& task, RangeQueue& queue, HashRun& run, ProgressReporter* reporter)
      : task_(task), queue_(queue), run_(run), reporter_(reporter) {}

  // Until no range is left or the run is stopped. Failures go to the run.
  void Run() noexcept;

 private:
  struct AlignedDelete {
    void operator()(uint8_t* buffer) const;
  };

  void HashClaimedRanges();
  bool ShouldContinue();
  absl::Status HashRange(size_t range_index);
  absl::Status HashContent(const fs::WalkedFile& file, const FileRange& range);
  absl::Status OpenFile(size_t file_index);

  const HashTask& task_;
  RangeQueue& queue_;
  HashRun& run_;
  ProgressReporter* const reporter_;
  std::unique_ptr<Hasher> hasher_;
  std::unique_ptr<uint8_t, AlignedDelete> buffer_;
  std::optional<fs::OpenFile> file_;  // kept for the next range of the same file
  size_t file_index_ = 0;             // of file_
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_RANGE_WORKER_H_
