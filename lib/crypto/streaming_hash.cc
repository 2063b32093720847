// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/streaming_hash.h"

namespace modelseal::crypto {
namespace {

const EVP_MD* ToEvp(HashKind kind) {
  switch (kind) {
    case HashKind::kSha256:
      return EVP_sha256();
    case HashKind::kSha384:
      return EVP_sha384();
    case HashKind::kSha512:
      return EVP_sha512();
  }
  return nullptr;
}

}  // namespace

StreamingHash::StreamingHash(HashKind kind) {
  EVP_DigestInit_ex(context_.get(), ToEvp(kind), nullptr);
}

void StreamingHash::Update(std::span<const uint8_t> bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::string StreamingHash::Finish() {
  uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context_.get(), digest, &size);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

}  // namespace modelseal::crypto
