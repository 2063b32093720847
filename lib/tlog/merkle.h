// SPDX-License-Identifier: Apache-2.0
//
// Merkle trees of transparency logs, with SHA-256 (RFC 6962 §2.1, RFC 9162 §2.1): the hashes of
// leaves and nodes, and the two proofs that a log gives about its tree.
#ifndef MODELSEAL_LIB_TLOG_MERKLE_H_
#define MODELSEAL_LIB_TLOG_MERKLE_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"

namespace modelseal::tlog {

// The hash of a leaf, of a node or of a whole tree: 32 bytes.
using MerkleHash = crypto::Sha256Digest;

// ParseMerkleHash reads a hash from its raw bytes, not from hex or base64. Fails with
// kLogInclusionInvalid unless there are exactly 32.
absl::StatusOr<MerkleHash> ParseMerkleHash(std::string_view bytes);

// ComputeLeafHash gives the hash of a log entry, whose bytes may be any and may be none
// (RFC 9162 §2.1.1).
MerkleHash ComputeLeafHash(std::string_view entry);

// ComputeNodeHash gives the hash of the node above two others; their order matters
// (RFC 9162 §2.1.1).
MerkleHash ComputeNodeHash(const MerkleHash& left, const MerkleHash& right);

// ComputeEmptyRoot gives the root of the tree without leaves (RFC 9162 §2.1.1).
MerkleHash ComputeEmptyRoot();

// VerifyInclusion checks that the tree of `tree_size` leaves whose root is `root` has the leaf
// `leaf_hash` at `leaf_index`, which counts from 0 (RFC 9162 §2.1.3.2). `proof` has the sibling
// hashes from the leaf upwards and is empty for a tree of one leaf. Every number is safe to give.
// Fails with kLogInclusionInvalid if the index is not below the size, if `proof` has not exactly
// the number of hashes that index and size ask for, or if it leads to another root. Says
// nothing about who made the root, and several sizes may fit one proof: root and size must both
// be those of a signed checkpoint. Thread-safe, as all functions here.
absl::Status VerifyInclusion(uint64_t leaf_index, uint64_t tree_size, const MerkleHash& leaf_hash,
                             std::span<const MerkleHash> proof, const MerkleHash& root);

// VerifyConsistency checks that the tree of `size2` leaves under `root2` begins with the `size1`
// leaves of the tree under `root1` (RFC 9162 §2.1.4.2). `proof` is empty for equal sizes. Every
// number is safe to give. Fails with kLogInclusionInvalid if `size1` is 0 (every tree begins with
// the empty one: such a proof says nothing) or above `size2`, if `proof` has not exactly the number
// of hashes that the sizes ask for, or if it leads to other roots.
absl::Status VerifyConsistency(uint64_t size1, uint64_t size2, const MerkleHash& root1,
                               const MerkleHash& root2, std::span<const MerkleHash> proof);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_MERKLE_H_
