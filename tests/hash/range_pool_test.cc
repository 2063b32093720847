// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_pool.h"

#include <catch2/catch.hpp>
#include <future>
#include <vector>

namespace modelseal::hash {
namespace {

constexpr uint64_t kMiB = 1 << 20;

std::vector<FileRange> RangesOfSizes(const std::vector<uint64_t>& sizes) {
  std::vector<FileRange> ranges;
  for (const uint64_t size : sizes) {
    ranges.push_back({ranges.size(), 0, size});
  }
  return ranges;
}

uint64_t TotalBytes(const std::vector<FileRange>& ranges) {
  uint64_t total = 0;
  for (const FileRange& range : ranges) {
    total += range.end_bytes - range.start_bytes;
  }
  return total;
}

std::vector<size_t> IndicesOf(const std::vector<Part>& parts) {
  std::vector<size_t> indices;
  for (const Part& part : parts) {
    indices.push_back(part.range_index);
  }
  return indices;
}

// What one worker after another would take, if none of them came back.
std::vector<std::vector<size_t>> TakeAll(RangePool& pool, uint64_t left_bytes) {
  std::vector<std::vector<size_t>> taken;
  for (auto parts = pool.Take(0, 0, left_bytes); !parts.empty();
       parts = pool.Take(0, 0, left_bytes)) {
    taken.push_back(IndicesOf(parts));
  }
  return taken;
}

// A part with `left_bytes` left, as far as the pool looks at it.
ActivePart ActiveOf(uint64_t left_bytes) {
  return {{0, 0, left_bytes, nullptr, 0}, nullptr, 0, HashStream(HashAlgorithm::kSha256)};
}

TEST_CASE("large ranges are begun first", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes({2 * kMiB, 1, 8 * kMiB, 4 * kMiB});
  RangePool pool(ranges, {.threads = 1, .lanes = 1});
  CHECK(TakeAll(pool, TotalBytes(ranges)) == std::vector<std::vector<size_t>>{{2}, {3}, {0}, {1}});
}

TEST_CASE("ranges of one size keep their order", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes({kMiB, kMiB, kMiB});
  RangePool pool(ranges, {.threads = 1, .lanes = 1});
  CHECK(TakeAll(pool, TotalBytes(ranges)) == std::vector<std::vector<size_t>>{{0}, {1}, {2}});
}

TEST_CASE("one after another, ranges are begun in the order given", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes({2 * kMiB, 3 * kMiB, 8 * kMiB, 4 * kMiB});
  RangePool pool(ranges, {.threads = 2, .lanes = 16, .is_sequential = true});
  CHECK(TakeAll(pool, TotalBytes(ranges)) == std::vector<std::vector<size_t>>{{0}, {1}, {2}, {3}});
}

TEST_CASE("small ranges are taken together in the order given", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes(std::vector<uint64_t>(1000, 10));
  RangePool pool(ranges, {.threads = 2, .lanes = 2});
  const std::vector<std::vector<size_t>> taken = TakeAll(pool, TotalBytes(ranges));
  CHECK(taken.size() < 100);
  std::vector<size_t> order;
  for (const std::vector<size_t>& parts : taken) {
    CHECK(parts.size() <= RangePool::kMaxHeldParts);
    order.insert(order.end(), parts.begin(), parts.end());
  }
  REQUIRE(order.size() == 1000);
  for (size_t i = 0; i < order.size(); ++i) {
    CHECK(order[i] == i);
  }
}

TEST_CASE("as many ranges run side by side as threads leave to each other", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes(std::vector<uint64_t>(8, 128 * kMiB));
  RangePool pool(ranges, {.threads = 2, .lanes = 16});
  CHECK(pool.Take(0, 0, TotalBytes(ranges)).size() == 4);
  CHECK(pool.Take(0, 0, TotalBytes(ranges)).size() == 4);
}

TEST_CASE("a range as long as a thread's share runs alone", "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes({100 * kMiB, 50 * kMiB, 50 * kMiB});
  RangePool pool(ranges, {.threads = 2, .lanes = 16});
  CHECK(IndicesOf(pool.Take(0, 0, TotalBytes(ranges))) == std::vector<size_t>{0});
  CHECK(IndicesOf(pool.Take(0, 0, TotalBytes(ranges))) == std::vector<size_t>{1, 2});
}

TEST_CASE("a worker never gets more ranges than it has lanes, unless they are small",
          "[hash][pool]") {
  const std::vector<FileRange> ranges = RangesOfSizes(std::vector<uint64_t>(100, 2 * kMiB));
  RangePool pool(ranges, {.threads = 1, .lanes = 16});
  CHECK(pool.Take(0, 0, TotalBytes(ranges)).size() == 16);
  CHECK(pool.Take(14, 2 * kMiB, TotalBytes(ranges)).size() == 2);
  CHECK(pool.Take(16, 2 * kMiB, TotalBytes(ranges)).empty());
}

TEST_CASE("a long range is cut into pieces that cover it", "[hash][pool]") {
  const std::vector<FileRange> ranges = {{0, 1000, 10 * kMiB + 7}, {1, 0, kMiB}};
  RangePool pool(ranges, {.threads = 4, .lanes = 1, .splits_pieces = true});
  uint64_t next_bytes = 1000;
  size_t next_piece = 0;
  for (auto parts = pool.Take(0, 0, kMiB); parts.front().range_index == 0;
       parts = pool.Take(0, 0, kMiB)) {
    REQUIRE(parts.size() == 1);
    const Part& part = parts.front();
    REQUIRE(part.pieces != nullptr);
    CHECK(part.start_bytes == next_bytes);
    CHECK(part.piece == next_piece++);
    CHECK(part.pieces->first_chunk(part.piece) * 1024 == part.start_bytes - 1000);
    next_bytes = part.end_bytes;
  }
  CHECK(next_bytes == 10 * kMiB + 7);
  CHECK(next_piece == 10);
  CHECK(pool.Take(0, 0, kMiB).empty());
}

TEST_CASE("a pool of nothing hands out nothing", "[hash][pool]") {
  RangePool pool({}, {.threads = 1, .lanes = 1});
  CHECK(pool.Take(0, 0, 0).empty());
  CHECK(RangePool::CostBytes({}) == 0);
}

TEST_CASE("opening files costs even if they are empty", "[hash][pool]") {
  CHECK(RangePool::CostBytes(RangesOfSizes(std::vector<uint64_t>(1000, 0))) > kMiB);
}

TEST_CASE("no help is needed once all threads wait", "[hash][pool]") {
  RangePool pool({}, {.threads = 2, .lanes = 1});
  pool.Join();
  pool.Join();
  auto other = std::async(std::launch::async, [&] { return pool.Wait(true).is_needed(); });
  CHECK_FALSE(pool.Wait(true).is_needed());
  CHECK_FALSE(other.get());
}

TEST_CASE("no help is needed once the other threads have left", "[hash][pool]") {
  RangePool pool({}, {.threads = 2, .lanes = 1});
  pool.Join();
  pool.Join();
  auto other = std::async(std::launch::async, [&] { return pool.Wait(true).is_needed(); });
  pool.Leave();
  CHECK_FALSE(other.get());
}

TEST_CASE("a thread that waits gets what another hands over", "[hash][pool]") {
  RangePool pool({}, {.threads = 2, .lanes = 1});
  pool.Join();
  pool.Join();
  auto other = std::async(std::launch::async, [&] { return pool.Wait(true).parts.size(); });
  while (!pool.is_short_of_work()) {
  }
  std::vector<ActivePart> parts;
  parts.push_back(ActiveOf(kMiB));
  parts.push_back(ActiveOf(kMiB));
  CHECK(pool.HandOver(parts));
  CHECK(parts.empty());
  CHECK(other.get() == 2);
  CHECK_FALSE(pool.is_short_of_work());
}

TEST_CASE("a thread that has not joined gets reading only", "[hash][pool]") {
  RangePool pool({}, {.threads = 2, .lanes = 1});
  pool.Join();
  const auto reading = std::make_shared<PipelinedReader>(
      0, 0, 1, [](uint64_t, std::span<uint8_t>) { return absl::OkStatus(); });
  auto other = std::async(std::launch::async, [&] { return pool.Wait(false).reading; });
  while (!pool.is_short_of_work()) {
  }
  CHECK(pool.HandOver(reading));
  CHECK(other.get() == reading);
  pool.Leave();
  CHECK_FALSE(pool.Wait(false).is_needed());
}

TEST_CASE("nothing is handed over when no thread waits", "[hash][pool]") {
  RangePool pool({}, {.threads = 2, .lanes = 1});
  pool.Join();
  std::vector<ActivePart> parts;
  parts.push_back(ActiveOf(kMiB));
  CHECK_FALSE(pool.HandOver(parts));
  CHECK(parts.size() == 1);
  CHECK_FALSE(pool.HandOver(std::shared_ptr<PipelinedReader>()));
}

}  // namespace
}  // namespace modelseal::hash
