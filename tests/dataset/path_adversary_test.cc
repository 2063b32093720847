// SPDX-License-Identifier: Apache-2.0
//
// What a prover who knows the whole trie, or who made it to cheat, may say about a label: each
// class of lie is tried on tries of several shapes and must be refused.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/path_verifier.h"
#include "tests/dataset/reference_proof.h"
#include "tests/dataset/reference_trie.h"
#include "tests/dataset/refusal_table.h"

namespace modelseal::dataset {
namespace {

using testing::ReferenceHash;
using testing::ReferenceLeaf;
using testing::ReferenceLeaves;
using testing::ReferencePath;
using testing::ReferencePaths;
using testing::RefusalTable;
using testing::UniformBytes;
using testing::WithFlippedBit;

struct Trie {
  ReferenceLeaves leaves;
  NodeHash root;
};

Trie MakeTrie(ReferenceLeaves leaves) {
  Trie trie{.leaves = std::move(leaves), .root = {}};
  trie.root = ReferenceHash(trie.leaves);
  return trie;
}

// n = 0, 1, 2; uniform; long common prefixes.
std::vector<Trie> Tries() {
  std::mt19937_64 random(7);
  std::vector<Trie> tries;
  for (const size_t count : {0, 1, 2, 3, 17, 30}) {
    tries.push_back(MakeTrie(testing::UniformLeaves(count, random, true)));
  }
  for (const size_t count : {2, 3, 20, 30}) {
    tries.push_back(MakeTrie(testing::ClusteredLeaves(count, random)));
  }
  return tries;
}

// A label that is absent and parts late from a member, if there is one.
Label AbsentLabel(const Trie& trie, std::mt19937_64& random) {
  if (trie.leaves.empty() || random() % 2 == 0) {
    return UniformBytes(random);
  }
  const Label near = WithFlippedBit(trie.leaves[random() % trie.leaves.size()].label, 200);
  const bool is_member = std::any_of(trie.leaves.begin(), trie.leaves.end(),
                                     [&near](const auto& leaf) { return leaf.label == near; });
  return is_member ? UniformBytes(random) : near;
}

bool Refused(RefusalTable& table, const char* attempt, const NodeHash& root, const Label& label,
             const PathProof& proof) {
  return table.IsRefused(attempt, VerifyPath(root, label, proof).status(),
                         Reason::kDatasetProofInvalid);
}

// The part of the proof above `depth`, with another terminal there.
PathProof CutAt(const PathProof& proof, size_t depth, const Terminal& terminal) {
  PathProof cut = proof;
  cut.siblings.resize(depth);
  cut.terminal = terminal;
  return cut;
}

// Terminals that a liar has at hand for `label`.
std::vector<Terminal> Lies(const Trie& trie, const Label& label, std::mt19937_64& random) {
  std::vector<Terminal> lies = {
      {.type = TerminalType::kEmpty},
      {.type = TerminalType::kMember},
      {.type = TerminalType::kMember, .content = UniformBytes(random)},
      {.type = TerminalType::kMemberWithValue, .opening = {UniformBytes(random), "value"}},
      {.type = TerminalType::kOtherLeaf, .other_label = label},
      {.type = TerminalType::kOtherLeaf, .other_label = WithFlippedBit(label, 255)},
  };
  for (const ReferenceLeaf& leaf : trie.leaves) {
    lies.push_back(
        {.type = TerminalType::kOtherLeaf, .other_label = leaf.label, .content = leaf.content});
    lies.push_back({.type = TerminalType::kMember, .content = leaf.content});
  }
  return lies;
}

}  // namespace

TEST_CASE("no prefix of a way with another terminal holds", "[dataset][adversary]") {
  RefusalTable table("no prefix of a way with another terminal");
  std::mt19937_64 random(1);
  for (const Trie& trie : Tries()) {
    for (const ReferenceLeaf& leaf : trie.leaves) {
      const PathProof honest = ReferencePath(trie.leaves, leaf.label);
      const std::vector<Terminal> lies = Lies(trie, leaf.label, random);
      for (size_t depth = 0; depth <= honest.siblings.size(); ++depth) {
        for (const Terminal& lie : lies) {
          const PathProof proof = CutAt(honest, depth, lie);
          const char* const attempt = depth < honest.siblings.size()
                                          ? "ancestor of a member offered as its end"
                                          : "answer flipped on a member's way";
          REQUIRE((proof == honest || Refused(table, attempt, trie.root, leaf.label, proof)));
        }
      }
    }
    const Label absent = AbsentLabel(trie, random);
    const PathProof honest = ReferencePath(trie.leaves, absent);
    const std::vector<Terminal> lies = Lies(trie, absent, random);
    for (size_t depth = 0; depth <= honest.siblings.size(); ++depth) {
      for (const Terminal& lie : lies) {
        const PathProof proof = CutAt(honest, depth, lie);
        REQUIRE((proof == honest || Refused(table, "answer flipped on an absent record's way",
                                            trie.root, absent, proof)));
      }
    }
  }
}

TEST_CASE("the way of another record does not hold", "[dataset][adversary]") {
  RefusalTable table("the way of another record");
  for (const Trie& trie : Tries()) {
    for (const ReferenceLeaf& mine : trie.leaves) {
      for (const ReferenceLeaf& other : trie.leaves) {
        const PathProof theirs = ReferencePath(trie.leaves, other.label);
        REQUIRE((mine.label == other.label ||
                 Refused(table, "another member's path", trie.root, mine.label, theirs)));
        PathProof as_absent = theirs;
        as_absent.terminal = {
            .type = TerminalType::kOtherLeaf, .other_label = other.label, .content = other.content};
        REQUIRE(Refused(table, "another member's leaf offered as absence", trie.root, mine.label,
                        as_absent));
      }
    }
  }
}

TEST_CASE("an inner node is no leaf and a leaf no inner node", "[dataset][adversary]") {
  RefusalTable table("types of nodes");
  std::mt19937_64 random(2);
  for (const Trie& trie : Tries()) {
    if (trie.leaves.size() < 2) {
      continue;
    }
    // The children of the root in the place of label and content.
    const size_t middle = testing::ReferenceSplit(trie.leaves, 0);
    const auto all = std::span<const ReferenceLeaf>(trie.leaves);
    const NodeHash left = ReferenceHash(all.first(middle), 1);
    const NodeHash right = ReferenceHash(all.subspan(middle), 1);
    const PathProof inner_as_leaf = {.terminal = {.type = TerminalType::kMember, .content = right}};
    REQUIRE(Refused(table, "inner node as a leaf", trie.root, left, inner_as_leaf));
    for (const ReferenceLeaf& leaf : trie.leaves) {
      // The leaf's label and content as the hashes of two children: one level more.
      PathProof deeper = ReferencePath(trie.leaves, leaf.label);
      if (deeper.siblings.size() == kMaxDepth) {
        continue;
      }
      for (const NodeHash& sibling : {leaf.label, leaf.content}) {
        deeper.siblings.push_back(sibling);
        for (const Terminal& lie : Lies(trie, leaf.label, random)) {
          PathProof proof = deeper;
          proof.terminal = lie;
          REQUIRE(Refused(table, "leaf as an inner node", trie.root, leaf.label, proof));
        }
        deeper.siblings.pop_back();
      }
    }
  }
}

TEST_CASE("a way with one bit changed does not hold", "[dataset][adversary]") {
  RefusalTable table("a way with one bit changed");
  std::mt19937_64 random(3);
  for (const Trie& trie : Tries()) {
    std::vector<Label> queries = {AbsentLabel(trie, random), UniformBytes(random)};
    if (!trie.leaves.empty()) {
      queries.push_back(trie.leaves[random() % trie.leaves.size()].label);
    }
    for (const Label& query : queries) {
      const PathProof honest = ReferencePath(trie.leaves, query);
      for (size_t index = 0; index < honest.siblings.size(); ++index) {
        for (size_t bit = 0; bit < 256; ++bit) {
          PathProof proof = honest;
          proof.siblings[index] = WithFlippedBit(proof.siblings[index], bit);
          REQUIRE(Refused(table, "bit of a sibling", trie.root, query, proof));
        }
      }
      for (size_t bit = 0; bit < 256; ++bit) {
        REQUIRE(Refused(table, "bit of the root", WithFlippedBit(trie.root, bit), query, honest));
        PathProof proof = honest;
        if (honest.terminal.type == TerminalType::kOtherLeaf) {
          proof.terminal.other_label = WithFlippedBit(honest.terminal.other_label, bit);
          REQUIRE(Refused(table, "bit of the other leaf's label", trie.root, query, proof));
          proof = honest;
        }
        if (honest.terminal.type != TerminalType::kEmpty) {
          proof.terminal.content = WithFlippedBit(honest.terminal.content, bit);
          REQUIRE(Refused(table, "bit of a leaf's content", trie.root, query, proof));
        }
      }
    }
  }
}

TEST_CASE("siblings added, left out or swapped do not hold", "[dataset][adversary]") {
  RefusalTable table("siblings added, left out or swapped");
  std::mt19937_64 random(4);
  for (const Trie& trie : Tries()) {
    for (const ReferenceLeaf& leaf : trie.leaves) {
      const PathProof honest = ReferencePath(trie.leaves, leaf.label);
      for (size_t index = 0; index <= honest.siblings.size(); ++index) {
        const auto at = static_cast<std::ptrdiff_t>(index);
        for (const NodeHash& extra : {kEmptySubtree, NodeHash(UniformBytes(random))}) {
          PathProof proof = honest;
          proof.siblings.insert(proof.siblings.begin() + at, extra);
          REQUIRE(Refused(table, "sibling added", trie.root, leaf.label, proof));
        }
        if (index == honest.siblings.size()) {
          break;
        }
        PathProof proof = honest;
        proof.siblings.erase(proof.siblings.begin() + at);
        REQUIRE(Refused(table, "sibling left out", trie.root, leaf.label, proof));
        if (index > 0 && honest.siblings[index] != honest.siblings[index - 1]) {
          proof = honest;
          std::swap(proof.siblings[index], proof.siblings[index - 1]);
          REQUIRE(Refused(table, "siblings swapped", trie.root, leaf.label, proof));
        }
      }
    }
  }
}

TEST_CASE("a path beyond depth 256 does not hold", "[dataset][adversary]") {
  RefusalTable table("a path beyond depth 256");
  std::mt19937_64 random(5);
  const Label label = UniformBytes(random);
  PathProof proof = {.terminal = {.type = TerminalType::kMember}};
  proof.siblings.assign(kMaxDepth + 1, NodeHash(UniformBytes(random)));
  REQUIRE(Refused(table, "depth 257", kEmptySubtree, label, proof));
}

TEST_CASE("a changed value or salt does not hold", "[dataset][adversary]") {
  RefusalTable table("a changed value or salt");
  std::mt19937_64 random(6);
  ReferenceLeaves leaves = testing::UniformLeaves(10, random, true);
  const ValueOpening opening = {UniformBytes(random), "train"};
  const auto content_of = [](const ValueOpening& made) {
    return ComputeValueContent(made.salt, crypto::AsBytes(made.value));
  };
  leaves[4].content = content_of(opening);
  const Trie trie = MakeTrie(leaves);
  const auto refused = [&](const char* attempt, ValueOpening other) {
    PathProof proof = ReferencePath(trie.leaves, leaves[4].label);
    proof.terminal = {.type = TerminalType::kMemberWithValue, .opening = std::move(other)};
    return Refused(table, attempt, trie.root, leaves[4].label, proof);
  };
  for (size_t bit = 0; bit < 256; ++bit) {
    REQUIRE(refused("bit of the salt", {WithFlippedBit(opening.salt, bit), opening.value}));
  }
  for (size_t bit = 0; bit < 8 * opening.value.size(); ++bit) {
    std::string value = opening.value;
    value[bit / 8] = static_cast<char>(value[bit / 8] ^ 1 << bit % 8);
    REQUIRE(refused("bit of the value", {opening.salt, value}));
  }
  REQUIRE(refused("value of another record", {UniformBytes(random), "test"}));
  REQUIRE(refused("no value", {opening.salt, ""}));
  REQUIRE(refused("longer value", {opening.salt, "train "}));
}

TEST_CASE("a trie in which an inner node has less than two leaves is not taken",
          "[dataset][adversary]") {
  RefusalTable table("inner nodes with less than two leaves");
  std::mt19937_64 random(7);
  const Label label = UniformBytes(random);
  // The root is an inner node above a single leaf: a prover made it so.
  const NodeHash leaf = ComputeLeafHash(label, kNoContent);
  const NodeHash root = GoesRight(label, 0) ? ComputeInnerHash(kEmptySubtree, leaf)
                                            : ComputeInnerHash(leaf, kEmptySubtree);
  REQUIRE(Refused(table, "leaf below where it belongs", root, label,
                  {.terminal = {.type = TerminalType::kMember}, .siblings = {kEmptySubtree}}));
  REQUIRE(Refused(table, "two empty children", ComputeInnerHash(kEmptySubtree, kEmptySubtree),
                  label, {.siblings = {kEmptySubtree}}));
}

TEST_CASE("a leaf in the place of another is no absence", "[dataset][adversary]") {
  RefusalTable table("a leaf in the place of another");
  // A prover puts the leaf of a record where another belongs and "proves" that that one is absent.
  Label mine = {};
  Label theirs = {};
  theirs[0] = 0x80;
  const NodeHash hidden = ComputeLeafHash(mine, kNoContent);
  const NodeHash root = ComputeInnerHash(ComputeLeafHash(theirs, kNoContent), hidden);
  REQUIRE(Refused(table, "misplaced leaf", root, mine,
                  {.terminal = {.type = TerminalType::kOtherLeaf, .other_label = theirs},
                   .siblings = {hidden}}));
}

TEST_CASE("a batch with anything changed does not hold", "[dataset][adversary]") {
  RefusalTable table("a batch with anything changed");
  std::mt19937_64 random(8);
  for (const Trie& trie : Tries()) {
    std::vector<Label> labels = {UniformBytes(random), AbsentLabel(trie, random)};
    for (const ReferenceLeaf& leaf : trie.leaves) {
      labels.push_back(leaf.label);
      labels.push_back(AbsentLabel(trie, random));
      if (labels.size() > 12) {
        break;
      }
    }
    const MultiProof honest = ReferencePaths(trie.leaves, labels);
    REQUIRE(VerifyPaths(trie.root, labels, honest).ok());
    const auto refused = [&](const char* attempt, const MultiProof& proof) {
      return table.IsRefused(attempt, VerifyPaths(trie.root, labels, proof).status(),
                             Reason::kDatasetProofInvalid);
    };
    for (size_t index = 0; index < honest.ends.size(); ++index) {
      for (const Terminal& lie : Lies(trie, labels[index % labels.size()], random)) {
        MultiProof proof = honest;
        proof.ends[index].terminal = lie;
        REQUIRE((proof == honest || refused("terminal of a batch", proof)));
      }
      for (const size_t depth : {0, 1, 7, 255, 256}) {
        MultiProof proof = honest;
        proof.ends[index].depth = depth;
        REQUIRE((proof == honest || refused("depth of an end", proof)));
      }
      for (uint32_t label = 0; label <= labels.size(); ++label) {
        MultiProof proof = honest;
        const bool is_member = proof.ends[index].terminal.type == TerminalType::kMember;
        proof.ends[index].label_index = label;
        REQUIRE((proof == honest || !is_member || refused("label of a member", proof)));
      }
      MultiProof proof = honest;
      proof.ends.erase(proof.ends.begin() + static_cast<std::ptrdiff_t>(index));
      REQUIRE(refused("end left out", proof));
      proof = honest;
      proof.ends.insert(proof.ends.begin() + static_cast<std::ptrdiff_t>(index), proof.ends[index]);
      REQUIRE(refused("end twice", proof));
    }
    for (size_t index = 0; index < honest.sibling_hashes.size(); ++index) {
      MultiProof proof = honest;
      proof.sibling_hashes[index] = WithFlippedBit(proof.sibling_hashes[index], random() % 256);
      REQUIRE(refused("sibling of a batch", proof));
      proof = honest;
      proof.sibling_hashes.erase(proof.sibling_hashes.begin() + static_cast<std::ptrdiff_t>(index));
      REQUIRE(refused("sibling left out of a batch", proof));
    }
    for (size_t index = 0; index < honest.sibling_is_empty.size(); ++index) {
      MultiProof proof = honest;
      proof.sibling_is_empty[index] = !proof.sibling_is_empty[index];
      REQUIRE(refused("emptiness of a sibling", proof));
    }
    MultiProof proof = honest;
    proof.sibling_is_empty.push_back(true);
    REQUIRE(refused("sibling too many in a batch", proof));
    proof = honest;
    proof.sibling_hashes.push_back(UniformBytes(random));
    REQUIRE(refused("hash too many in a batch", proof));
    REQUIRE(table.IsRefused("wrong root of a batch",
                            VerifyPaths(WithFlippedBit(trie.root, 9), labels, honest).status(),
                            Reason::kDatasetProofInvalid));
    std::vector<Label> others = labels;
    others[0] = UniformBytes(random);
    const MultiProof for_others = ReferencePaths(trie.leaves, others);
    REQUIRE((for_others == honest || refused("batch of other records", for_others)));
  }
}

TEST_CASE("a batch about no record does not hold", "[dataset][adversary]") {
  RefusalTable table("a batch about no record");
  REQUIRE(table.IsRefused("no record", VerifyPaths(kEmptySubtree, {}, {.ends = {{}}}).status(),
                          Reason::kDatasetProofInvalid));
}

}  // namespace modelseal::dataset
