// SPDX-License-Identifier: Apache-2.0
//
// The order in which ranges are hashed, and their distribution over threads.
#ifndef MODELSEAL_LIB_HASH_RANGE_QUEUE_H_
#define MODELSEAL_LIB_HASH_RANGE_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// Hands out each range once: the large ones first, so that no thread is left alone with one at the
// end; the rest in the order given, which is likely that of the disk. Thread-safe.
class RangeQueue {
 public:
  explicit RangeQueue(std::span<const FileRange> ranges);  // must outlive the queue

  // Indexes into `ranges` that the caller is to hash: one large range, or several small ones. Empty
  // when none are left. The view lives as long as the queue.
  std::span<const size_t> Claim();

  // What the ranges cost together, in bytes hashed; opening a file counts as some.
  uint64_t cost_bytes() const { return cost_bytes_; }

  // Ranges that cost this much are worth a thread.
  static constexpr uint64_t kClaimCostBytes = 256 << 10;

 private:
  const std::span<const FileRange> ranges_;
  std::vector<size_t> order_;
  uint64_t cost_bytes_ = 0;
  std::mutex mutex_;
  size_t next_ = 0;  // into order_; guarded by mutex_
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_RANGE_QUEUE_H_
