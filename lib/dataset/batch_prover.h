// SPDX-License-Identifier: Apache-2.0
//
// One proof of many labels, by the secret key (docs/dataset-bulk-suite.md, "Many labels, one
// proof"). Each function is for keys of the suite in its name, at least one input, and no more than
// limits::kMaxDatasetBatchRecords. They fail as those of label_prover.h.
#ifndef MODELSEAL_LIB_DATASET_BATCH_PROVER_H_
#define MODELSEAL_LIB_DATASET_BATCH_PROVER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/label_prover.h"

namespace modelseal::dataset {

absl::StatusOr<std::vector<uint8_t>> ProveEcvrfLabels(const ProvingKey& key,
                                                      std::span<const VrfInput> inputs);
absl::StatusOr<std::vector<uint8_t>> ProveBulkLabels(const ProvingKey& key,
                                                     std::span<const VrfInput> inputs);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BATCH_PROVER_H_
