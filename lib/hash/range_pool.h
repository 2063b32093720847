// SPDX-License-Identifier: Apache-2.0
//
// The work of one HashRanges(): the order in which ranges are begun, their distribution over
// threads, and what a thread that has nothing left can do for the others.
#ifndef MODELSEAL_LIB_HASH_RANGE_POOL_H_
#define MODELSEAL_LIB_HASH_RANGE_POOL_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "lib/hash/active_part.h"
#include "lib/hash/pipelined_reader.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

struct PoolOptions {
  uint32_t threads = 1;
  size_t lanes = 1;            // LanesOf() the task
  bool splits_pieces = false;  // a long range can be hashed by several threads (BLAKE3)
  // One range at a time, in the order given.
  bool is_sequential = false;
};

// Large ranges are begun first, so that no thread is left alone with one at the end; the rest in
// the order given, which is likely that of the disk. Thread-safe.
class RangePool {
 public:
  // `ranges` must outlive the pool.
  RangePool(std::span<const FileRange> ranges, const PoolOptions& options);

  // More parts for a worker that has `held_parts`, the longest with `longest_bytes` left, while
  // `left_bytes` of the whole run are left. Never waits; may give none.
  //
  // As many parts run side by side in a worker as there are lanes, but then each of them is slow: a
  // part as long as a thread's whole share must run alone, or it would end long after all others.
  // So as many run side by side as the longest one fits into the share.
  std::vector<Part> Take(size_t held_parts, uint64_t longest_bytes, uint64_t left_bytes);

  // Counts the workers that may still hand over something: joined before a worker's thread starts,
  // left when it ends.
  void Join();
  void Leave();

  // What a thread without parts can do for the others: one or the other, or nothing any more.
  struct Help {
    std::vector<ActivePart> parts;             // to be taken over
    std::shared_ptr<PipelinedReader> reading;  // to be run for another thread

    bool is_needed() const { return !parts.empty() || reading != nullptr; }
  };

  // Waits until another thread hands over something. No help is needed once every worker waits or
  // has left. A thread that has not joined gets no parts, only reading.
  Help Wait(bool has_joined);

  // Whether threads wait: then nothing is left to be begun.
  bool is_short_of_work() const { return waiting_.load(std::memory_order_relaxed) > 0; }

  // To threads that wait. False, and nothing is taken, if none does or if what was handed over
  // before was not taken yet.
  bool HandOver(std::vector<ActivePart>& parts);
  bool HandOver(const std::shared_ptr<PipelinedReader>& reading);

  // What the ranges cost together, in bytes hashed; opening a file counts as some.
  static uint64_t CostBytes(std::span<const FileRange> ranges);

  // Ranges that cost this much are worth a thread.
  static constexpr uint64_t kWorthThreadBytes = 256 << 10;
  // From here on a range is large: its place in the order matters more than its neighbours do.
  static constexpr uint64_t kLargeBytes = 1 << 20;
  // Parts that a worker holds at most; more than lanes only if they are small.
  static constexpr size_t kMaxHeldParts = 64;

 private:
  // These need mutex_.
  void StopWorking();
  bool has_unbegun() const { return next_ < order_.size() || splitting_ != nullptr; }
  uint64_t NextBytes() const;
  Part BeginNext();
  Part CutPiece();
  bool can_hand_over() const { return waiting_ > 0 && handed_over_.empty() && readings_.empty(); }

  bool IsSplit(const FileRange& range) const;
  size_t PartsSideBySide(uint64_t longest_bytes, uint64_t left_bytes) const;

  const std::span<const FileRange> ranges_;
  const PoolOptions options_;
  std::vector<uint32_t> order_;

  std::mutex mutex_;
  std::condition_variable changed_;
  size_t next_ = 0;                        // into order_
  std::shared_ptr<PieceTable> splitting_;  // of the range before next_
  size_t next_piece_ = 0;
  std::vector<ActivePart> handed_over_;
  std::vector<std::shared_ptr<PipelinedReader>> readings_;
  uint32_t working_ = 0;  // threads that joined and do not wait
  bool is_over_ = false;  // nobody was left to hand over anything
  std::atomic<uint32_t> waiting_{0};
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_RANGE_POOL_H_
