// SPDX-License-Identifier: Apache-2.0
//
// See signing_registry.h.
#include "tests/support/signing_registry.h"

#include <openssl/evp.h>

namespace modelseal::testing {
namespace {

bool IsOfType(const TestKey& key, int type) { return EVP_PKEY_id(key.get()) == type; }

}  // namespace

std::string UsualDigestOf(const TestKey& key) {
  if (IsOfType(key, EVP_PKEY_ED25519)) {
    return "";
  }
  if (IsOfType(key, EVP_PKEY_RSA) || EVP_PKEY_bits(key.get()) == 256) {
    return "SHA256";
  }
  return EVP_PKEY_bits(key.get()) == 384 ? "SHA384" : "SHA512";
}

std::string KeyDetailsOf(const TestKey& key) {
  const int bits = EVP_PKEY_bits(key.get());
  if (IsOfType(key, EVP_PKEY_ED25519)) {
    return "PKIX_ED25519";
  }
  if (IsOfType(key, EVP_PKEY_RSA)) {
    return "PKIX_RSA_PKCS1V15_" + std::to_string(bits) + "_SHA256";
  }
  return "PKIX_ECDSA_P" + std::to_string(bits) + "_SHA_" + UsualDigestOf(key).substr(3);
}

std::string BundleNameOfDigest(const std::string& digest) { return "SHA2_" + digest.substr(3); }

std::string LowerNameOfDigest(const std::string& digest) { return "sha" + digest.substr(3); }

}  // namespace modelseal::testing
