// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/sha1.h"

#include <openssl/sha.h>

#include "lib/crypto/digest.h"

namespace modelseal::crypto {

std::string ComputeSha1(std::string_view bytes) {
  uint8_t digest[SHA_DIGEST_LENGTH];
  const auto span = AsBytes(bytes);
  SHA1(span.data(), span.size(), digest);
  return std::string(reinterpret_cast<const char*>(digest), sizeof(digest));
}

}  // namespace modelseal::crypto
