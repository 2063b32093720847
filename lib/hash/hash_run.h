// SPDX-License-Identifier: Apache-2.0
//
// What the threads of one HashRanges() share: how far they are, and whether to go on.
#ifndef MODELSEAL_LIB_HASH_HASH_RUN_H_
#define MODELSEAL_LIB_HASH_HASH_RUN_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

#include "absl/status/status.h"
#include "lib/base/cancel.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// Thread-safe.
class HashRun {
 public:
  // `cancel` may be null and must outlive the run.
  HashRun(size_t file_count, std::span<const FileRange> ranges, const CancelToken* cancel);

  // Whether to go on. A cancelled run fails here.
  bool ShouldContinue();

  void AddBytes(uint64_t bytes) { bytes_done_.fetch_add(bytes, std::memory_order_relaxed); }
  void FinishRangeOf(size_t file_index);
  HashProgress progress() const;

  // Stops the run. Of several failures the first counts.
  void Fail(absl::Status status);
  // The same for kOutOfMemory, and needs no memory itself.
  void FailOutOfMemory() noexcept;

  // Never OK if the run was stopped.
  absl::Status status() const;

 private:
  const CancelToken* const cancel_;
  uint64_t bytes_total_ = 0;
  uint64_t files_total_ = 0;
  std::unique_ptr<std::atomic<size_t>[]> ranges_left_;  // of each file
  std::atomic<uint64_t> bytes_done_{0};
  std::atomic<uint64_t> files_done_{0};
  std::atomic<bool> is_stopped_{false};  // without a status_: there was no memory for one
  mutable std::mutex mutex_;
  absl::Status status_;  // guarded by mutex_
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_HASH_RUN_H_
