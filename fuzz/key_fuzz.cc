// SPDX-License-Identifier: Apache-2.0
//
// A PEM file from anywhere, as public key and as private key.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/crypto/private_key.h"
#include "lib/crypto/public_key.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::crypto::PrivateKey;
  using modelseal::crypto::PublicKey;
  const std::string_view pem(reinterpret_cast<const char*>(data), size);
  if (const auto key = PublicKey::ParsePem(pem); key.ok()) {
    const auto again = PublicKey::ParsePem(key->pem());
    if (!again.ok() || !(*again == *key)) {
      std::abort();
    }
  }
  // Without a password: the iterations of an encrypted key cost what its file says.
  (void)PrivateKey::ParsePem(pem, "");
  return 0;
}
