// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_queue.h"

#include <catch2/catch.hpp>
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

std::vector<std::vector<size_t>> ClaimAll(RangeQueue& queue) {
  std::vector<std::vector<size_t>> claims;
  for (auto claim = queue.Claim(); !claim.empty(); claim = queue.Claim()) {
    claims.emplace_back(claim.begin(), claim.end());
  }
  return claims;
}

TEST_CASE("large ranges are claimed first, one at a time", "[hash][queue]") {
  const std::vector<FileRange> ranges = RangesOfSizes({2 * kMiB, 1, 8 * kMiB, 4 * kMiB});
  RangeQueue queue(ranges);
  CHECK(ClaimAll(queue) == std::vector<std::vector<size_t>>{{2}, {3}, {0}, {1}});
}

TEST_CASE("ranges of one size keep their order", "[hash][queue]") {
  const std::vector<FileRange> ranges = RangesOfSizes({kMiB, kMiB, kMiB});
  RangeQueue queue(ranges);
  CHECK(ClaimAll(queue) == std::vector<std::vector<size_t>>{{0}, {1}, {2}});
}

TEST_CASE("small ranges are claimed together in the order given", "[hash][queue]") {
  const std::vector<FileRange> ranges = RangesOfSizes(std::vector<uint64_t>(1000, 10));
  RangeQueue queue(ranges);
  const std::vector<std::vector<size_t>> claims = ClaimAll(queue);
  CHECK(claims.size() < 100);
  std::vector<size_t> order;
  for (const std::vector<size_t>& claim : claims) {
    order.insert(order.end(), claim.begin(), claim.end());
  }
  REQUIRE(order.size() == 1000);
  for (size_t i = 0; i < order.size(); ++i) {
    CHECK(order[i] == i);
  }
}

TEST_CASE("a queue of nothing hands out nothing", "[hash][queue]") {
  RangeQueue queue({});
  CHECK(queue.Claim().empty());
  CHECK(queue.Claim().empty());
  CHECK(queue.cost_bytes() == 0);
}

TEST_CASE("opening files costs even if they are empty", "[hash][queue]") {
  const std::vector<FileRange> ranges = RangesOfSizes(std::vector<uint64_t>(1000, 0));
  CHECK(RangeQueue(ranges).cost_bytes() > kMiB);
}

}  // namespace
}  // namespace modelseal::hash
