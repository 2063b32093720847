// SPDX-License-Identifier: Apache-2.0
//
// Labels and their proofs, by the secret key. Each function is for keys of the suite in its name
// (suite 1: RFC 9381, sections 5.1 and 5.2; bulk: docs/dataset-bulk-suite.md).
#ifndef MODELSEAL_LIB_DATASET_LABEL_PROVER_H_
#define MODELSEAL_LIB_DATASET_LABEL_PROVER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/label.h"
#include "lib/dataset/p256.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {

// Views of the parts of one key.
struct ProvingKey {
  const VrfPublicKey& public_key;
  const Scalar& scalar;
  const crypto::Secret& nonce_key;
};

// As many labels as inputs. What fails here and below fails with kOutOfMemory, or for an input that
// has no label under the key with kInvalidArgument: nobody can find one, so that it does not
// happen.
absl::Status ComputeEcvrfLabels(const ProvingKey& key, std::span<const VrfInput> inputs,
                                std::span<Label> labels);
absl::Status ComputeBulkLabels(const ProvingKey& key, std::span<const VrfInput> inputs,
                               std::span<Label> labels);

absl::StatusOr<std::vector<uint8_t>> ProveEcvrfLabel(const ProvingKey& key, std::string_view input);
absl::StatusOr<std::vector<uint8_t>> ProveBulkLabel(const ProvingKey& key, std::string_view input);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_PROVER_H_
