// SPDX-License-Identifier: Apache-2.0
//
// Signing and verifying with keys, in memory and on disk.
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/private_key.h"
#include "lib/dsse/pae.h"
#include "lib/manifest/builder.h"
#include "lib/sign/sign_model.h"
#include "lib/signer/callback_signer.h"
#include "lib/signer/key_signer.h"
#include "lib/statement/statement.h"
#include "lib/verify/verify_bundle.h"
#include "lib/verify/verify_model.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_data.h"

namespace modelseal::verify {
namespace {

using bundle::Bundle;
using bundle::Envelope;
using crypto::PrivateKey;
using crypto::PublicKey;
using testing::ReadTestData;
using testing::TempDir;

PrivateKey Key(const std::string& name = "p256") {
  auto key = PrivateKey::ParsePem(ReadTestData("keys/" + name + "-pkcs8.pem"), "");
  REQUIRE(key.ok());
  return *std::move(key);
}

Policy PolicyFor(const PublicKey& key) { return Policy{key, {}, {}}; }

manifest::Manifest ManifestOf(const std::string& path) {
  auto manifest = manifest::ComputeManifest(path, {}, {});
  REQUIRE(manifest.ok());
  return *std::move(manifest);
}

Bundle SignedBundle(const std::string& path, const PrivateKey& key = Key()) {
  auto bundle = sign::SignManifest(ManifestOf(path), signer::KeySigner(key));
  REQUIRE(bundle.ok());
  return *std::move(bundle);
}

// A bundle around any envelope, as a careless or hostile signer makes it.
Bundle BundleOf(const Envelope& envelope, const std::string& hint) {
  auto bundle = Bundle::Parse(Bundle::WriteForKey(hint, envelope));
  REQUIRE(bundle.ok());
  return *std::move(bundle);
}

Envelope SignedEnvelope(const std::string& payload, const PrivateKey& key,
                        const std::string& type = "application/vnd.in-toto+json") {
  const auto signature = key.Sign(dsse::BuildPae(type, payload).bytes);
  REQUIRE(signature.ok());
  return {type, payload, *signature};
}

Reason BundleReason(const Bundle& bundle, const Policy& policy) {
  return ReasonOf(VerifyBundle(bundle, policy).status());
}

absl::StatusOr<VerifiedModel> Verify(const std::string& path, const Bundle& bundle,
                                     const Policy& policy,
                                     std::optional<manifest::Diff>* diff = nullptr) {
  std::optional<manifest::Diff> unused;
  return VerifyModel(path, bundle, policy, {}, diff != nullptr ? diff : &unused);
}

TEST_CASE("what was signed verifies, with every curve", "[verify]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  for (const char* curve : {"p256", "p384", "p521"}) {
    const PrivateKey key = Key(curve);
    const Bundle bundle = SignedBundle(dir.path() / "m", key);
    const auto verified = Verify(dir.path() / "m", bundle, PolicyFor(key.public_key()));
    REQUIRE(verified.ok());
    CHECK(verified->signer.key == key.public_key().verification_key());
    CHECK(verified->manifest.entries().size() == 1);
    CHECK(verified->verified_bytes.total() == 5);
  }
}

TEST_CASE("a bundle that names another key is refused before its signature is looked at",
          "[verify]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const Bundle bundle = SignedBundle(dir.path() / "m");
  const absl::Status status = VerifyBundle(bundle, PolicyFor(Key("p384").public_key())).status();
  CHECK(ReasonOf(status) == Reason::kKeyMismatch);
  CHECK(DetailOf(status, "actual") == Key().public_key().fingerprint());
}

TEST_CASE("a bundle that names no key is refused by its signature", "[verify]") {
  const Envelope envelope = SignedEnvelope("{}", Key());
  CHECK(BundleReason(BundleOf(envelope, ""), PolicyFor(Key("p384").public_key())) ==
        Reason::kSignatureInvalid);
}

TEST_CASE("changing payload, type or signature breaks the signature", "[verify]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const Bundle bundle = SignedBundle(dir.path() / "m");
  const Policy policy = PolicyFor(Key().public_key());
  const std::string hint = Key().public_key().fingerprint();
  REQUIRE(VerifyBundle(BundleOf(bundle.envelope(), hint), policy).ok());
  Envelope payload = bundle.envelope();
  payload.payload[20] ^= 1;
  CHECK(BundleReason(BundleOf(payload, hint), policy) == Reason::kSignatureInvalid);
  Envelope type = bundle.envelope();
  type.payload_type += "x";
  CHECK(BundleReason(BundleOf(type, hint), policy) == Reason::kSignatureInvalid);
  Envelope signature = bundle.envelope();
  signature.signature.back() ^= 1;
  CHECK(BundleReason(BundleOf(signature, hint), policy) == Reason::kSignatureInvalid);
}

TEST_CASE("a payload of another type is refused although it is well signed", "[verify]") {
  const Envelope envelope = SignedEnvelope("{}", Key(), "text/plain");
  CHECK(BundleReason(BundleOf(envelope, ""), PolicyFor(Key().public_key())) ==
        Reason::kStatementInvalid);
}

TEST_CASE("a payload is parsed only after its signature held", "[verify]") {
  Envelope envelope = SignedEnvelope("{}", Key());
  envelope.payload = "not even JSON";
  CHECK(BundleReason(BundleOf(envelope, ""), PolicyFor(Key().public_key())) ==
        Reason::kSignatureInvalid);
}

TEST_CASE("a bundle with a certificate is not verified by a key", "[verify]") {
  std::string json = Bundle::WriteForKey("x", SignedEnvelope("{}", Key()));
  json.replace(json.find(R"("publicKey":{"hint":"x"})"), 24,
               R"("x509CertificateChain":{"certificates":[{"rawBytes":"AA=="}]})");
  const auto bundle = Bundle::Parse(json);
  REQUIRE(bundle.ok());
  CHECK(BundleReason(*bundle, PolicyFor(Key().public_key())) == Reason::kMethodMismatch);
}

// The statement of model-signing 0.2.0 about a file `a` with the content "alpha".
std::string LegacyStatement() {
  return R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"sha256":")" +
         EncodeHex(crypto::ComputeSha256("alpha")) +
         R"("},"annotations":{"actual_hash_algorithm":"file-sha256"}}],)"
         R"("predicateType":"https://model_signing/Digests/v0.1","predicate":{}})";
}

