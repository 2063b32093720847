// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/hash_kind.h"

#include <openssl/sha.h>

#include "lib/crypto/digest.h"

namespace modelseal::crypto {

std::string_view HashKindName(HashKind kind) {
  switch (kind) {
    case HashKind::kSha256:
      return "sha256";
    case HashKind::kSha384:
      return "sha384";
    case HashKind::kSha512:
      return "sha512";
  }
  return "";
}

std::optional<HashKind> ParseHashKind(std::string_view name) {
  for (const HashKind kind : {HashKind::kSha256, HashKind::kSha384, HashKind::kSha512}) {
    if (HashKindName(kind) == name) {
      return kind;
    }
  }
  return std::nullopt;
}

size_t HashSize(HashKind kind) {
  switch (kind) {
    case HashKind::kSha256:
      return SHA256_DIGEST_LENGTH;
    case HashKind::kSha384:
      return SHA384_DIGEST_LENGTH;
    case HashKind::kSha512:
      return SHA512_DIGEST_LENGTH;
  }
  return 0;
}

std::string ComputeHash(HashKind kind, std::string_view message) {
  std::string digest(HashSize(kind), '\0');
  auto* out = reinterpret_cast<uint8_t*>(digest.data());
  const auto bytes = AsBytes(message);
  switch (kind) {
    case HashKind::kSha256:
      SHA256(bytes.data(), bytes.size(), out);
      break;
    case HashKind::kSha384:
      SHA384(bytes.data(), bytes.size(), out);
      break;
    case HashKind::kSha512:
      SHA512(bytes.data(), bytes.size(), out);
      break;
  }
  return digest;
}

}  // namespace modelseal::crypto
