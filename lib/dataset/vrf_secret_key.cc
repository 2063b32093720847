// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_secret_key.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/batch_prover.h"
#include "lib/dataset/label_prover.h"
#include "lib/dataset/vrf_derivation.h"
#include "lib/dataset/vrf_key_file.h"
#include "lib/dataset/wiped_array.h"

namespace modelseal::dataset {

struct VrfSecretKey::Parts {
  VrfPublicKey public_key;
  Scalar scalar;
  crypto::Secret nonce_key;
  crypto::Secret padding_key;
  crypto::Secret value_salt_key;

  ProvingKey ForProofs() const { return {public_key, scalar, nonce_key}; }
};

absl::StatusOr<VrfSecretKey> VrfSecretKey::FromScalar(Suite suite, Scalar scalar) {
  P256 p256;
  WipedArray<kScalarBytes> bytes;
  p256.Encode(scalar, bytes);
  const std::optional<PointBytes> point = p256.Encode(p256.MultiplyGenerator(scalar));
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  MODELSEAL_ASSIGN_OR_RETURN(VrfPublicKey public_key, VrfPublicKey::Parse(suite, *point));
  MODELSEAL_ASSIGN_OR_RETURN(auto nonce_key, DeriveKey(suite, bytes, DerivedKey::kNonce));
  MODELSEAL_ASSIGN_OR_RETURN(auto padding_key, DeriveKey(suite, bytes, DerivedKey::kPadding));
  MODELSEAL_ASSIGN_OR_RETURN(auto value_salt_key, DeriveKey(suite, bytes, DerivedKey::kValueSalt));
  return VrfSecretKey(std::make_shared<const Parts>(
      Parts{std::move(public_key), std::move(scalar), std::move(nonce_key), std::move(padding_key),
            std::move(value_salt_key)}));
}

absl::StatusOr<VrfSecretKey> VrfSecretKey::Generate(Suite suite) {
  P256 p256;
  Scalar scalar = p256.Random();
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  return FromScalar(suite, std::move(scalar));
}

absl::StatusOr<VrfSecretKey> VrfSecretKey::Parse(std::string_view key_file) {
  MODELSEAL_ASSIGN_OR_RETURN(VrfKeyFile file, ParseVrfKeyFile(key_file));
  MODELSEAL_ASSIGN_OR_RETURN(VrfSecretKey key, FromScalar(file.suite, std::move(file.scalar)));
  if (key.public_key().bytes() != file.public_key) {
    return MakeError(Reason::kKeyInvalid,
                     "key of a dataset: the public key is not that of the scalar",
                     {{"field", "public_key"}});
  }
  return key;
}

crypto::Secret VrfSecretKey::Serialize() const {
  WipedArray<kScalarBytes> bytes;
  P256().Encode(parts_->scalar, bytes);
  return WriteVrfKeyFile(public_key().suite(), bytes, public_key().bytes());
}

const VrfPublicKey& VrfSecretKey::public_key() const { return parts_->public_key; }

absl::Status VrfSecretKey::ComputeLabels(std::span<const VrfInput> inputs,
                                         std::span<Label> labels) const {
  if (inputs.size() != labels.size()) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(inputs.size(), " inputs, but room for ",
                                                            labels.size(), " labels"));
  }
  switch (public_key().suite()) {
    case Suite::kEcvrfP256Sha256Tai:
      return ComputeEcvrfLabels(parts_->ForProofs(), inputs, labels);
    case Suite::kBulkP256Sha256:
      return ComputeBulkLabels(parts_->ForProofs(), inputs, labels);
  }
  return MakeError(Reason::kInternal, "a suite that is not listed");
}

absl::StatusOr<std::vector<uint8_t>> VrfSecretKey::ProveLabel(std::string_view input) const {
  switch (public_key().suite()) {
    case Suite::kEcvrfP256Sha256Tai:
      return ProveEcvrfLabel(parts_->ForProofs(), input);
    case Suite::kBulkP256Sha256:
      return ProveBulkLabel(parts_->ForProofs(), input);
  }
  return MakeError(Reason::kInternal, "a suite that is not listed");
}

absl::StatusOr<std::vector<uint8_t>> VrfSecretKey::ProveLabels(
    std::span<const VrfInput> inputs) const {
  if (inputs.empty() || inputs.size() > limits::kMaxDatasetBatchRecords) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(inputs.size(), " inputs for one proof, expected 1 to ",
                                  limits::kMaxDatasetBatchRecords));
  }
  switch (public_key().suite()) {
    case Suite::kEcvrfP256Sha256Tai:
      return ProveEcvrfLabels(parts_->ForProofs(), inputs);
    case Suite::kBulkP256Sha256:
      return ProveBulkLabels(parts_->ForProofs(), inputs);
  }
  return MakeError(Reason::kInternal, "a suite that is not listed");
}

crypto::Secret VrfSecretKey::PaddingKey() const {
  return crypto::Secret(parts_->padding_key.view());
}

crypto::Secret VrfSecretKey::ValueSaltKey() const {
  return crypto::Secret(parts_->value_salt_key.view());
}

}  // namespace modelseal::dataset
