// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/pipelined_reader.h"

#include <algorithm>
#include <new>
#include <utility>

#include "lib/base/status.h"

namespace modelseal::hash {

PipelinedReader::PipelinedReader(uint64_t start_bytes, uint64_t end_bytes, size_t memory_bytes,
                                 ReadFunction read)
    : end_bytes_(end_bytes),
      read_(std::move(read)),
      next_read_bytes_(start_bytes),
      left_bytes_(end_bytes - start_bytes) {
  const size_t pages = std::max<size_t>(memory_bytes / kBuffers / fs::ReadBuffer::kAlignment, 1);
  for (Slot& slot : ring_) {
    slot.buffer = fs::ReadBuffer(pages * fs::ReadBuffer::kAlignment);
  }
}

PipelinedReader::Slot* PipelinedReader::WaitForRoom() {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return is_stopped_ || published_ - taken_ < kBuffers; });
  return is_stopped_ ? nullptr : &ring_[published_ % kBuffers];
}

void PipelinedReader::Publish() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++published_;
  changed_.notify_all();
}

void PipelinedReader::ReadAll() {
  while (next_read_bytes_ < end_bytes_) {
    Slot* const slot = WaitForRoom();
    if (slot == nullptr) {
      return;
    }
    const std::span<uint8_t> room = slot->buffer.bytes();
    // So that the next read starts at a page, as RangeWorker has it.
    const size_t to_page = room.size() - next_read_bytes_ % fs::ReadBuffer::kAlignment;
    slot->filled_bytes = std::min<uint64_t>(to_page, end_bytes_ - next_read_bytes_);
    slot->status = read_(next_read_bytes_, room.first(slot->filled_bytes));
    next_read_bytes_ += slot->filled_bytes;
    const bool is_failed = !slot->status.ok();
    Publish();
    if (is_failed) {
      return;
    }
  }
}

void PipelinedReader::Run() noexcept {
  try {
    ReadAll();
  } catch (const std::bad_alloc&) {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_out_of_memory_ = true;
    changed_.notify_all();
  }
}

absl::StatusOr<std::span<const uint8_t>> PipelinedReader::Next() {
  std::unique_lock<std::mutex> lock(mutex_);
  if (holds_slot_) {
    ++taken_;
    holds_slot_ = false;
    changed_.notify_all();
  }
  if (left_bytes_ == 0) {
    return std::span<const uint8_t>();
  }
  changed_.wait(lock, [this] { return published_ > taken_ || is_out_of_memory_; });
  if (published_ == taken_) {
    return MakeError(Reason::kOutOfMemory, "out of memory while reading");
  }
  const Slot& slot = ring_[taken_ % kBuffers];
  MODELSEAL_RETURN_IF_ERROR(slot.status);
  holds_slot_ = true;
  left_bytes_ -= slot.filled_bytes;
  return std::span<const uint8_t>(slot.buffer.bytes()).first(slot.filled_bytes);
}

void PipelinedReader::Stop() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_stopped_ = true;
  changed_.notify_all();
}

}  // namespace modelseal::hash
