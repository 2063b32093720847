// SPDX-License-Identifier: Apache-2.0
//
// The secret key of a dataset: labels of inputs and proofs that they are right.
//
// Who has it can test whether a record is in the dataset, but can prove nothing that is false. It
// is for one suite and for datasets only: no type or file of a signing key converts to it.
#ifndef MODELSEAL_LIB_DATASET_VRF_SECRET_KEY_H_
#define MODELSEAL_LIB_DATASET_VRF_SECRET_KEY_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/label.h"
#include "lib/dataset/suite.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {

// Immutable, cheap to copy, thread-safe; the key is wiped when the last copy goes. Functions fail
// with kOutOfMemory besides what they say.
class VrfSecretKey {
 public:
  // From BoringSSL's randomness.
  static absl::StatusOr<VrfSecretKey> Generate(Suite suite);

  // Takes the text of a key file, exactly as Serialize() writes it (docs/dataset-bulk-suite.md,
  // "Key files"). kKeyInvalid; kKeyUnsupported for a version, suite or purpose that is not known.
  static absl::StatusOr<VrfSecretKey> Parse(std::string_view key_file);

  // The text of a key file, in PEM. Not encrypted: the file must be readable for its owner alone.
  crypto::Secret Serialize() const;

  const VrfPublicKey& public_key() const;

  // Fills `labels`, which has as many elements as `inputs`. The bulk suite gains by getting a
  // thousand inputs at once. kInvalidArgument if the numbers differ.
  absl::Status ComputeLabels(std::span<const VrfInput> inputs, std::span<Label> labels) const;

  // 81 bytes, which VerifyLabel() takes. The same input has the same proof each time.
  absl::StatusOr<std::vector<uint8_t>> ProveLabel(std::string_view input) const;

  // 33 bytes an input and 48, which VerifyLabels() takes. The same inputs in the same order have
  // the same proof. kInvalidArgument for no input or more than limits::kMaxDatasetBatchRecords.
  absl::StatusOr<std::vector<uint8_t>> ProveLabels(std::span<const VrfInput> inputs) const;

  // 32 bytes each, for the dummies that pad a dataset and the salts of its values: computed from
  // the key, which they do not tell.
  crypto::Secret PaddingKey() const;
  crypto::Secret ValueSaltKey() const;

 private:
  struct Parts;

  explicit VrfSecretKey(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  static absl::StatusOr<VrfSecretKey> FromScalar(Suite suite, Scalar scalar);

  std::shared_ptr<const Parts> parts_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_SECRET_KEY_H_
