// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/hashed_rekord_v002.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/tlog/entry_body.h"
#include "tests/support/test_log.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using Form = SignedExample::Form;

const json::json_pointer kEntry("/spec/hashedRekordV002");

std::string SignedTextOf(const SignedExample& example) {
  const bool is_envelope = example.Content().dsse.has_value();
  return is_envelope ? example.pae : example.artifact;
}

LogBody GoodBody(const SignedExample& example) {
  return HashedRekordV002Body(example.signature, example.signer,
                              HashText("sha256", SignedTextOf(example)));
}

std::optional<Reason> FailureOfBody(const LogBody& body, const SignedExample& example) {
  tlog::LogEntry entry;
  entry.kind = body.kind;
  entry.version = body.version;
  entry.canonicalized_body = body.Text();
  return FailureOf(tlog::VerifyEntryBody(entry, example.Content()));
}

std::optional<Reason> FailureOfText(const std::string& text, const SignedExample& example) {
  return FailureOf(tlog::VerifyHashedRekordV002(text, example.Content()));
}

}  // namespace

TEST_CASE("body of Rekor v2 about what is signed is accepted", "[tlog][body]") {
  for (const Form form : {Form::kArtifact, Form::kEnvelope}) {
    for (const bool has_certificate : {true, false}) {
      const SignedExample example(form, TestKey::Kind::kP256, has_certificate);
      CHECK(FailureOfBody(GoodBody(example), example) == std::nullopt);
    }
  }
}

