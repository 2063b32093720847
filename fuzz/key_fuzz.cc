// SPDX-License-Identifier: Apache-2.0
//
// A key from anywhere: as PEM of a public or private key, and in DER. A key that was read is
// written again as it was, and nothing is a signature of it by chance.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/crypto/private_key.h"
#include "lib/crypto/public_key.h"
#include "lib/crypto/verification_key.h"

namespace {

using modelseal::crypto::PrivateKey;
using modelseal::crypto::PublicKey;
using modelseal::crypto::VerificationKey;
using modelseal::fuzz::Require;

void CheckKey(const VerificationKey& key, std::string_view input) {
  const auto from_der = VerificationKey::ParseSpki(key.spki_der());
  Require(from_der.ok() && *from_der == key, "a key reads again from DER");
  const auto from_pem = VerificationKey::ParsePem(key.ToPem());
  Require(from_pem.ok() && *from_pem == key, "a key reads again from PEM");
  // Whoever chooses an RSA key may choose its exponent so that it has signatures of anything.
  if (key.kind() != modelseal::crypto::KeyKind::kRsa) {
    Require(!key.Verify(key.default_scheme(), input, input).ok(), "no input signs itself");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (const auto key = PublicKey::ParsePem(input); key.ok()) {
    const auto again = PublicKey::ParsePem(key->pem());
    Require(again.ok() && *again == *key, "a public key reads again");
    Require(VerificationKey::ParsePem(key->pem()).ok(), "a key of OMS is a key of Sigstore");
  }
  if (const auto key = VerificationKey::ParsePem(input); key.ok()) {
    CheckKey(*key, input);
  }
  if (const auto key = VerificationKey::ParseSpki(input); key.ok()) {
    Require(key->spki_der() == input, "a key has one form in DER");
    CheckKey(*key, input);
  }
  if (const auto key = VerificationKey::ParsePkcs1Rsa(input); key.ok()) {
    CheckKey(*key, input);
  }
  // Without a password: the iterations of an encrypted key cost what its file says.
  (void)PrivateKey::ParsePem(input, "");
  return 0;
}
