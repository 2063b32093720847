// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hash_run.h"

#include <utility>

#include "lib/base/status.h"

namespace modelseal::hash {

HashRun::HashRun(size_t file_count, std::span<const FileRange> ranges, const CancelToken* cancel)
    : cancel_(cancel), ranges_left_(new std::atomic<size_t>[file_count]()) {
  for (const FileRange& range : ranges) {
    bytes_total_ += range.end_bytes - range.start_bytes;
    if (ranges_left_[range.file_index]++ == 0) {
      ++files_total_;
    }
  }
}

bool HashRun::ShouldContinue() {
  if (is_stopped_.load(std::memory_order_relaxed)) {
    return false;
  }
  if (cancel_ != nullptr && cancel_->is_requested()) {
    Fail(MakeError(Reason::kCancelled, "hashing was cancelled"));
    return false;
  }
  return true;
}

void HashRun::FinishRangeOf(size_t file_index) {
  if (ranges_left_[file_index].fetch_sub(1, std::memory_order_relaxed) == 1) {
    files_done_.fetch_add(1, std::memory_order_relaxed);
  }
}

HashProgress HashRun::progress() const {
  return {bytes_done_.load(std::memory_order_relaxed), bytes_total_,
          files_done_.load(std::memory_order_relaxed), files_total_};
}

void HashRun::Fail(absl::Status status) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (status_.ok()) {
    status_ = std::move(status);
  }
  is_stopped_.store(true, std::memory_order_relaxed);
}

void HashRun::FailOutOfMemory() noexcept { is_stopped_.store(true, std::memory_order_relaxed); }

absl::Status HashRun::status() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (status_.ok() && is_stopped_.load(std::memory_order_relaxed)) {
    return MakeError(Reason::kOutOfMemory, "out of memory while hashing");
  }
  return status_;
}

}  // namespace modelseal::hash
