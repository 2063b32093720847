// SPDX-License-Identifier: Apache-2.0
//
// SHA-2 of any size over bytes that come piece by piece.
#ifndef MODELSEAL_LIB_CRYPTO_STREAMING_HASH_H_
#define MODELSEAL_LIB_CRYPTO_STREAMING_HASH_H_

#include <openssl/digest.h>

#include <cstdint>
#include <span>
#include <string>

#include "lib/crypto/hash_kind.h"

namespace modelseal::crypto {

// Not thread-safe. Of no use after Finish().
class StreamingHash {
 public:
  explicit StreamingHash(HashKind kind);

  void Update(std::span<const uint8_t> bytes);
  std::string Finish();

 private:
  bssl::ScopedEVP_MD_CTX context_;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_STREAMING_HASH_H_
