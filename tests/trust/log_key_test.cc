// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/log_key.h"

#include <openssl/bytestring.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/rsa.h>

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/status.h"
#include "tests/support/test_ca.h"

namespace modelseal::trust {
namespace {

using crypto::KeyKind;
using crypto::SignatureScheme;
using testing::TestKey;

std::string SpkiOf(TestKey::Kind kind) {
  const TestKey key = TestKey::Make(kind);
  bssl::ScopedCBB cbb;
  uint8_t* der = nullptr;
  size_t size = 0;
  REQUIRE(CBB_init(cbb.get(), 128));
  REQUIRE(EVP_marshal_public_key(cbb.get(), key.get()));
  REQUIRE(CBB_finish(cbb.get(), &der, &size));
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), size);
}

std::string Pkcs1Of(TestKey::Kind kind) {
  const TestKey key = TestKey::Make(kind);
  uint8_t* der = nullptr;
  size_t size = 0;
  REQUIRE(RSA_public_key_to_bytes(&der, &size, EVP_PKEY_get0_RSA(key.get())));
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), size);
}

absl::StatusOr<std::optional<LogKey>> Read(const std::string& bytes,
                                           sigstore::PublicKeyDetails details) {
  sigstore::PublicKey message;
  message.set_raw_bytes(bytes);
  message.set_key_details(details);
  return ReadLogKey(message, json::Path());
}

void CheckRead(const std::string& bytes, sigstore::PublicKeyDetails details, KeyKind kind,
               SignatureScheme scheme) {
  CAPTURE(details);
  const auto key = Read(bytes, details);
  REQUIRE(key.ok());
  REQUIRE(key->has_value());
  CHECK((*key)->key.kind() == kind);
  CHECK((*key)->scheme == scheme);
}

void CheckRefused(const std::string& bytes, sigstore::PublicKeyDetails details) {
  CAPTURE(details);
  const absl::Status status = Read(bytes, details).status();
  CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
  CHECK(DetailOf(status, "field") == "rawBytes");
}

TEST_CASE("details of keys say how a log signs", "[trust][key]") {
  CheckRead(SpkiOf(TestKey::Kind::kP256), sigstore::PKIX_ECDSA_P256_SHA_256, KeyKind::kEcdsaP256,
            SignatureScheme::kEcdsaSha256);
  const std::string p384 = SpkiOf(TestKey::Kind::kP384);
  CheckRead(p384, sigstore::PKIX_ECDSA_P384_SHA_384, KeyKind::kEcdsaP384,
            SignatureScheme::kEcdsaSha384);
  CheckRead(p384, sigstore::PKIX_ECDSA_P384_SHA_256, KeyKind::kEcdsaP384,
            SignatureScheme::kEcdsaSha256);
  const std::string p521 = SpkiOf(TestKey::Kind::kP521);
  CheckRead(p521, sigstore::PKIX_ECDSA_P521_SHA_512, KeyKind::kEcdsaP521,
            SignatureScheme::kEcdsaSha512);
  CheckRead(p521, sigstore::PKIX_ECDSA_P521_SHA_256, KeyKind::kEcdsaP521,
            SignatureScheme::kEcdsaSha256);
  CheckRead(SpkiOf(TestKey::Kind::kEd25519), sigstore::PKIX_ED25519, KeyKind::kEd25519,
            SignatureScheme::kEd25519);
}

TEST_CASE("RSA keys are read in both encodings and paddings", "[trust][key]") {
  const std::string spki = SpkiOf(TestKey::Kind::kRsa2048);
  const std::string pkcs1 = Pkcs1Of(TestKey::Kind::kRsa2048);
  for (const auto details : {sigstore::PKIX_RSA_PKCS1V5, sigstore::PKIX_RSA_PKCS1V15_2048_SHA256}) {
    CheckRead(spki, details, KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256);
  }
  for (const auto details : {sigstore::PKIX_RSA_PSS, sigstore::PKIX_RSA_PSS_2048_SHA256}) {
    CheckRead(spki, details, KeyKind::kRsa, SignatureScheme::kRsaPssSha256);
  }
  CheckRead(pkcs1, sigstore::PKCS1_RSA_PKCS1V5, KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256);
  CheckRead(pkcs1, sigstore::PKCS1_RSA_PSS, KeyKind::kRsa, SignatureScheme::kRsaPssSha256);
}

TEST_CASE("a key in the other encoding of RSA is refused", "[trust][key]") {
  CheckRefused(SpkiOf(TestKey::Kind::kRsa2048), sigstore::PKCS1_RSA_PKCS1V5);
  CheckRefused(Pkcs1Of(TestKey::Kind::kRsa2048), sigstore::PKIX_RSA_PKCS1V5);
}

TEST_CASE("a key that is not what its details say is refused", "[trust][key]") {
  const std::string p256 = SpkiOf(TestKey::Kind::kP256);
  for (const auto details :
       {sigstore::PKIX_ECDSA_P384_SHA_384, sigstore::PKIX_ECDSA_P521_SHA_512,
        sigstore::PKIX_ED25519, sigstore::PKIX_RSA_PKCS1V5, sigstore::PKCS1_RSA_PKCS1V5}) {
    CheckRefused(p256, details);
  }
  CheckRefused(SpkiOf(TestKey::Kind::kEd25519), sigstore::PKIX_ECDSA_P256_SHA_256);
  const std::string rsa = SpkiOf(TestKey::Kind::kRsa2048);
  for (const auto details :
       {sigstore::PKIX_RSA_PKCS1V15_3072_SHA256, sigstore::PKIX_RSA_PKCS1V15_4096_SHA256,
        sigstore::PKIX_RSA_PSS_3072_SHA256, sigstore::PKIX_RSA_PSS_4096_SHA256}) {
    CheckRefused(rsa, details);
  }
}

TEST_CASE("an RSA key of a log that is too short is refused", "[trust][key]") {
  CheckRefused(SpkiOf(TestKey::Kind::kRsa1024), sigstore::PKIX_RSA_PKCS1V5);
  CheckRefused(Pkcs1Of(TestKey::Kind::kRsa1024), sigstore::PKCS1_RSA_PKCS1V5);
}

TEST_CASE("a key of a log with bytes behind it is refused", "[trust][key]") {
  CheckRefused(SpkiOf(TestKey::Kind::kP256) + '\0', sigstore::PKIX_ECDSA_P256_SHA_256);
  CheckRefused(Pkcs1Of(TestKey::Kind::kRsa2048) + '\0', sigstore::PKCS1_RSA_PKCS1V5);
}

TEST_CASE("a kind of key that is not supported gives no key", "[trust][key]") {
  const auto key = Read("any bytes", sigstore::ML_DSA_65);
  REQUIRE(key.ok());
  CHECK_FALSE(key->has_value());
}

}  // namespace
}  // namespace modelseal::trust
