// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_public_key.h"

#include <openssl/ec.h>
#include <openssl/nid.h>

#include <algorithm>

#include "lib/base/status.h"

namespace modelseal::dataset {

absl::StatusOr<VrfPublicKey> VrfPublicKey::Parse(Suite suite, std::span<const uint8_t> compressed) {
  std::array<uint8_t, 33> bytes = {};
  const bssl::UniquePtr<EC_GROUP> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  const bssl::UniquePtr<EC_POINT> point(EC_POINT_new(group.get()));
  if (compressed.size() != bytes.size() ||
      EC_POINT_oct2point(group.get(), point.get(), compressed.data(), compressed.size(), nullptr) !=
          1) {
    return MakeError(Reason::kKeyInvalid, "no compressed point of P-256");
  }
  std::copy(compressed.begin(), compressed.end(), bytes.begin());
  return VrfPublicKey(suite, bytes);
}

}  // namespace modelseal::dataset
