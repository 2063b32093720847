// SPDX-License-Identifier: Apache-2.0
//
// Answers about records of a dataset, from its store and its secret key.
#ifndef MODELSEAL_LIB_DATASET_PROVER_H_
#define MODELSEAL_LIB_DATASET_PROVER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/path_proof.h"
#include "lib/dataset/store.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::dataset {

// Whether a proof about a member of a map shows its value.
enum class ValueDisclosure { kHidden, kShown };

// Const methods are thread-safe.
class Prover {
 public:
  // Keeps a reference to the store and a copy of the key. kKeyMismatch if the store is another
  // key's.
  static absl::StatusOr<Prover> Create(const Store& store, const VrfSecretKey& key);

  // The proof as docs/dataset-format.md has it, of whatever is true: that the record is in the
  // dataset or that it is not. Fails with kDatasetStoreInvalid and as the reads of the store.
  absl::StatusOr<std::vector<uint8_t>> ProveRecord(const RecordDigest& record,
                                                   ValueDisclosure disclosure) const;

  // One proof of 1 to kMaxDatasetBatchRecords records (kInvalidArgument, kLimitExceeded), which may
  // repeat.
  absl::StatusOr<std::vector<uint8_t>> ProveRecords(std::span<const RecordDigest> records,
                                                    ValueDisclosure disclosure) const;

  // Of one record the first form, of several the second.
  absl::StatusOr<std::vector<uint8_t>> Prove(std::span<const RecordDigest> records,
                                             ValueDisclosure disclosure) const;

 private:
  Prover(const Store& store, const VrfSecretKey& key) : store_(store), key_(key) {}

  absl::StatusOr<std::vector<Label>> LabelsOf(std::span<const VrfInput> inputs) const;
  absl::Status ShowValue(const Label& label, Terminal& terminal) const;

  const Store& store_;
  VrfSecretKey key_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PROVER_H_
