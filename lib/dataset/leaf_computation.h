// SPDX-License-Identifier: Apache-2.0
//
// A dataset's tree in pieces, for committing on many machines: leaves of some records, the subtree
// of some leaves, and the commitment from all subtrees. The result is the builder's, to the bit
// (docs/dataset-format.md, "The trie").
#ifndef MODELSEAL_LIB_DATASET_LEAF_COMPUTATION_H_
#define MODELSEAL_LIB_DATASET_LEAF_COMPUTATION_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/record_list.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::dataset {

// A leaf: label, content. A subtree: hash, number of leaves, the most significant byte first.
inline constexpr size_t kLeafBytes = 64;
inline constexpr size_t kSubtreeBytes = 40;

inline constexpr uint32_t kMaxSubtreePrefixBits = 32;
inline constexpr uint64_t kMaxDummiesAtOnce = 1u << 20;

// The leaves of `records`, in their order. In a map that counts the content is zero. Fails with
// kInvalidArgument if the list has values where the dataset takes none or none where it does, or is
// under a view of another.
absl::StatusOr<std::vector<uint8_t>> ComputeLeaves(const VrfSecretKey& key,
                                                   const DatasetParameters& parameters,
                                                   const RecordList& records);

// The leaves of a map that counts: labels of 32 bytes each, and how often each came.
absl::StatusOr<std::vector<uint8_t>> ComputeCountLeaves(const VrfSecretKey& key,
                                                        std::span<const uint8_t> labels,
                                                        std::span<const uint64_t> counts);

// Dummies `first` to `first` + `count` - 1, in this order. kLimitExceeded for more than
// kMaxDummiesAtOnce.
absl::StatusOr<std::vector<uint8_t>> ComputeDummyLeaves(const VrfSecretKey& key,
                                                        const DatasetParameters& parameters,
                                                        uint64_t first, uint64_t count);

// The subtree of leaves whose labels begin with the `prefix_bits` bits `prefix`, ascending and none
// twice; fails with kInvalidArgument for others.
absl::StatusOr<std::vector<uint8_t>> ComputeLeafSubtree(uint32_t prefix_bits, uint64_t prefix,
                                                        std::span<const uint8_t> leaves);

// The commitment from the subtrees of all prefixes of one length, ascending. Fails with
// kInvalidArgument if their number is no power of two, a subtree cannot be one, or they have
// another number of leaves than the padding allows.
absl::StatusOr<Commitment> JoinLeafSubtrees(DatasetParameters parameters,
                                            std::span<const uint8_t> subtrees);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LEAF_COMPUTATION_H_
