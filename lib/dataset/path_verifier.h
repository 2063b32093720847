// SPDX-License-Identifier: Apache-2.0
//
// Checks the way of a label, or of several, through a trie against its root
// (docs/dataset-format.md, "Verification").
//
// The directions of the way are the bits of the label, whose own proof must have been verified
// before. Nothing in the proof has a say in them: two answers for one label that both hold would
// end on the same way under the same root, and so be a collision of SHA-256.
#ifndef MODELSEAL_LIB_DATASET_PATH_VERIFIER_H_
#define MODELSEAL_LIB_DATASET_PATH_VERIFIER_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/answer.h"
#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/path_proof.h"

namespace modelseal::dataset {

// Take any proof. Fail with kDatasetProofInvalid. Thread-safe.
absl::StatusOr<Answer> VerifyPath(const NodeHash& root, const Label& label, const PathProof& proof);

// The answers are in the order of the labels, which may be any and may repeat. At most 2^32 - 1.
absl::StatusOr<std::vector<Answer>> VerifyPaths(const NodeHash& root, std::span<const Label> labels,
                                                const MultiProof& proof);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PATH_VERIFIER_H_
