// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_pool.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "lib/base/limits.h"

namespace modelseal::hash {
namespace {

static_assert(limits::kMaxManifestEntries <= std::numeric_limits<uint32_t>::max());

// Opening, looking at and closing a file takes about as long as hashing this much.
constexpr uint64_t kOpenCostBytes = 8 << 10;

uint64_t SizeOf(const FileRange& range) { return range.end_bytes - range.start_bytes; }

uint64_t SortKey(const FileRange& range) {
  return SizeOf(range) >= RangePool::kLargeBytes ? SizeOf(range) : 0;
}

}  // namespace

RangePool::RangePool(std::span<const FileRange> ranges, const PoolOptions& options)
    : ranges_(ranges), options_(options), order_(ranges.size()) {
  std::iota(order_.begin(), order_.end(), uint32_t{0});
  if (!options_.is_sequential) {
    std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
      return SortKey(ranges_[a]) > SortKey(ranges_[b]);
    });
  }
}

uint64_t RangePool::CostBytes(std::span<const FileRange> ranges) {
  uint64_t cost_bytes = 0;
  for (const FileRange& range : ranges) {
    cost_bytes += SizeOf(range) + kOpenCostBytes;
  }
  return cost_bytes;
}

bool RangePool::IsSplit(const FileRange& range) const {
  return options_.splits_pieces && options_.threads > 1 && !options_.is_sequential &&
         SizeOf(range) >= 2 * PieceTable::kMinPieceBytes;
}

uint64_t RangePool::NextBytes() const {
  if (splitting_ != nullptr) {
    return splitting_->piece_bytes();
  }
  const FileRange& range = ranges_[order_[next_]];
  return IsSplit(range) ? PieceTable::kMinPieceBytes : SizeOf(range);
}

Part RangePool::CutPiece() {
  const size_t range_index = order_[next_ - 1];
  const FileRange& range = ranges_[range_index];
  const size_t piece = next_piece_++;
  const uint64_t start_bytes = range.start_bytes + piece * splitting_->piece_bytes();
  const uint64_t end_bytes =
      std::min(range.end_bytes - start_bytes, splitting_->piece_bytes()) + start_bytes;
  Part part{range_index, start_bytes, end_bytes, splitting_, piece};
  if (next_piece_ == splitting_->count()) {
    splitting_ = nullptr;
  }
  return part;
}

Part RangePool::BeginNext() {
  if (splitting_ != nullptr) {
    return CutPiece();
  }
  const size_t range_index = order_[next_];
  const FileRange& range = ranges_[range_index];
  if (IsSplit(range)) {
    splitting_ = std::make_shared<PieceTable>(SizeOf(range));
    next_piece_ = 0;
    ++next_;
    return CutPiece();
  }
  ++next_;
  return {range_index, range.start_bytes, range.end_bytes, nullptr, 0};
}

size_t RangePool::PartsSideBySide(uint64_t longest_bytes, uint64_t left_bytes) const {
  if (options_.is_sequential) {
    return 1;
  }
  const uint64_t share_bytes = left_bytes / options_.threads;
  return std::clamp<uint64_t>(share_bytes / std::max<uint64_t>(longest_bytes, 1), 1,
                              options_.lanes);
}

std::vector<Part> RangePool::Take(size_t held_parts, uint64_t longest_bytes, uint64_t left_bytes) {
  std::vector<Part> taken;
  taken.reserve(kMaxHeldParts);
  uint64_t cost_bytes = 0;
  const std::lock_guard<std::mutex> lock(mutex_);
  while (has_unbegun() && held_parts + taken.size() < kMaxHeldParts) {
    const uint64_t next_bytes = NextBytes();
    longest_bytes = std::max(longest_bytes, next_bytes);
    const bool is_enough = held_parts + taken.size() >= PartsSideBySide(longest_bytes, left_bytes);
    if (is_enough && (longest_bytes >= kLargeBytes || cost_bytes >= kWorthThreadBytes)) {
      break;
    }
    cost_bytes += next_bytes + kOpenCostBytes;
    taken.push_back(BeginNext());
  }
  return taken;
}

void RangePool::Join() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++working_;
}

void RangePool::Leave() {
  const std::lock_guard<std::mutex> lock(mutex_);
  StopWorking();
}

void RangePool::StopWorking() {
  --working_;
  if (working_ == 0) {
    is_over_ = true;
    changed_.notify_all();
  }
}

RangePool::Help RangePool::Wait(bool has_joined) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (has_joined) {
    StopWorking();
  }
  waiting_.fetch_add(1, std::memory_order_relaxed);
  changed_.wait(lock, [this, has_joined] {
    return is_over_ || !readings_.empty() || (has_joined && !handed_over_.empty());
  });
  const size_t waiting = waiting_.fetch_sub(1, std::memory_order_relaxed);
  working_ += has_joined ? 1 : 0;
  Help help;
  if (has_joined && !handed_over_.empty()) {
    const size_t share = (handed_over_.size() + waiting - 1) / waiting;
    const auto first = handed_over_.end() - static_cast<ptrdiff_t>(share);
    help.parts.assign(std::make_move_iterator(first), std::make_move_iterator(handed_over_.end()));
    handed_over_.erase(first, handed_over_.end());
  } else if (!readings_.empty()) {
    help.reading = std::move(readings_.back());
    readings_.pop_back();
  }
  return help;
}

bool RangePool::HandOver(std::vector<ActivePart>& parts) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!can_hand_over()) {
    return false;
  }
  handed_over_.swap(parts);
  changed_.notify_all();
  return true;
}

bool RangePool::HandOver(const std::shared_ptr<PipelinedReader>& reading) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!can_hand_over()) {
    return false;
  }
  readings_.push_back(reading);
  changed_.notify_all();
  return true;
}

}  // namespace modelseal::hash
