// SPDX-License-Identifier: Apache-2.0
//
// The public key under which the labels of a dataset are proved.
#ifndef MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_
#define MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_

#include <array>
#include <cstdint>
#include <span>

#include "absl/status/statusor.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

// A point of P-256 that is not infinity. Immutable; const methods are thread-safe.
class VrfPublicKey {
 public:
  // Takes 33 bytes, the compressed encoding. Fails with kKeyInvalid.
  static absl::StatusOr<VrfPublicKey> Parse(Suite suite, std::span<const uint8_t> compressed);

  Suite suite() const { return suite_; }
  std::span<const uint8_t> bytes() const { return bytes_; }

 private:
  VrfPublicKey(Suite suite, const std::array<uint8_t, 33>& bytes) : suite_(suite), bytes_(bytes) {}

  Suite suite_;
  std::array<uint8_t, 33> bytes_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_PUBLIC_KEY_H_
