// SPDX-License-Identifier: Apache-2.0
//
// SHA-2 from BoringSSL.
#ifndef MODELSEAL_LIB_CRYPTO_DIGEST_H_
#define MODELSEAL_LIB_CRYPTO_DIGEST_H_

#include <openssl/sha.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace modelseal::crypto {

using Sha256Digest = std::array<uint8_t, SHA256_DIGEST_LENGTH>;

// Streaming SHA-256. Not thread-safe; Finish() leaves it as new.
class Sha256 {
 public:
  Sha256() { SHA256_Init(&context_); }
  void Update(std::span<const uint8_t> bytes) {
    SHA256_Update(&context_, bytes.data(), bytes.size());
  }
  Sha256Digest Finish() {
    Sha256Digest digest;
    SHA256_Final(digest.data(), &context_);
    SHA256_Init(&context_);
    return digest;
  }

 private:
  SHA256_CTX context_;
};

inline std::span<const uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

inline Sha256Digest ComputeSha256(std::span<const uint8_t> bytes) {
  Sha256 sha256;
  sha256.Update(bytes);
  return sha256.Finish();
}

inline Sha256Digest ComputeSha256(std::string_view bytes) { return ComputeSha256(AsBytes(bytes)); }

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_DIGEST_H_
