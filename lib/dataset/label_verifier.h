// SPDX-License-Identifier: Apache-2.0
//
// The proof of one label: a point of 33 bytes, then c and s (dleq.h). Suite 1: RFC 9381, section
// 5.3; bulk: docs/dataset-bulk-suite.md.
#ifndef MODELSEAL_LIB_DATASET_LABEL_VERIFIER_H_
#define MODELSEAL_LIB_DATASET_LABEL_VERIFIER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/label.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {

inline constexpr size_t kLabelProofBytes = kPointBytes + kDleqBytes;

// For a key of the suite. Both fail with kDatasetProofInvalid.
absl::StatusOr<Label> VerifyEcvrfLabel(const VrfPublicKey& key, std::string_view input,
                                       std::span<const uint8_t, kLabelProofBytes> proof);
absl::StatusOr<Label> VerifyBulkLabel(const VrfPublicKey& key, std::string_view input,
                                      std::span<const uint8_t, kLabelProofBytes> proof);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_VERIFIER_H_
