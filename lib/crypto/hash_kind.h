// SPDX-License-Identifier: Apache-2.0
//
// The members of SHA-2 with which signatures, logs and timestamps are made.
#ifndef MODELSEAL_LIB_CRYPTO_HASH_KIND_H_
#define MODELSEAL_LIB_CRYPTO_HASH_KIND_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace modelseal::crypto {

enum class HashKind { kSha256, kSha384, kSha512 };

// "sha256", as in-toto and Rekor v1 write it.
std::string_view HashKindName(HashKind kind);

// The one of that name; no value for any other.
std::optional<HashKind> ParseHashKind(std::string_view name);

// 32, 48 or 64 bytes.
size_t HashSize(HashKind kind);

// The digest itself, not hex.
std::string ComputeHash(HashKind kind, std::string_view message);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_HASH_KIND_H_
