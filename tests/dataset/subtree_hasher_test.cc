// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/subtree_hasher.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <span>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "tests/dataset/reference_trie.h"

namespace modelseal::dataset {
namespace {

using testing::ClusteredLeaves;
using testing::ReferenceHash;
using testing::ReferenceLeaf;
using testing::ReferenceLeaves;
using testing::UniformLeaves;
using testing::WithFlippedBit;

Subtree HashOf(std::span<const ReferenceLeaf> leaves, size_t depth = 0) {
  SubtreeHasher hasher(depth);
  for (const ReferenceLeaf& leaf : leaves) {
    REQUIRE(hasher.Add(leaf.label, leaf.content).ok());
  }
  return hasher.Finish();
}

// The leaves cut at every node down to `levels` below `depth`, hashed apart and joined again.
Subtree JoinedHash(std::span<const ReferenceLeaf> leaves, size_t depth, size_t levels) {
  if (levels == 0) {
    return HashOf(leaves, depth);
  }
  const size_t left = testing::ReferenceSplit(leaves, depth);
  return JoinSubtrees(JoinedHash(leaves.first(left), depth + 1, levels - 1),
                      JoinedHash(leaves.subspan(left), depth + 1, levels - 1));
}

Reason FailureOfSecond(const Label& first, const Label& second, size_t depth) {
  SubtreeHasher hasher(depth);
  REQUIRE(hasher.Add(first, kNoContent).ok());
  const absl::Status status = hasher.Add(second, kNoContent);
  REQUIRE_FALSE(status.ok());
  CHECK(hasher.Finish().leaf_count == 1);
  return ReasonOf(status);
}

}  // namespace

TEST_CASE("the trie without leaves is the empty constant", "[dataset][trie]") {
  CHECK(HashOf({}) == Subtree{});
  // echo -ne '\x02' | sha256sum
  CHECK(EncodeHex(kEmptySubtree) ==
        "dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986");
}

TEST_CASE("a trie of one leaf is that leaf", "[dataset][trie]") {
  std::mt19937_64 random(1);
  const ReferenceLeaves leaves = UniformLeaves(1, random, true);
  const Subtree expected = {ComputeLeafHash(leaves[0].label, leaves[0].content), 1};
  CHECK(HashOf(leaves) == expected);
  CHECK(HashOf(leaves, 77) == expected);
}

TEST_CASE("two leaves that part at any depth have the root that the definition gives",
          "[dataset][trie]") {
  std::mt19937_64 random(2);
  for (size_t depth = 0; depth < kMaxDepth; ++depth) {
    ReferenceLeaves leaves = UniformLeaves(1, random, true);
    leaves.push_back({WithFlippedBit(leaves[0].label, depth), {}});
    std::sort(leaves.begin(), leaves.end());
    CHECK(HashOf(leaves).hash == ReferenceHash(leaves));
  }
}

TEST_CASE("sorted leaves have the root that the definition gives", "[dataset][trie]") {
  std::mt19937_64 random(3);
  for (size_t round = 0; round < 300; ++round) {
    const bool is_clustered = round % 2 == 0;
    const ReferenceLeaves leaves = is_clustered
                                       ? ClusteredLeaves(1 + round, random)
                                       : UniformLeaves(1 + 3 * round, random, round % 3 == 0);
    const Subtree subtree = HashOf(leaves);
    REQUIRE(subtree.hash == ReferenceHash(leaves));
    REQUIRE(subtree.leaf_count == leaves.size());
  }
}

TEST_CASE("subtrees hashed apart and joined give the same root", "[dataset][trie]") {
  std::mt19937_64 random(4);
  for (const size_t count : {0, 1, 2, 3, 10, 500}) {
    const ReferenceLeaves uniform = UniformLeaves(count, random, true);
    const ReferenceLeaves clustered = ClusteredLeaves(count, random);
    for (size_t levels = 0; levels <= 10; ++levels) {
      REQUIRE(JoinedHash(uniform, 0, levels) == HashOf(uniform));
      REQUIRE(JoinedHash(clustered, 0, levels) == HashOf(clustered));
    }
  }
}

TEST_CASE("a hasher that has finished begins anew", "[dataset][trie]") {
  std::mt19937_64 random(5);
  const ReferenceLeaves leaves = ClusteredLeaves(50, random);
  SubtreeHasher hasher(0);
  for (int round = 0; round < 2; ++round) {
    for (const ReferenceLeaf& leaf : leaves) {
      REQUIRE(hasher.Add(leaf.label, leaf.content).ok());
    }
    CHECK(hasher.Finish() == HashOf(leaves));
  }
  CHECK(hasher.Finish() == Subtree{});
}

TEST_CASE("a label that does not follow the one before is refused", "[dataset][trie]") {
  std::mt19937_64 random(6);
  Label label = testing::UniformBytes(random);
  label[0] = 0x80;
  CHECK(FailureOfSecond(label, label, 0) == Reason::kInternal);
  CHECK(FailureOfSecond(label, WithFlippedBit(label, 0), 0) == Reason::kInternal);
  Label last = {};
  last[31] = 1;
  CHECK(FailureOfSecond(last, Label{}, 0) == Reason::kInternal);
}

TEST_CASE("a label of another subtree is refused", "[dataset][trie]") {
  CHECK(FailureOfSecond(Label{}, WithFlippedBit(Label{}, 4), 5) == Reason::kInternal);
}

}  // namespace modelseal::dataset
