// SPDX-License-Identifier: Apache-2.0
//
// SHA-256 for one purpose each (docs/dataset-bulk-suite.md, "Hashes").
#ifndef MODELSEAL_LIB_DATASET_TAGGED_HASH_H_
#define MODELSEAL_LIB_DATASET_TAGGED_HASH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/crypto/digest.h"

namespace modelseal::dataset {

// Has taken the length of the tag, in one byte, and the tag: no two purposes hash the same bytes.
// RFC 9381 begins its hashes with the number of the suite, which is shorter than any of our tags.
inline crypto::Sha256 StartTaggedHash(std::string_view tag) {
  const auto length = static_cast<uint8_t>(tag.size());
  crypto::Sha256 sha256;
  sha256.Update({&length, 1});
  sha256.Update(crypto::AsBytes(tag));
  return sha256;
}

// The 16 bytes in front, of which challenges and weights are made.
inline std::array<uint8_t, 16> FinishShort(crypto::Sha256& sha256) {
  const crypto::Sha256Digest digest = sha256.Finish();
  std::array<uint8_t, 16> front;
  for (size_t i = 0; i < front.size(); ++i) {
    front[i] = digest[i];
  }
  return front;
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_TAGGED_HASH_H_
