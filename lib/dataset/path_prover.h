// SPDX-License-Identifier: Apache-2.0
//
// The ways of labels through the trie of a store. A way costs the reads of one bucket, of two
// places in the table of buckets and of one hash a level above it, and the hashing of that bucket.
#ifndef MODELSEAL_LIB_DATASET_PATH_PROVER_H_
#define MODELSEAL_LIB_DATASET_PATH_PROVER_H_

#include <span>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/path_proof.h"
#include "lib/dataset/store.h"

namespace modelseal::dataset {

// Both verify what they made before they return it, so that a damaged store gives no wrong proof:
// kDatasetStoreInvalid. Fail as the reads of the store. Thread-safe.
absl::StatusOr<PathProof> ProvePath(const Store& store, const Label& label);

// `labels` may be in any order and may repeat; at least one.
absl::StatusOr<MultiProof> ProvePaths(const Store& store, std::span<const Label> labels);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PATH_PROVER_H_
