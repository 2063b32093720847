// SPDX-License-Identifier: Apache-2.0
//
// Keys and signatures against what the openssl program made (tests/data/keys).
#include <catch2/catch.hpp>
#include <string>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/private_key.h"
#include "lib/crypto/public_key.h"
#include "tests/support/test_data.h"

namespace modelseal::crypto {
namespace {

using testing::ReadTestData;

std::string Key(const std::string& name) { return ReadTestData("keys/" + name); }

PrivateKey ParsePrivate(const std::string& name, const std::string& password = "") {
  auto key = PrivateKey::ParsePem(Key(name), password);
  REQUIRE(key.ok());
  return *key;
}

PublicKey ParsePublic(const std::string& name) {
  auto key = PublicKey::ParsePem(Key(name));
  REQUIRE(key.ok());
  return *key;
}

// Whatever its path of failure, a key that cannot be used says why.
Reason PublicReason(std::string_view pem) { return ReasonOf(PublicKey::ParsePem(pem).status()); }

Reason PrivateReason(std::string_view pem, std::string_view password = "") {
  return ReasonOf(PrivateKey::ParsePem(pem, password).status());
}

struct CurveCase {
  std::string name;
  Curve curve;
};
const CurveCase kCurves[] = {
    {"p256", Curve::kP256}, {"p384", Curve::kP384}, {"p521", Curve::kP521}};

TEST_CASE("SHA-256 of abc is that of FIPS 180-4", "[crypto][digest]") {
  CHECK(EncodeHex(ComputeSha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("public keys on all curves are read with curve and fingerprint", "[crypto][key]") {
  for (const CurveCase& c : kCurves) {
    const PublicKey key = ParsePublic(c.name + "-public.pem");
    CHECK(key.curve() == c.curve);
    CHECK(key.pem() == Key(c.name + "-public.pem"));
    CHECK(key.fingerprint() + "\n" == Key(c.name + "-fingerprint.txt"));
  }
}

TEST_CASE("text before the PEM block changes neither key nor fingerprint", "[crypto][key]") {
  const auto key = PublicKey::ParsePem("Public-Key: (256 bit)\n" + Key("p256-public.pem"));
  REQUIRE(key.ok());
  CHECK(*key == ParsePublic("p256-public.pem"));
}

TEST_CASE("a signature made by OpenSSL verifies on every curve", "[crypto][key]") {
  for (const CurveCase& c : kCurves) {
    const PublicKey key = ParsePublic(c.name + "-public.pem");
    CHECK(key.VerifySignature(Key("message.txt"), Key(c.name + "-message.sig")).ok());
  }
}

TEST_CASE("another message, another key and a changed signature are refused", "[crypto][key]") {
  const PublicKey key = ParsePublic("p256-public.pem");
  const std::string signature = Key("p256-message.sig");
  CHECK(ReasonOf(key.VerifySignature("other", signature)) == Reason::kSignatureInvalid);
  CHECK(ReasonOf(ParsePublic("p384-public.pem").VerifySignature(Key("message.txt"), signature)) ==
        Reason::kSignatureInvalid);
  for (size_t i = 0; i < signature.size(); ++i) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(ReasonOf(key.VerifySignature(Key("message.txt"), changed)) == Reason::kSignatureInvalid);
  }
  CHECK(ReasonOf(key.VerifySignature(Key("message.txt"), signature + '\0')) ==
        Reason::kSignatureInvalid);
  CHECK(ReasonOf(key.VerifySignature(Key("message.txt"), "")) == Reason::kSignatureInvalid);
}

TEST_CASE("keys of other kinds and curves are unsupported", "[crypto][key]") {
  for (const char* name :
       {"rsa2048-public.pem", "ed25519-public.pem", "secp256k1-public.pem", "p224-public.pem"}) {
    CAPTURE(name);
    CHECK(PublicReason(Key(name)) == Reason::kKeyUnsupported);
  }
  CHECK(PrivateReason(Key("ed25519-pkcs8.pem")) == Reason::kKeyUnsupported);
}

TEST_CASE("a private key is no public key and the reverse", "[crypto][key]") {
  CHECK(PublicReason(Key("p256-pkcs8.pem")) == Reason::kKeyInvalid);
  CHECK(PrivateReason(Key("p256-public.pem")) == Reason::kKeyInvalid);
}

TEST_CASE("damaged PEM is invalid at every cut", "[crypto][key]") {
  const std::string pem = Key("p256-public.pem");
  CHECK(PublicReason("") == Reason::kKeyInvalid);
  CHECK(PublicReason("not a key") == Reason::kKeyInvalid);
  for (size_t size = 0; size + 2 < pem.size(); ++size) {
    CHECK(PublicReason(pem.substr(0, size)) == Reason::kKeyInvalid);
  }
  CHECK(PublicReason(std::string((1u << 20) + 1, 'x')) == Reason::kKeyInvalid);
}

TEST_CASE("PKCS#8 and SEC1 files of one key give the same key", "[crypto][key]") {
  for (const CurveCase& c : kCurves) {
    CHECK(ParsePrivate(c.name + "-pkcs8.pem").public_key() == ParsePublic(c.name + "-public.pem"));
    CHECK(ParsePrivate(c.name + "-sec1.pem").public_key() == ParsePublic(c.name + "-public.pem"));
  }
}

TEST_CASE("an encrypted key opens with its password and no other", "[crypto][key]") {
  const std::string pem = Key("p256-encrypted.pem");
  CHECK(ParsePrivate("p256-encrypted.pem", "test-password").public_key() ==
        ParsePublic("p256-public.pem"));
  CHECK(PrivateReason(pem) == Reason::kPasswordRequired);
  CHECK(PrivateReason(pem, "Test-password") == Reason::kPasswordWrong);
}

TEST_CASE("encryption that is not supported says so instead of blaming the password",
          "[crypto][key]") {
  CHECK(PrivateReason(Key("p256-scrypt.pem"), "test-password") == Reason::kKeyUnsupported);
  CHECK(PrivateReason(Key("p256-legacy-encrypted.pem"), "test-password") ==
        Reason::kKeyUnsupported);
}

TEST_CASE("a key signs what its public half verifies", "[crypto][key]") {
  for (const CurveCase& c : kCurves) {
    const auto key = PrivateKey::Generate(c.curve);
    REQUIRE(key.ok());
    const auto signature = key->Sign("content");
    REQUIRE(signature.ok());
    CHECK(key->public_key().curve() == c.curve);
    CHECK(key->public_key().VerifySignature("content", *signature).ok());
    CHECK_FALSE(key->public_key().VerifySignature("Content", *signature).ok());
  }
}

TEST_CASE("a written key reads back, plain and encrypted", "[crypto][key]") {
  const auto key = PrivateKey::Generate(Curve::kP256);
  REQUIRE(key.ok());
  for (const std::string password : {"", "secret"}) {
    const auto pem = key->ToPem(password);
    REQUIRE(pem.ok());
    const auto again = PrivateKey::ParsePem(pem->view(), password);
    REQUIRE(again.ok());
    CHECK(again->public_key() == key->public_key());
  }
}

}  // namespace
}  // namespace modelseal::crypto
