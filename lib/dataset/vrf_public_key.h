// SPDX-License-Identifier: Apache-2.0
//
// The public key of a dataset, and what it is for: to check which label an input has. Everything
// here is public, so it takes a time that depends on what is checked. No secret key, no file, no
// thread.
#ifndef MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_
#define MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/p256.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

// A point of P-256 that is not infinity, and the suite it is for. Its owner may have chosen it to
// cheat: no key of this type has two labels for one input. Immutable, cheap to copy, thread-safe.
class VrfPublicKey {
 public:
  // Takes untrusted bytes: 33, the compressed encoding of a point (SEC 1, section 2.3.4), and
  // nothing else that SEC 1 knows. Fails with kKeyInvalid.
  static absl::StatusOr<VrfPublicKey> Parse(Suite suite, std::span<const uint8_t> compressed);

  Suite suite() const { return suite_; }
  const PointBytes& bytes() const { return bytes_; }
  const Point& point() const { return *point_; }

  // Same suite, same point.
  bool operator==(const VrfPublicKey& other) const {
    return suite_ == other.suite_ && bytes_ == other.bytes_;
  }

 private:
  VrfPublicKey(Suite suite, const PointBytes& bytes, Point point)
      : suite_(suite), bytes_(bytes), point_(std::make_shared<const Point>(std::move(point))) {}

  Suite suite_;
  PointBytes bytes_;
  std::shared_ptr<const Point> point_;
};

// The label of `input`, if `proof`, which anybody may have made, proves it under `key`. Fails with
// kDatasetProofInvalid for whatever else than the 81 bytes of such a proof.
absl::StatusOr<Label> VerifyLabel(const VrfPublicKey& key, std::string_view input,
                                  std::span<const uint8_t> proof);

// The labels of `inputs`, in their order, if `batch_proof` proves them all; the same input may be
// there several times. Fails as VerifyLabel(), and with kInvalidArgument for no input or more than
// limits::kMaxDatasetBatchRecords.
absl::StatusOr<std::vector<Label>> VerifyLabels(const VrfPublicKey& key,
                                                std::span<const VrfInput> inputs,
                                                std::span<const uint8_t> batch_proof);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_
