// SPDX-License-Identifier: Apache-2.0
//
// The trie of docs/dataset-format.md word for word, over a list of leaves in memory and without the
// code under test; and lists of leaves to try it on.
#ifndef MODELSEAL_TESTS_DATASET_REFERENCE_TRIE_H_
#define MODELSEAL_TESTS_DATASET_REFERENCE_TRIE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace modelseal::testing {

using Bytes32 = std::array<uint8_t, 32>;

struct ReferenceLeaf {
  Bytes32 label;
  Bytes32 content;

  auto operator<=>(const ReferenceLeaf&) const = default;
};

using ReferenceLeaves = std::vector<ReferenceLeaf>;

// The hash of the subtree at `depth` that has those leaves, which are sorted.
Bytes32 ReferenceHash(std::span<const ReferenceLeaf> leaves, size_t depth = 0);

// The part of sorted leaves whose bit `depth` is 0; the rest has 1.
size_t ReferenceSplit(std::span<const ReferenceLeaf> leaves, size_t depth);

bool ReferenceBit(const Bytes32& label, size_t depth);

// Sorted leaves with uniform labels, and contents of zeros or uniform.
ReferenceLeaves UniformLeaves(size_t count, std::mt19937_64& random, bool has_contents);

// Sorted leaves of which many share prefixes of all lengths up to 255 bits.
ReferenceLeaves ClusteredLeaves(size_t count, std::mt19937_64& random);

Bytes32 UniformBytes(std::mt19937_64& random);

// `label` with that bit turned over.
Bytes32 WithFlippedBit(Bytes32 label, size_t bit);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_REFERENCE_TRIE_H_