TEST_CASE("body of Rekor v2 names key and hash as the registry does", "[tlog][body]") {
  struct Named {
    TestKey::Kind kind;
    crypto::SignatureScheme scheme;
    const char* key_details;
    const char* algorithm;
    const char* hash;
  };
  using crypto::SignatureScheme;
  for (const Named& named : {
           Named{TestKey::Kind::kP384, SignatureScheme::kEcdsaSha384, "PKIX_ECDSA_P384_SHA_384",
                 "SHA2_384", "sha384"},
           Named{TestKey::Kind::kP384, SignatureScheme::kEcdsaSha256, "PKIX_ECDSA_P384_SHA_256",
                 "SHA2_256", "sha256"},
           Named{TestKey::Kind::kP521, SignatureScheme::kEcdsaSha512, "PKIX_ECDSA_P521_SHA_512",
                 "SHA2_512", "sha512"},
           Named{TestKey::Kind::kP521, SignatureScheme::kEcdsaSha256, "PKIX_ECDSA_P521_SHA_256",
                 "SHA2_256", "sha256"},
           Named{TestKey::Kind::kRsa2048, SignatureScheme::kRsaPkcs1Sha256,
                 "PKIX_RSA_PKCS1V15_2048_SHA256", "SHA2_256", "sha256"},
           Named{TestKey::Kind::kRsa2048, SignatureScheme::kRsaPssSha256,
                 "PKIX_RSA_PSS_2048_SHA256", "SHA2_256", "sha256"},
       }) {
    CAPTURE(named.key_details);
    const SignedExample example(Form::kArtifact, named.kind);
    tlog::SignedContent content = example.Content();
    content.scheme = named.scheme;
    const std::string digest = HashText(named.hash, example.artifact);
    const LogBody body = HashedRekordV002Body(example.signature, example.signer, digest,
                                              named.key_details, named.algorithm);
    CHECK(tlog::VerifyHashedRekordV002(body.Text(), content).ok());
    const LogBody other = HashedRekordV002Body(example.signature, example.signer, digest,
                                               "PKIX_ECDSA_P256_SHA_256", named.algorithm);
    CHECK(FailureOf(tlog::VerifyHashedRekordV002(other.Text(), content)) ==
          Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body of Rekor v2 for a scheme that the registry does not name is refused",
          "[tlog][body]") {
  const SignedExample p256(Form::kArtifact);
  tlog::SignedContent content = p256.Content();
  content.scheme = crypto::SignatureScheme::kEcdsaSha512;
  CHECK(FailureOf(tlog::VerifyHashedRekordV002(GoodBody(p256).Text(), content)) ==
        Reason::kLogEntryUnsupported);
  content.scheme = crypto::SignatureScheme::kEd25519;
  CHECK(FailureOf(tlog::VerifyHashedRekordV002(GoodBody(p256).Text(), content)) ==
        Reason::kLogEntryUnsupported);
}

TEST_CASE("body of Rekor v2 with other key details is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  for (const char* const details :
       {"PKIX_ECDSA_P384_SHA_384", "PKIX_ED25519_PH", "PUBLIC_KEY_DETAILS_UNSPECIFIED", ""}) {
    LogBody body = GoodBody(example);
    body.json[kEntry]["signature"]["verifier"]["keyDetails"] = details;
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
  LogBody body = GoodBody(example);
  body.json[kEntry]["signature"]["verifier"].erase("keyDetails");
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 about another signature is refused", "[tlog][body]") {
  for (const Form form : {Form::kArtifact, Form::kEnvelope}) {
    const SignedExample example(form);
    LogBody body = GoodBody(example);
    body.json[kEntry]["signature"]["content"] = EncodeBase64(example.SignAgain());
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body of Rekor v2 with the digest of the payload is refused", "[tlog][body]") {
  const SignedExample example(Form::kEnvelope);
  const LogBody body =
      HashedRekordV002Body(example.signature, example.signer, HashText("sha256", example.payload));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 with another digest or algorithm is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  LogBody body = GoodBody(example);
  body.json[kEntry]["data"]["digest"] = EncodeBase64(HashText("sha256", "another artifact"));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  const LogBody longer =
      HashedRekordV002Body(example.signature, example.signer, HashText("sha512", example.artifact),
                           "PKIX_ECDSA_P256_SHA_256", "SHA2_512");
  CHECK(FailureOfBody(longer, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 with a key where the bundle has a certificate is refused",
          "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const LogSigner key = {.certificate_der = "", .spki_der = SpkiOf(example.identity().key())};
  const LogBody body =
      HashedRekordV002Body(example.signature, key, HashText("sha256", example.artifact));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 with a certificate where the bundle has a key is refused",
          "[tlog][body]") {
  const SignedExample example(Form::kArtifact, TestKey::Kind::kP256, false);
  const LogSigner certificate = {.certificate_der = example.identity().der(), .spki_der = ""};
  const LogBody body =
      HashedRekordV002Body(example.signature, certificate, HashText("sha256", example.artifact));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 with another certificate of the same key is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const TestIdentity again = TestIdentity::SelfSigned(SignerSpec("signer"))
                                 .Issue(SignerSpec("signer"), example.identity().key());
  const LogBody body = HashedRekordV002Body(example.signature, {again.der(), ""},
                                            HashText("sha256", example.artifact));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body of Rekor v2 that is not canonical is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const std::string good = GoodBody(example).Text();
  REQUIRE(FailureOfText(good, example) == std::nullopt);
  for (const std::string& text : {
           std::string(),
           std::string("{}"),
           good + "\n",
           " " + good,
           good + good,
           good.substr(0, good.size() - 1),
           ReplaceOnce(good, "{\"apiVersion\"", "{\"kind\":\"dsse\",\"apiVersion\""),
           ReplaceOnce(good, ",\"spec\"", ",\"other\":1,\"spec\""),
           ReplaceOnce(good, "\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\"",
                       "\"kind\":\"hashedrekord\",\"apiVersion\":\"0.0.2\""),
           ReplaceOnce(good, "hashedrekord", "h\\u0061shedrekord"),
       }) {
    CAPTURE(text);
    CHECK(FailureOfText(text, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body of Rekor v1 in an entry of Rekor v2 is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  LogBody body =
      HashedRekordV001Body(example.signature, example.signer, HashText("sha256", example.artifact));
  body.version = "0.0.2";
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  body.json["apiVersion"] = "0.0.2";
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("every flipped bit of a body of Rekor v2 is noticed", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  std::string text = GoodBody(example).Text();
  for (char& c : text) {
    c = static_cast<char>(c ^ 1);
    if (FailureOfText(text, example) != Reason::kLogEntryMismatch) {
      FAIL("a flipped bit was not noticed");
    }
    c = static_cast<char>(c ^ 1);
  }
}

}  // namespace modelseal::testing
