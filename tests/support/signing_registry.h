// SPDX-License-Identifier: Apache-2.0
//
// How a test's key signs, and by which names Sigstore knows that: the algorithm registry, written
// beside the library's.
#ifndef MODELSEAL_TESTS_SUPPORT_SIGNING_REGISTRY_H_
#define MODELSEAL_TESTS_SUPPORT_SIGNING_REGISTRY_H_

#include <string>

#include "tests/support/test_ca.h"

namespace modelseal::testing {

// By OpenSSL's name, "SHA256"; "" for Ed25519, which has its own.
std::string UsualDigestOf(const TestKey& key);

// "PKIX_ECDSA_P256_SHA_256" and so on. RSA signs with PKCS#1 v1.5.
std::string KeyDetailsOf(const TestKey& key);

// "SHA256" as bundles ("SHA2_256") and as bodies of Rekor v1 ("sha256") write it.
std::string BundleNameOfDigest(const std::string& digest);
std::string LowerNameOfDigest(const std::string& digest);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_SIGNING_REGISTRY_H_