TEST_CASE("the layout of version 0.2 is verified only on request", "[verify][legacy]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string type = "application/vnd.in-toto+json";
  const auto signature = Key().Sign(dsse::BuildLegacyPae(type, LegacyStatement()).bytes);
  REQUIRE(signature.ok());
  const Bundle bundle = BundleOf({type, LegacyStatement(), *signature}, "");
  Policy policy = PolicyFor(Key().public_key());
  CHECK(ReasonOf(Verify(dir.path() / "m", bundle, policy).status()) == Reason::kSignatureInvalid);
  policy.statement.accepts_legacy_v0 = true;
  CHECK(Verify(dir.path() / "m", bundle, policy).ok());
}

TEST_CASE("the old encoding does not open the door to the new predicate", "[verify][legacy]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string type = "application/vnd.in-toto+json";
  const std::string payload = statement::WriteStatement(ManifestOf(dir.path() / "m"));
  const auto signature = Key().Sign(dsse::BuildLegacyPae(type, payload).bytes);
  REQUIRE(signature.ok());
  Policy policy = PolicyFor(Key().public_key());
  policy.statement.accepts_legacy_v0 = true;
  CHECK(BundleReason(BundleOf({type, payload, *signature}, ""), policy) ==
        Reason::kPredicateUnsupported);
}

