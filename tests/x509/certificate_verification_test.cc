// SPDX-License-Identifier: Apache-2.0
//
// Verifying bundles by the certificates that a policy trusts.
#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/private_key.h"
#include "lib/dsse/pae.h"
#include "lib/manifest/builder.h"
#include "lib/sign/sign_model.h"
#include "lib/signer/certificate_signer.h"
#include "lib/signer/key_signer.h"
#include "lib/statement/statement.h"
#include "lib/verify/verify_bundle.h"
#include "lib/verify/verify_model.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_ca.h"

namespace modelseal::verify {
namespace {

using bundle::Bundle;
using bundle::Envelope;
using testing::AnchorsOf;
using testing::CertificateSpec;
using testing::kTestNow;
using testing::ParseAll;
using testing::SignerSpec;
using testing::TempDir;
using testing::TestChain;
using testing::TestIdentity;
using testing::TestKey;

Policy PolicyFor(const std::vector<TestIdentity>& trusted, int64_t time_seconds = kTestNow) {
  return Policy{
      CertificateTrust{AnchorsOf(trusted), std::make_shared<FixedClock>(time_seconds)}, {}, {}};
}

manifest::Manifest ManifestOf(const std::string& path) {
  auto manifest = manifest::ComputeManifest(path, {}, {});
  REQUIRE(manifest.ok());
  return *std::move(manifest);
}

std::string Statement() {
  TempDir dir;
  dir.Write("m/a", "alpha");
  return statement::WriteStatement(ManifestOf(dir.path() / "m"));
}

Envelope SignedEnvelope(const TestIdentity& signer, const std::string& payload = Statement()) {
  const std::string type(statement::kPayloadType);
  const auto signature = signer.key().ToPrivateKey().Sign(dsse::BuildPae(type, payload).bytes);
  REQUIRE(signature.ok());
  return {type, payload, *signature};
}

Bundle BundleOf(const std::vector<std::string>& certificates_der, const Envelope& envelope) {
  auto bundle = Bundle::Parse(Bundle::WriteForCertificates(certificates_der, envelope));
  REQUIRE(bundle.ok());
  return *std::move(bundle);
}

// What a careful signer with this chain makes.
Bundle BundleOf(const TestChain& chain) {
  return BundleOf({chain.signer.der(), chain.intermediate.der()}, SignedEnvelope(chain.signer));
}

Reason BundleReason(const Bundle& bundle, const Policy& policy) {
  return ReasonOf(VerifyBundle(bundle, policy).status());
}

TEST_CASE("what was signed with a certificate verifies, with every curve", "[verify][x509]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  TestChain chain;
  for (const auto kind : {TestKey::Kind::kP256, TestKey::Kind::kP384, TestKey::Kind::kP521}) {
    CertificateSpec spec = SignerSpec("signer");
    spec.kind = kind;
    chain.signer = chain.intermediate.Issue(spec);
    const crypto::PrivateKey key = chain.signer.key().ToPrivateKey();
    const auto signer = signer::CertificateSigner::Create(
        std::make_unique<signer::KeySigner>(key), ParseAll({chain.signer, chain.intermediate}));
    REQUIRE(signer.ok());
    const auto bundle = sign::SignManifest(ManifestOf(dir.path() / "m"), **signer);
    REQUIRE(bundle.ok());
    std::optional<manifest::Diff> diff;
    const auto verified =
        VerifyModel((dir.path() / "m").string(), *bundle, PolicyFor({chain.root}), {}, &diff);
    REQUIRE(verified.ok());
    CHECK(verified->method == bundle::Method::kCertificate);
    CHECK(verified->signer.key == key.public_key().verification_key());
    CHECK(verified->signer.certificate_path ==
          ParseAll({chain.signer, chain.intermediate, chain.root}));
    CHECK(verified->verified_bytes.total() == 5);
  }
}

TEST_CASE("a model that differs is refused after the certificate held", "[verify][x509]") {
  TempDir dir;
  dir.Write("m/a", "ALPHA");
  const TestChain chain;
  std::optional<manifest::Diff> diff;
  CHECK(ReasonOf(VerifyModel((dir.path() / "m").string(), BundleOf(chain), PolicyFor({chain.root}),
                             {}, &diff)
                     .status()) == Reason::kDigestMismatch);
  CHECK(diff.has_value());
}

TEST_CASE("a policy of certificates refuses other methods", "[verify][x509]") {
  const TestChain chain;
  const Envelope envelope = SignedEnvelope(chain.signer);
  const auto by_key = Bundle::Parse(Bundle::WriteForKey("", envelope));
  REQUIRE(by_key.ok());
  CHECK(BundleReason(*by_key, PolicyFor({chain.root})) == Reason::kMethodMismatch);
  // `certificate` is where Sigstore puts the one it needs.
  std::string json = Bundle::WriteForCertificates(std::vector{chain.signer.der()}, envelope);
  const std::string chain_member = R"("x509CertificateChain":{"certificates":[)";
  json.replace(json.find(chain_member), chain_member.size(), R"("certificate":)");
  json.replace(json.find("]},\"tlog"), 2, "");
  const auto sigstore = Bundle::Parse(json);
  REQUIRE(sigstore.ok());
  CHECK(BundleReason(*sigstore, PolicyFor({chain.intermediate, chain.root})) ==
        Reason::kMethodMismatch);
}

TEST_CASE("a policy of a key refuses certificates, even those of the key", "[verify][x509]") {
  const TestChain chain;
  const Policy policy{chain.signer.key().ToPrivateKey().public_key(), {}, {}};
  CHECK(BundleReason(BundleOf(chain), policy) == Reason::kMethodMismatch);
}

TEST_CASE("a signer from elsewhere is refused", "[verify][x509]") {
  CHECK(BundleReason(BundleOf(TestChain()), PolicyFor({TestChain().root})) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("the time of verification is that of the clock", "[verify][x509]") {
  const TestChain chain;
  const Bundle bundle = BundleOf(chain);
  CHECK(VerifyBundle(bundle, PolicyFor({chain.root}, kTestNow)).ok());
  CHECK(BundleReason(bundle, PolicyFor({chain.root}, kTestNow + 86'401)) ==
        Reason::kCertificateExpired);
  CHECK(BundleReason(bundle, PolicyFor({chain.root}, kTestNow - 86'401)) ==
        Reason::kCertificateExpired);
}

TEST_CASE("one policy serves several threads at once", "[verify][x509]") {
  TestChain chain;
  CertificateSpec spec = testing::AuthoritySpec("intermediate");
  spec.Set("nameConstraints", "permitted;email:good.example");
  chain.intermediate = chain.root.Issue(spec);
  chain.signer =
      chain.intermediate.Issue(SignerSpec("signer").Set("subjectAltName", "email:a@good.example"));
  const Bundle bundle = BundleOf({chain.signer.der()}, SignedEnvelope(chain.signer));
  const Policy policy = PolicyFor({chain.intermediate, chain.root});
  std::atomic<int> verified = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int run = 0; run < 20; ++run) {
        verified += VerifyBundle(bundle, policy).ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(verified == 80);
}

class CountingClock final : public Clock {
 public:
  int64_t NowSeconds() const override {
    ++calls;
    return kTestNow;
  }
  mutable int calls = 0;
};

TEST_CASE("the clock is asked once in each verification", "[verify][x509]") {
  const TestChain chain;
  const auto clock = std::make_shared<CountingClock>();
  const Policy policy{CertificateTrust{AnchorsOf({chain.root}), clock}, {}, {}};
  const Bundle bundle = BundleOf(chain);
  CHECK(VerifyBundle(bundle, policy).ok());
  CHECK(clock->calls == 1);
  CHECK(VerifyBundle(bundle, policy).ok());
  CHECK(clock->calls == 2);
}

TEST_CASE("the signer's certificate must be the first of the bundle", "[verify][x509]") {
  const TestChain chain;
  const Bundle bundle =
      BundleOf({chain.intermediate.der(), chain.signer.der()}, SignedEnvelope(chain.signer));
  CHECK(BundleReason(bundle, PolicyFor({chain.root})) == Reason::kCertificateInvalid);
}

TEST_CASE("a certificate that may not sign is refused though it is trusted", "[verify][x509]") {
  TestChain chain;
  chain.signer = chain.intermediate.Issue(SignerSpec("tls").Set("extendedKeyUsage", "serverAuth"));
  CHECK(BundleReason(BundleOf(chain), PolicyFor({chain.root})) == Reason::kCertificateInvalid);
}

TEST_CASE("a certificate with a key of another kind is refused", "[verify][x509]") {
  const TestChain chain;
  CertificateSpec spec = SignerSpec("rsa");
  spec.kind = TestKey::Kind::kRsa2048;
  const TestIdentity rsa = chain.intermediate.Issue(spec);
  const Bundle bundle =
      BundleOf({rsa.der(), chain.intermediate.der()}, SignedEnvelope(chain.signer));
  CHECK(BundleReason(bundle, PolicyFor({chain.root})) == Reason::kCertificateKeyUnsupported);
}

TEST_CASE("every certificate of the bundle must be one, also those nobody needs",
          "[verify][x509]") {
  const TestChain chain;
  const Bundle bundle =
      BundleOf({chain.signer.der(), chain.intermediate.der(), "x"}, SignedEnvelope(chain.signer));
  const absl::Status status = VerifyBundle(bundle, PolicyFor({chain.root})).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "field") == "verificationMaterial.x509CertificateChain.certificates[2]");
}

TEST_CASE("a signature by another key than the certificate's is refused", "[verify][x509]") {
  const TestChain chain;
  const Bundle bundle =
      BundleOf({chain.signer.der(), chain.intermediate.der()}, SignedEnvelope(chain.intermediate));
  CHECK(BundleReason(bundle, PolicyFor({chain.root})) == Reason::kSignatureInvalid);
}

TEST_CASE("a certificate without bytes is no bundle", "[verify][x509]") {
  const Envelope envelope = SignedEnvelope(TestChain().signer);
  const std::vector<std::string> none = {""};
  const absl::Status status = Bundle::Parse(Bundle::WriteForCertificates(none, envelope)).status();
  CHECK(ReasonOf(status) == Reason::kBundleInvalid);
  CHECK(DetailOf(status, "field") ==
        "verificationMaterial.x509CertificateChain.certificates[0].rawBytes");
}

TEST_CASE("a chain without certificates is no bundle", "[verify][x509]") {
  const Envelope envelope = SignedEnvelope(TestChain().signer);
  CHECK(ReasonOf(Bundle::Parse(Bundle::WriteForCertificates({}, envelope)).status()) ==
        Reason::kBundleInvalid);
}

// The statement of model-signing 0.2.0 about a file `a` with the content "alpha".
std::string LegacyStatement() {
  const std::string digest = EncodeHex(crypto::ComputeSha256("alpha"));
  return R"({"_type":"https://in-toto.io/Statement/v1",)"
         R"("subject":[{"name":"a","digest":{"sha256":")" +
         digest +
         R"("},"annotations":{"actual_hash_algorithm":"file-sha256"}}],)"
         R"("predicateType":"https://model_signing/Digests/v0.1","predicate":{}})";
}

// Signed as that version did, with this digest.
Bundle LegacyBundle(const TestChain& chain, const std::string& digest) {
  const std::string type(statement::kPayloadType);
  const std::string message = dsse::BuildLegacyPae(type, LegacyStatement()).bytes;
  return BundleOf(
      {chain.signer.der(), chain.intermediate.der()},
      {type, LegacyStatement(), testing::SignWithDigest(chain.signer.key(), message, digest)});
}

TEST_CASE("the layout of version 0.2 is verified only on request", "[verify][x509][legacy]") {
  const TestChain chain;
  const Bundle bundle = LegacyBundle(chain, "SHA256");
  Policy policy = PolicyFor({chain.root});
  CHECK(BundleReason(bundle, policy) == Reason::kSignatureInvalid);
  policy.statement.accepts_legacy_v0 = true;
  CHECK(VerifyBundle(bundle, policy).ok());
}

TEST_CASE("the layout of version 0.2 hashes with SHA-256 whatever the curve of a certificate",
          "[verify][x509][legacy]") {
  TestChain chain;
  CertificateSpec spec = SignerSpec("signer");
  spec.kind = TestKey::Kind::kP384;
  chain.signer = chain.intermediate.Issue(spec);
  Policy policy = PolicyFor({chain.root});
  policy.statement.accepts_legacy_v0 = true;
  CHECK(VerifyBundle(LegacyBundle(chain, "SHA256"), policy).ok());
  CHECK(BundleReason(LegacyBundle(chain, "SHA384"), policy) == Reason::kSignatureInvalid);
}

TEST_CASE("SHA-256 with P-384 is refused in the layout of today", "[verify][x509]") {
  TestChain chain;
  CertificateSpec spec = SignerSpec("signer");
  spec.kind = TestKey::Kind::kP384;
  chain.signer = chain.intermediate.Issue(spec);
  Policy policy = PolicyFor({chain.root});
  policy.statement.accepts_legacy_v0 = true;
  Envelope envelope = SignedEnvelope(chain.signer);
  REQUIRE(VerifyBundle(BundleOf({chain.signer.der(), chain.intermediate.der()}, envelope), policy)
              .ok());
  envelope.signature = testing::SignWithDigest(
      chain.signer.key(), dsse::BuildPae(envelope.payload_type, envelope.payload).bytes, "SHA256");
  CHECK(BundleReason(BundleOf({chain.signer.der(), chain.intermediate.der()}, envelope), policy) ==
        Reason::kSignatureInvalid);
}

TEST_CASE("a signer's own policy takes its own certificates and no others", "[verify][x509]") {
  const TestChain chain;
  const Bundle bundle = BundleOf(chain);
  Policy policy{OwnCertificates{ParseAll({chain.signer, chain.intermediate})}, {}, {}};
  CHECK(VerifyBundle(bundle, policy).ok());
  policy.signer = OwnCertificates{ParseAll({chain.signer})};
  CHECK(BundleReason(bundle, policy) == Reason::kCertificateInvalid);
}

}  // namespace
}  // namespace modelseal::verify
