// SPDX-License-Identifier: Apache-2.0
//
// Reads bytes on one thread while another one hashes those before them.
#ifndef MODELSEAL_LIB_HASH_PIPELINED_READER_H_
#define MODELSEAL_LIB_HASH_PIPELINED_READER_H_

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>

#include "absl/status/statusor.h"
#include "lib/fs/read_buffer.h"

namespace modelseal::hash {

// A ring of buffers between one reading thread, which calls Run(), and one hashing thread, which
// calls Next() and Stop(). Either may come first.
class PipelinedReader {
 public:
  // Fills all of its second argument from the offset on, or fails.
  using ReadFunction = std::function<absl::Status(uint64_t, std::span<uint8_t>)>;

  static constexpr size_t kBuffers = 4;

  // Bytes [start_bytes, end_bytes), in kBuffers buffers that have at least `memory_bytes` together.
  // `read` is called by Run() only. Throws std::bad_alloc.
  PipelinedReader(uint64_t start_bytes, uint64_t end_bytes, size_t memory_bytes, ReadFunction read);

  // Reads until the end, the first failure or Stop().
  void Run() noexcept;

  // The next bytes, which stay until the following call; empty at the end. A failure comes in the
  // place of the bytes that it concerns. Waits for Run().
  absl::StatusOr<std::span<const uint8_t>> Next();

  // Ends Run() soon, now or later.
  void Stop();

 private:
  struct Slot {
    fs::ReadBuffer buffer;
    size_t filled_bytes = 0;
    absl::Status status;
  };

  void ReadAll();
  // The slot to be filled next; null once stopped.
  Slot* WaitForRoom();
  void Publish();

  const uint64_t end_bytes_;
  const ReadFunction read_;
  std::array<Slot, kBuffers> ring_;
  uint64_t next_read_bytes_;  // of the reading thread
  uint64_t left_bytes_;       // of the hashing thread: not yet returned by Next()
  bool holds_slot_ = false;   // of the hashing thread

  std::mutex mutex_;
  std::condition_variable changed_;
  // Counted from the start; the slots from taken_ to published_ are the hashing thread's, the
  // others the reading thread's. Guarded by mutex_, as all that follows.
  uint64_t published_ = 0;
  uint64_t taken_ = 0;
  bool is_stopped_ = false;
  bool is_out_of_memory_ = false;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_PIPELINED_READER_H_