TEST_CASE("what one signature ignores is not ignored under the next", "[verify]") {
  TempDir dir;
  dir.Write("one/a", "alpha");
  dir.Write("one/evil.py", "ignored here");
  dir.Write("two/a", "alpha");
  manifest::BuildOptions options;
  options.ignore.names = {"evil.py"};
  const auto ignoring = manifest::ComputeManifest((dir.path() / "one").string(), options, {});
  REQUIRE(ignoring.ok());
  const auto first = sign::SignManifest(*ignoring, signer::KeySigner(Key()));
  REQUIRE(first.ok());
  const Bundle second = SignedBundle(dir.path() / "two");
  const Policy policy = PolicyFor(Key().public_key());
  const auto verified = Verify(dir.path() / "one", *first, policy);
  REQUIRE(verified.ok());
  CHECK(verified->ignored == std::vector<std::string>{"evil.py"});
  dir.Write("two/evil.py", "not ignored here");
  CHECK(ReasonOf(Verify(dir.path() / "two", second, policy).status()) == Reason::kFileUnsigned);
}

TEST_CASE("a model that differs is refused with the gravest reason and all differences",
          "[verify]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  dir.Write("m/b", "beta");
  const Bundle bundle = SignedBundle(dir.path() / "m");
  Policy policy = PolicyFor(Key().public_key());
  policy.compare.reports_all = true;
  dir.Write("m/a", "alphA");
  dir.Write("m/c", "new");
  std::filesystem::remove(dir.path() / "m/b");
  std::optional<manifest::Diff> diff;
  const absl::Status status = Verify(dir.path() / "m", bundle, policy, &diff).status();
  CHECK(ReasonOf(status) == Reason::kFileMissing);
  CHECK(status.message() == "b is signed but missing (and 2 more differences)");
  CHECK(DetailOf(status, "path") == "b");
  REQUIRE(diff.has_value());
  CHECK(diff->differences.size() == 3);
}

TEST_CASE("a model that cannot be read is not called a wrong one", "[verify]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const Bundle bundle = SignedBundle(dir.path() / "m");
  std::optional<manifest::Diff> diff;
  CHECK(ReasonOf(
            Verify(dir.path() / "gone", bundle, PolicyFor(Key().public_key()), &diff).status()) ==
        Reason::kNotFound);
  CHECK_FALSE(diff.has_value());
}

TEST_CASE("a callback signs with a key that we never see", "[sign]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const PrivateKey key = Key("p384");
  std::string seen_digest;
  const signer::CallbackSigner signer(
      key.public_key(), [&](std::string_view message, std::string_view digest, std::string* out) {
        seen_digest = std::string(digest);
        CHECK(digest == crypto::ComputeCurveDigest(crypto::Curve::kP384, message));
        *out = *key.Sign(message);
        return 0;
      });
  const auto bundle = sign::SignManifest(ManifestOf(dir.path() / "m"), signer);
  REQUIRE(bundle.ok());
  CHECK(seen_digest.size() == 48);
  CHECK(VerifyBundle(*bundle, PolicyFor(key.public_key())).ok());
}

TEST_CASE("a callback that fails, or signs with another key, yields no bundle", "[sign]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const auto sign_with = [&](signer::CallbackSigner::SignFunction function) {
    return sign::SignManifest(ManifestOf(dir.path() / "m"),
                              signer::CallbackSigner(Key().public_key(), std::move(function)))
        .status();
  };
  const absl::Status failed =
      sign_with([](std::string_view, std::string_view, std::string*) { return 7; });
  CHECK(ReasonOf(failed) == Reason::kCallbackFailed);
  CHECK(DetailOf(failed, "callback") == "7");
  CHECK(ReasonOf(sign_with([](std::string_view, std::string_view, std::string*) { return 0; })) ==
        Reason::kCallbackFailed);
  CHECK(ReasonOf(sign_with([](std::string_view message, std::string_view, std::string* out) {
          *out = *Key("p521").Sign(message);
          return 0;
        })) == Reason::kSignatureInvalid);
}

}  // namespace
}  // namespace modelseal::verify
