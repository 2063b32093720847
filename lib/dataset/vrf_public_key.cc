// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_public_key.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/batch_verifier.h"
#include "lib/dataset/label_verifier.h"

namespace modelseal::dataset {

absl::StatusOr<VrfPublicKey> VrfPublicKey::Parse(Suite suite, std::span<const uint8_t> compressed) {
  P256 p256;
  Point point = p256.ParsePoint(compressed);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (point == nullptr) {
    return MakeError(Reason::kKeyInvalid,
                     absl::StrCat("public key of a dataset: expected 33 bytes, a compressed point "
                                  "of P-256, got ",
                                  compressed.size(), " bytes that are none"));
  }
  PointBytes bytes = {};
  std::copy(compressed.begin(), compressed.end(), bytes.begin());
  return VrfPublicKey(suite, bytes, std::move(point));
}

absl::StatusOr<Label> VerifyLabel(const VrfPublicKey& key, std::string_view input,
                                  std::span<const uint8_t> proof) {
  if (proof.size() != kLabelProofBytes) {
    return MakeError(Reason::kDatasetProofInvalid,
                     absl::StrCat("proof of a label: expected ", kLabelProofBytes, " bytes, got ",
                                  proof.size()));
  }
  const auto sized_proof = proof.first<kLabelProofBytes>();
  switch (key.suite()) {
    case Suite::kEcvrfP256Sha256Tai:
      return VerifyEcvrfLabel(key, input, sized_proof);
    case Suite::kBulkP256Sha256:
      return VerifyBulkLabel(key, input, sized_proof);
  }
  return MakeError(Reason::kInternal, "a suite that is not listed");
}

absl::StatusOr<std::vector<Label>> VerifyLabels(const VrfPublicKey& key,
                                                std::span<const VrfInput> inputs,
                                                std::span<const uint8_t> batch_proof) {
  if (inputs.empty() || inputs.size() > limits::kMaxDatasetBatchRecords) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(inputs.size(), " inputs for one proof, expected 1 to ",
                                  limits::kMaxDatasetBatchRecords));
  }
  const size_t expected_size = inputs.size() * kPointBytes + kDleqBytes;
  if (batch_proof.size() != expected_size) {
    return MakeError(Reason::kDatasetProofInvalid,
                     absl::StrCat("proof of ", inputs.size(), " labels: expected ", expected_size,
                                  " bytes, got ", batch_proof.size()));
  }
  switch (key.suite()) {
    case Suite::kEcvrfP256Sha256Tai:
      return VerifyEcvrfLabels(key, inputs, batch_proof);
    case Suite::kBulkP256Sha256:
      return VerifyBulkLabels(key, inputs, batch_proof);
  }
  return MakeError(Reason::kInternal, "a suite that is not listed");
}

}  // namespace modelseal::dataset
