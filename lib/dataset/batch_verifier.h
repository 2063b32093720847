// SPDX-License-Identifier: Apache-2.0
//
// The proof of many labels (docs/dataset-bulk-suite.md, "Many labels, one proof"): a point of 33
// bytes for each, in the order of the inputs, then c and s for all (dleq.h).
#ifndef MODELSEAL_LIB_DATASET_BATCH_VERIFIER_H_
#define MODELSEAL_LIB_DATASET_BATCH_VERIFIER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {

// For a key of the suite, and a proof of the size that goes with the number of inputs. Both fail
// with kDatasetProofInvalid.
absl::StatusOr<std::vector<Label>> VerifyEcvrfLabels(const VrfPublicKey& key,
                                                     std::span<const VrfInput> inputs,
                                                     std::span<const uint8_t> proof);
absl::StatusOr<std::vector<Label>> VerifyBulkLabels(const VrfPublicKey& key,
                                                    std::span<const VrfInput> inputs,
                                                    std::span<const uint8_t> proof);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BATCH_VERIFIER_H_
