// SPDX-License-Identifier: Apache-2.0
//
// Honest proofs hold. What a prover may try is in path_adversary_test.cc.
#include "lib/dataset/path_verifier.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <vector>

#include "tests/dataset/reference_proof.h"
#include "tests/dataset/reference_trie.h"

namespace modelseal::dataset {
namespace {

using testing::ClusteredLeaves;
using testing::ReferenceHash;
using testing::ReferenceLeaf;
using testing::ReferenceLeaves;
using testing::ReferencePath;
using testing::ReferencePaths;
using testing::UniformBytes;
using testing::UniformLeaves;
using testing::WithFlippedBit;

// Some of the leaves, neighbours of theirs, and others.
std::vector<Label> QueriesFor(const ReferenceLeaves& leaves, std::mt19937_64& random) {
  std::vector<Label> queries = {UniformBytes(random)};
  for (const ReferenceLeaf& leaf : leaves) {
    if (random() % 4 == 0) {
      queries.push_back(leaf.label);
    }
    if (random() % 4 == 0) {
      queries.push_back(WithFlippedBit(leaf.label, random() % 256));
    }
    if (random() % 4 == 0) {
      queries.push_back(UniformBytes(random));
    }
  }
  std::shuffle(queries.begin(), queries.end(), random);
  return queries;
}

void CheckLeaves(const ReferenceLeaves& leaves, std::mt19937_64& random) {
  const NodeHash root = ReferenceHash(leaves);
  std::set<Label> members;
  for (const ReferenceLeaf& leaf : leaves) {
    members.insert(leaf.label);
  }
  std::vector<Label> queries = QueriesFor(leaves, random);
  for (const Label& query : queries) {
    const auto answer = VerifyPath(root, query, ReferencePath(leaves, query));
    REQUIRE(answer.ok());
    REQUIRE(answer->is_member == members.contains(query));
  }
  queries.push_back(queries.front());
  const auto answers = VerifyPaths(root, queries, ReferencePaths(leaves, queries));
  REQUIRE(answers.ok());
  REQUIRE(answers->size() == queries.size());
  for (size_t index = 0; index < queries.size(); ++index) {
    REQUIRE((*answers)[index].is_member == members.contains(queries[index]));
  }
}

}  // namespace

TEST_CASE("honest proofs hold for uniform labels of every number from 0 on", "[dataset][path]") {
  std::mt19937_64 random(1);
  for (size_t count = 0; count < 60; ++count) {
    CheckLeaves(UniformLeaves(count, random, count % 2 == 0), random);
  }
}

TEST_CASE("honest proofs hold for labels with long common prefixes", "[dataset][path]") {
  std::mt19937_64 random(2);
  for (size_t count = 1; count < 60; ++count) {
    CheckLeaves(ClusteredLeaves(count, random), random);
  }
}

TEST_CASE("two leaves that part in their last bit have proofs of depth 256", "[dataset][path]") {
  std::mt19937_64 random(3);
  ReferenceLeaves leaves = UniformLeaves(1, random, true);
  leaves.push_back({WithFlippedBit(leaves[0].label, 255), {}});
  std::sort(leaves.begin(), leaves.end());
  CHECK(ReferencePath(leaves, leaves[0].label).siblings.size() == 256);
  CheckLeaves(leaves, random);
}

TEST_CASE("a value that is shown is part of the answer", "[dataset][path]") {
  std::mt19937_64 random(4);
  ReferenceLeaves leaves = UniformLeaves(20, random, true);
  const ValueOpening opening = {UniformBytes(random), "licence: CC0"};
  leaves[7].content = ComputeValueContent(opening.salt, crypto::AsBytes(opening.value));
  PathProof proof = ReferencePath(leaves, leaves[7].label);
  proof.terminal = {.type = TerminalType::kMemberWithValue, .opening = opening};
  const auto answer = VerifyPath(ReferenceHash(leaves), leaves[7].label, proof);
  REQUIRE(answer.ok());
  CHECK(answer->is_member);
  CHECK(answer->value == opening.value);
}

}  // namespace modelseal::dataset
