// SPDX-License-Identifier: Apache-2.0
//
// The hashes of the nodes of a dataset's trie (docs/dataset-format.md, "Nodes"). The first byte of
// what is hashed says of which type it is, so that no leaf can be taken for an inner node.
#ifndef MODELSEAL_LIB_DATASET_NODE_HASH_H_
#define MODELSEAL_LIB_DATASET_NODE_HASH_H_

#include <array>
#include <cstdint>
#include <span>

#include "lib/crypto/digest.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

using NodeHash = crypto::Sha256Digest;

// What a leaf says of its record besides that it is there: the commitment to its value.
using LeafContent = crypto::Sha256Digest;

// Hides the value of a record until it is opened.
using ValueSalt = std::array<uint8_t, 32>;

// SHA-256 of the byte 0x02: a subtree without leaves.
extern const NodeHash kEmptySubtree;

// The content of every leaf of a plain set.
inline constexpr LeafContent kNoContent = {};

// SHA-256 of 0x00, label and content.
NodeHash ComputeLeafHash(const Label& label, const LeafContent& content);

// SHA-256 of 0x01 and the hashes of both children.
NodeHash ComputeInnerHash(const NodeHash& left, const NodeHash& right);

// SHA-256 of 0x03 and a commitment, its root included: what stands for the whole dataset.
crypto::Sha256Digest ComputeCommitmentDigest(std::span<const uint8_t> commitment);

// SHA-256 of 0x04, salt and value.
LeafContent ComputeValueContent(const ValueSalt& salt, std::span<const uint8_t> value);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_NODE_HASH_H_
