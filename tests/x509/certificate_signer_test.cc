// SPDX-License-Identifier: Apache-2.0
//
// Signing in the name of a certificate.
#include "lib/signer/certificate_signer.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/builder.h"
#include "lib/sign/sign_model.h"
#include "lib/signer/callback_signer.h"
#include "lib/signer/key_signer.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_ca.h"

namespace modelseal::signer {
namespace {

using testing::CertificateSpec;
using testing::kTestNow;
using testing::ParseAll;
using testing::SignerSpec;
using testing::TempDir;
using testing::TestChain;
using testing::TestIdentity;
using testing::TestKey;

absl::StatusOr<std::unique_ptr<CertificateSigner>> SignerOf(
    const TestIdentity& identity, const std::vector<TestIdentity>& certificates) {
  return CertificateSigner::Create(std::make_unique<KeySigner>(identity.key().ToPrivateKey()),
                                   ParseAll(certificates));
}

absl::StatusOr<bundle::Bundle> SignSomething(const Signer& signer) {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const auto manifest = manifest::ComputeManifest((dir.path() / "m").string(), {}, {});
  REQUIRE(manifest.ok());
  return sign::SignManifest(*manifest, signer);
}

TEST_CASE("the bundle holds the certificates as they were given, and no hint",
          "[signer][certificate]") {
  const TestChain chain;
  const auto signer = SignerOf(chain.signer, {chain.signer, chain.intermediate, chain.root});
  REQUIRE(signer.ok());
  const auto bundle = SignSomething(**signer);
  REQUIRE(bundle.ok());
  CHECK(bundle->method() == bundle::Method::kCertificate);
  CHECK(bundle->certificates_der() ==
        std::vector{chain.signer.der(), chain.intermediate.der(), chain.root.der()});
  CHECK(bundle->key().hint.empty());
}

TEST_CASE("a bundle with certificates has one form", "[signer][certificate]") {
  const std::vector<std::string> certificates = {"a", "b"};
  CHECK(bundle::Bundle::WriteForCertificates(
            certificates, {"application/vnd.in-toto+json", "{}", std::string("0\0", 2)}) ==
        R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",)"
        R"("verificationMaterial":{"x509CertificateChain":{"certificates":[)"
        R"({"rawBytes":"YQ=="},{"rawBytes":"Yg=="}]},"tlogEntries":[]},)"
        R"("dsseEnvelope":{"payload":"e30=","payloadType":"application/vnd.in-toto+json",)"
        R"("signatures":[{"sig":"MAA=","keyid":""}]}})");
}

TEST_CASE("a certificate of another key is refused", "[signer][certificate]") {
  const TestChain chain;
  const auto signer = SignerOf(chain.intermediate, {chain.signer, chain.intermediate});
  CHECK(ReasonOf(signer.status()) == Reason::kKeyMismatch);
  CHECK(DetailOf(signer.status(), "subject") == "CN=signer");
}

TEST_CASE("the signer's certificate must come first", "[signer][certificate]") {
  const TestChain chain;
  CHECK(ReasonOf(SignerOf(chain.signer, {chain.intermediate, chain.signer}).status()) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("a signer needs a certificate", "[signer][certificate]") {
  CHECK(ReasonOf(SignerOf(TestChain().signer, {}).status()) == Reason::kCertificateInvalid);
}

TEST_CASE("more certificates than a verifier reads are refused", "[signer][certificate]") {
  const TestChain chain;
  std::vector<TestIdentity> certificates(limits::kMaxCertificates, chain.signer);
  CHECK(SignerOf(chain.signer, certificates).ok());
  certificates.push_back(chain.root);
  CHECK(ReasonOf(SignerOf(chain.signer, certificates).status()) == Reason::kLimitExceeded);
}

TEST_CASE("a certificate that may not sign is refused", "[signer][certificate]") {
  const TestIdentity identity =
      TestIdentity::SelfSigned(SignerSpec("signer").Set("extendedKeyUsage", "serverAuth"));
  CHECK(ReasonOf(SignerOf(identity, {identity}).status()) == Reason::kCertificateInvalid);
}

TEST_CASE("no key of another kind than the signatures of OMS signs", "[signer][certificate]") {
  CertificateSpec spec = SignerSpec("signer");
  spec.kind = TestKey::Kind::kRsa2048;
  const TestIdentity rsa = TestIdentity::SelfSigned(spec);
  CHECK(ReasonOf(SignerOf(TestChain().signer, {rsa}).status()) ==
        Reason::kCertificateKeyUnsupported);
}

TEST_CASE("whether a certificate is valid now is left to who verifies", "[signer][certificate]") {
  CertificateSpec spec = SignerSpec("signer");
  spec.not_before_seconds = 0;
  spec.not_after_seconds = 1;
  const TestIdentity expired = TestIdentity::SelfSigned(spec);
  const auto signer = SignerOf(expired, {expired});
  REQUIRE(signer.ok());
  CHECK(SignSomething(**signer).ok());
}

TEST_CASE("a callback may sign in the name of a certificate", "[signer][certificate]") {
  const TestChain chain;
  const crypto::PrivateKey key = chain.signer.key().ToPrivateKey();
  const auto sign = [&key](std::string_view message, std::string_view, std::string* signature) {
    *signature = *key.Sign(message);
    return 0;
  };
  const auto signer = CertificateSigner::Create(
      std::make_unique<CallbackSigner>(key.public_key(), sign), ParseAll({chain.signer}));
  REQUIRE(signer.ok());
  CHECK(SignSomething(**signer).ok());
}

TEST_CASE("a callback that signs with another key is found out", "[signer][certificate]") {
  const TestChain chain;
  const crypto::PrivateKey other = chain.root.key().ToPrivateKey();
  const auto sign = [&other](std::string_view message, std::string_view, std::string* signature) {
    *signature = *other.Sign(message);
    return 0;
  };
  const auto signer = CertificateSigner::Create(
      std::make_unique<CallbackSigner>(chain.signer.key().ToPrivateKey().public_key(), sign),
      ParseAll({chain.signer}));
  REQUIRE(signer.ok());
  CHECK(ReasonOf(SignSomething(**signer).status()) == Reason::kSignatureInvalid);
}

}  // namespace
}  // namespace modelseal::signer
