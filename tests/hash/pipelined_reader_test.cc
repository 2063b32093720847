// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/pipelined_reader.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <future>
#include <new>
#include <thread>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::hash {
namespace {

constexpr size_t kMemoryBytes = PipelinedReader::kBuffers * 4096;

// Byte i of what is read.
uint8_t ByteAt(uint64_t offset) { return static_cast<uint8_t>(offset * 131 >> 3); }

absl::Status ReadPattern(uint64_t offset, std::span<uint8_t> out) {
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = ByteAt(offset + i);
  }
  return absl::OkStatus();
}

// Everything that Next() gives until the end or a failure.
struct Received {
  std::vector<uint8_t> bytes;
  absl::Status status;
};

Received ReceiveAll(PipelinedReader& reader) {
  Received received;
  while (true) {
    auto bytes = reader.Next();
    if (!bytes.ok() || bytes->empty()) {
      received.status = bytes.status();
      return received;
    }
    received.bytes.insert(received.bytes.end(), bytes->begin(), bytes->end());
  }
}

Received ReadThrough(uint64_t start, uint64_t end, PipelinedReader::ReadFunction read) {
  PipelinedReader reader(start, end, kMemoryBytes, std::move(read));
  std::thread thread([&] { reader.Run(); });
  Received received = ReceiveAll(reader);
  reader.Stop();
  thread.join();
  return received;
}

TEST_CASE("what is read arrives whole and in order", "[hash][reader]") {
  for (const uint64_t size : {0, 1, 4095, 4096, 4097, 16'384, 100'000, 1'000'000}) {
    for (const uint64_t start : {0, 1, 12'345}) {
      const Received received = ReadThrough(start, start + size, ReadPattern);
      CAPTURE(size, start);
      CHECK(received.status.ok());
      REQUIRE(received.bytes.size() == size);
      for (size_t i = 0; i < size; ++i) {
        REQUIRE(received.bytes[i] == ByteAt(start + i));
      }
    }
  }
}

TEST_CASE("all reads but the first start at a page", "[hash][reader]") {
  std::vector<uint64_t> offsets;
  ReadThrough(12'345, 100'000, [&](uint64_t offset, std::span<uint8_t> out) {
    offsets.push_back(offset);
    return ReadPattern(offset, out);
  });
  REQUIRE(offsets.size() > 2);
  for (size_t i = 1; i < offsets.size(); ++i) {
    CHECK(offsets[i] % fs::ReadBuffer::kAlignment == 0);
  }
}

TEST_CASE("a failure arrives after the bytes before it", "[hash][reader]") {
  const Received received = ReadThrough(0, 100'000, [](uint64_t offset, std::span<uint8_t> out) {
    if (offset + out.size() > 50'000) {
      return MakeErrnoError(EIO, "read", "weights");
    }
    return ReadPattern(offset, out);
  });
  CHECK(ReasonOf(received.status) == Reason::kIoFailed);
  CHECK(received.bytes.size() == 50'000 / 4096 * 4096);
}

TEST_CASE("running out of memory while reading is a failure", "[hash][reader]") {
  const Received received = ReadThrough(
      0, 100, [](uint64_t, std::span<uint8_t>) -> absl::Status { throw std::bad_alloc(); });
  CHECK(ReasonOf(received.status) == Reason::kOutOfMemory);
}

TEST_CASE("a slow reader is waited for", "[hash][reader]") {
  const Received received = ReadThrough(0, 40'000, [](uint64_t offset, std::span<uint8_t> out) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return ReadPattern(offset, out);
  });
  CHECK(received.bytes.size() == 40'000);
}

TEST_CASE("a reader that is far ahead waits, and stops when told", "[hash][reader]") {
  std::atomic<size_t> reads = 0;
  PipelinedReader reader(0, 1 << 30, kMemoryBytes, [&](uint64_t offset, std::span<uint8_t> out) {
    ++reads;
    return ReadPattern(offset, out);
  });
  auto running = std::async(std::launch::async, [&] { reader.Run(); });
  CHECK(reader.Next().ok());
  while (reads < PipelinedReader::kBuffers) {
  }
  reader.Stop();
  running.get();
  CHECK(reads == PipelinedReader::kBuffers);
}

TEST_CASE("a reader that was stopped before it ran reads nothing", "[hash][reader]") {
  PipelinedReader reader(0, 100, kMemoryBytes, [](uint64_t, std::span<uint8_t>) -> absl::Status {
    FAIL("read");
    return absl::OkStatus();
  });
  reader.Stop();
  reader.Run();
}

}  // namespace
}  // namespace modelseal::hash
