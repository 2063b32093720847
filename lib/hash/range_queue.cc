// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_queue.h"

#include <algorithm>
#include <numeric>

namespace modelseal::hash {
namespace {

// Opening, looking at and closing a file takes about as long as hashing this much.
constexpr uint64_t kOpenCostBytes = 8 << 10;

// From here on a range is large: its position in the order matters more than its neighbours do.
constexpr uint64_t kLargeBytes = 1 << 20;

uint64_t SizeOf(const FileRange& range) { return range.end_bytes - range.start_bytes; }

uint64_t SortKey(const FileRange& range) {
  return SizeOf(range) >= kLargeBytes ? SizeOf(range) : 0;
}

}  // namespace

RangeQueue::RangeQueue(std::span<const FileRange> ranges) : ranges_(ranges), order_(ranges.size()) {
  std::iota(order_.begin(), order_.end(), size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](size_t a, size_t b) { return SortKey(ranges_[a]) > SortKey(ranges_[b]); });
  for (const FileRange& range : ranges_) {
    cost_bytes_ += SizeOf(range) + kOpenCostBytes;
  }
}

std::span<const size_t> RangeQueue::Claim() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const size_t first = next_;
  uint64_t cost_bytes = 0;
  while (next_ < order_.size() && cost_bytes < kClaimCostBytes) {
    cost_bytes += SizeOf(ranges_[order_[next_]]) + kOpenCostBytes;
    ++next_;
  }
  return std::span<const size_t>(order_).subspan(first, next_ - first);
}

}  // namespace modelseal::hash
