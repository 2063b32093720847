// SPDX-License-Identifier: Apache-2.0
//
// Keyless signatures through the C interface: a model that the Python reference 1.1.0 signed on
// Sigstore's public instance, and files of the Sigstore conformance suite.
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/crypto/hash_kind.h"
#include "modelseal/modelseal.hpp"
#include "tests/support/shared_corpus.h"

namespace {

using modelseal::Bundle;
using modelseal::DigestAlgorithm;
using modelseal::DigestSource;
using modelseal::Error;
using modelseal::Evidence;
using modelseal::HashOptions;
using modelseal::Identity;
using modelseal::LogEntry;
using modelseal::Manifest;
using modelseal::SanType;
using modelseal::SigningTime;
using modelseal::TimeSource;
using modelseal::TrustRoot;
using modelseal::Unchecked;
using modelseal::VerificationResult;
using modelseal::VerifierBuilder;
using modelseal::testing::ReadCorpusFile;
using modelseal::testing::SharedCorpusOrSkip;

constexpr modelseal_code kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
constexpr char kSubject[] = "stefanb@us.ibm.com";
constexpr char kIssuer[] = "https://sigstore.verify.ibm.com/oauth2";
constexpr int64_t kSignedAt = 1'760'062'340;  // 2025-10-10T02:12:20Z, by the log

template <typename Call>
Error ErrorOf(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing failed");
  throw;
}

// The model with its signature beside the files, or nothing where the corpora are not.
struct KeylessModel {
  static std::optional<KeylessModel> FindOrSkip() {
    const auto corpus = SharedCorpusOrSkip("oms");
    if (!corpus.has_value()) {
      return std::nullopt;
    }
    return KeylessModel{(*corpus / "upstream/model-transparency/v1.1.0-sigstore").string()};
  }
  Bundle bundle() const { return Bundle::Load(path + "/model.sig"); }
  VerifierBuilder policy() const {
    VerifierBuilder builder;
    builder.SetTrustRoot(TrustRoot::Production())
        .SetVerificationTimeSeconds(kSignedAt + 60)
        .AddIgnoredPath(path + "/model.sig")
        .AddIgnoredName("ignore-me");
    return builder;
  }
  VerificationResult Verify(const VerifierBuilder& builder) const {
    return builder.Build().VerifyModel(path, bundle());
  }
  Error VerifyError(const VerifierBuilder& builder) const {
    return ErrorOf([&] { Verify(builder); });
  }

  std::string path;
};

TEST_CASE("a keyless model verifies by who signed it", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AddIdentity(Identity(kSubject, kIssuer).SetSubjectType(SanType::kEmail));
  const VerificationResult result = model->Verify(policy);
  CHECK(result.method() == modelseal::Method::kSigstore);
  CHECK(result.key_curve() == modelseal::Curve::kP256);
  CHECK(result.has_manifest());
  CHECK(result.manifest().entry_count() == 2);
  CHECK(result.predicate_type() == "https://model_signing/signature/v1.0");
  const auto path = result.certificates();
  REQUIRE(path.size() == 3);
  CHECK(path[0].subject.empty());
  CHECK(path[1].subject == "CN=sigstore-intermediate,O=sigstore.dev");
  CHECK(path[2].subject == "CN=sigstore,O=sigstore.dev");
}

TEST_CASE("a manifest of a keyless model verifies without another look at the model",
          "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AddIdentity(Identity(kSubject, kIssuer));
  HashOptions options = model->bundle().HashOptionsUnverified();
  options.AddIgnoredPath(model->path + "/model.sig").AddIgnoredName("ignore-me");
  const Manifest manifest = Manifest::Compute(model->path, &options);
  const VerificationResult result = policy.Build().VerifyManifest(manifest, model->bundle());
  CHECK(result.manifest().entry_count() == 2);
  CHECK(result.source_bytes(DigestSource::kHashed) == result.verified_bytes());
  CHECK(result.evidence().subject() == kSubject);
}

TEST_CASE("evidence of a keyless model says who, when and where", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AddIdentity(Identity(kSubject, kIssuer));
  const VerificationResult result = model->Verify(policy);
  const Evidence& evidence = result.evidence();
  CHECK(evidence.subject() == kSubject);
  CHECK(evidence.subject_type() == SanType::kEmail);
  CHECK(evidence.issuer() == kIssuer);
  CHECK(evidence.certificate_not_before_seconds() == kSignedAt - 1);
  CHECK(evidence.certificate_not_after_seconds() == kSignedAt + 599);
  const auto extensions = evidence.extensions();
  REQUIRE(extensions.size() == 2);
  CHECK(extensions[1].oid == "1.3.6.1.4.1.57264.1.8");
  CHECK(extensions[1].name == "Issuer (V2)");
  CHECK(extensions[1].value == kIssuer);
  const std::vector<SigningTime> times = evidence.times();
  REQUIRE_FALSE(times.empty());
  CHECK(times.back().source == TimeSource::kTransparencyLog);
  CHECK(times.back().time_milliseconds == kSignedAt * 1000);
  CHECK(times.back().authority == "https://rekor.sigstore.dev");
  const std::vector<LogEntry> entries = evidence.log_entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].log == "https://rekor.sigstore.dev");
  CHECK(entries[0].log_index == 598'151'086);
  CHECK(entries[0].tree_size == 476'246'825);
  CHECK(entries[0].integrated_time_seconds == kSignedAt);
  CHECK(entries[0].kind == "dsse");
  CHECK(entries[0].version == "0.0.1");
  CHECK(entries[0].origin == "rekor.sigstore.dev - 1193050959916656506");
  CHECK(evidence.sct_log_count() == 1);
  CHECK(evidence.unchecked().empty());
}

TEST_CASE("what a keyless bundle claims can be read without trust", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  const Evidence evidence = model->bundle().EvidenceUnverified();
  CHECK(evidence.subject() == kSubject);
  CHECK(evidence.issuer() == kIssuer);
  CHECK(evidence.certificate_not_before_seconds() == kSignedAt - 1);
  CHECK(evidence.sct_log_count() == 1);
  constexpr char kLogId[] = "c0d23d6ad406973f9559f3ba2d1ca01f84147d8ffc5b8445c224f98b9591801d";
  const std::vector<SigningTime> times = evidence.times();
  REQUIRE_FALSE(times.empty());
  CHECK(times.back().time_milliseconds == kSignedAt * 1000);
  CHECK(times.back().authority == kLogId);
  const std::vector<LogEntry> entries = evidence.log_entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].log == kLogId);
  CHECK(entries[0].origin == "rekor.sigstore.dev - 1193050959916656506");
  CHECK(evidence.unchecked().size() == 5);
}

TEST_CASE("evidence is read by index and by size of struct", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  const Evidence evidence = model->bundle().EvidenceUnverified();
  const auto check = [](auto at, const modelseal_evidence* handle, size_t count, auto filled) {
    CHECK(at(handle, 0, nullptr, nullptr) == kBad);
    CHECK(at(handle, 0, &filled, nullptr) == kBad);  // struct_size is 0
    filled.struct_size = sizeof(filled) - 1;
    CHECK(at(handle, 0, &filled, nullptr) == kBad);
    filled.struct_size = sizeof(filled);
    CHECK(at(handle, count, &filled, nullptr) == kBad);
    CHECK(at(handle, count - 1, &filled, nullptr) == MODELSEAL_OK);
    CHECK(filled.struct_size == sizeof(filled));
  };
  const modelseal_evidence* handle = evidence.get();
  check(modelseal_evidence_extension_at, handle, modelseal_evidence_extension_count(handle),
        modelseal_extension{});
  check(modelseal_evidence_time_at, handle, modelseal_evidence_time_count(handle),
        modelseal_signing_time{});
  check(modelseal_evidence_log_entry_at, handle, modelseal_evidence_log_entry_count(handle),
        modelseal_log_entry{});
  CHECK(modelseal_evidence_unchecked(handle, 5) == 0);
}

TEST_CASE("without a pinned time a keyless model verifies long after it was signed",
          "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy;
  policy.SetTrustRoot(TrustRoot::Production())
      .AddIdentity(Identity(kSubject, kIssuer))
      .AddIgnoredName("model.sig")
      .AddIgnoredName("ignore-me");
  CHECK_NOTHROW(model->Verify(policy));
}

TEST_CASE("a signature from the future is refused", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AddIdentity(Identity(kSubject, kIssuer)).SetVerificationTimeSeconds(kSignedAt - 3600);
  CHECK(model->VerifyError(policy).category() == modelseal::Category::kVerification);
}

TEST_CASE("another signer, issuer or kind of subject is refused by name", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  const auto refused = [&](const Identity& identity) {
    VerifierBuilder policy = model->policy();
    policy.AddIdentity(identity);
    const Error error = model->VerifyError(policy);
    CHECK(error.code() == MODELSEAL_ERROR_IDENTITY_MISMATCH);
    return error;
  };
  const Error subject = refused(Identity("mallory@us.ibm.com", kIssuer));
  CHECK(subject.detail("field") == "subject");
  CHECK(subject.detail("expected") == "mallory@us.ibm.com");
  CHECK(subject.detail("actual") == kSubject);
  const Error issuer = refused(Identity(kSubject, "https://accounts.google.com"));
  CHECK(issuer.detail("field") == "issuer");
  CHECK(issuer.detail("actual") == kIssuer);
  CHECK(refused(Identity(kSubject, kIssuer).SetSubjectType(SanType::kUri)).detail("field") ==
        "subject_type");
  constexpr char kRepository[] = "1.3.6.1.4.1.57264.1.12";
  CHECK(refused(Identity(kSubject, kIssuer).AddExtension(kRepository, "https://github.com/o/r"))
            .detail("field") == kRepository);
  CHECK(refused(Identity().SetSubjectPattern("stefanb").SetIssuer(kIssuer)).detail("field") ==
        "subject");
}

TEST_CASE("one of several identities is enough, exact or by pattern", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AddIdentity(Identity("mallory@us.ibm.com", kIssuer))
      .AddIdentity(Identity()
                       .SetSubjectPattern(R"([^@]+@us\.ibm\.com)")
                       .SetIssuerPattern(R"(https://sigstore\.verify\.ibm\.com/.*)"));
  CHECK_NOTHROW(model->Verify(policy));
}

TEST_CASE("any identity is accepted only by name, and the result says so", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  VerifierBuilder policy = model->policy();
  policy.AcceptAnyIdentityUnsafe();
  const VerificationResult result = model->Verify(policy);
  CHECK(result.evidence().unchecked() == std::vector{Unchecked::kIdentity});
  CHECK(result.evidence().subject() == kSubject);
}

TEST_CASE("more evidence than the bundle brings is refused by kind", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  const auto policy = [&] {
    VerifierBuilder builder = model->policy();
    builder.AddIdentity(Identity(kSubject, kIssuer));
    return builder;
  };
  CHECK(model->VerifyError(policy().SetMinLogEntries(2)).code() ==
        MODELSEAL_ERROR_LOG_ENTRY_MISSING);
  CHECK(model->VerifyError(policy().SetMinTimestamps(32)).code() ==
        MODELSEAL_ERROR_SIGNING_TIME_UNKNOWN);
  CHECK(model->VerifyError(policy().SetMinTimes(32)).code() ==
        MODELSEAL_ERROR_SIGNING_TIME_UNKNOWN);
  CHECK(model->VerifyError(policy().SetMinScts(2)).code() == MODELSEAL_ERROR_SCT_INVALID);
}

TEST_CASE("a keyless bundle is not one by key or by certificate", "[capi][keyless]") {
  const auto model = KeylessModel::FindOrSkip();
  if (!model.has_value()) {
    return;
  }
  const modelseal::KeyPair pair = modelseal::GenerateKey(modelseal::Curve::kP256);
  VerifierBuilder logged = model->policy();
  logged.SetLoggedKeyPem(pair.public_pem.view());
  CHECK(model->VerifyError(logged).code() == MODELSEAL_ERROR_METHOD_MISMATCH);
  VerifierBuilder by_key;
  by_key.SetPublicKeyPem(pair.public_pem.view());
  CHECK(model->VerifyError(by_key).code() == MODELSEAL_ERROR_METHOD_MISMATCH);
}

// ------------------------------------------------------------------------------ the shared suite
// --

struct SuiteCase {
  static std::optional<SuiteCase> FindOrSkip(const std::string& name) {
    const auto suite = SharedCorpusOrSkip("sigstore-conformance");
    if (!suite.has_value()) {
      return std::nullopt;
    }
    return SuiteCase{*suite / "bundle-verify" / name, (*suite / "bundle-verify/a.txt").string()};
  }
  Bundle bundle() const { return Bundle::Load((folder / "bundle.sigstore.json").string()); }
  std::string Read(const std::string& name) const { return ReadCorpusFile(folder / name); }
  static Identity Robot() {
    return Identity(
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/"
        ".github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main",
        "https://token.actions.githubusercontent.com");
  }

  std::filesystem::path folder;
  std::string artifact;
};

TEST_CASE("a message signature verifies over the file and over its digest", "[capi][keyless]") {
  const auto suite_case = SuiteCase::FindOrSkip("happy-path-v0.3");
  if (!suite_case.has_value()) {
    return;
  }
  const Bundle bundle = suite_case->bundle();
  CHECK_FALSE(bundle.has_envelope());
  VerifierBuilder policy;
  policy.SetTrustRoot(TrustRoot::Production()).AddIdentity(SuiteCase::Robot());
  const VerificationResult result = policy.Build().VerifyFile(suite_case->artifact, bundle);
  CHECK_FALSE(result.has_manifest());
  CHECK(result.predicate_type().empty());
  CHECK(result.payload().empty());
  CHECK(result.verified_bytes() > 0);
  CHECK(result.evidence().subject_type() == SanType::kUri);
  const std::string digest = modelseal::crypto::ComputeHash(modelseal::crypto::HashKind::kSha256,
                                                            ReadCorpusFile(suite_case->artifact));
  CHECK_NOTHROW(policy.Build().VerifyDigest(DigestAlgorithm::kSha256, digest, bundle));
  policy.SetPredicateType("https://slsa.dev/provenance/v1");
  CHECK(ErrorOf([&] { policy.Build().VerifyFile(suite_case->artifact, bundle); }).code() ==
        MODELSEAL_ERROR_PREDICATE_MISMATCH);
}

TEST_CASE("a statement about a file verifies", "[capi][keyless]") {
  const auto suite_case = SuiteCase::FindOrSkip("happy-path-intoto-in-dsse-v3");
  if (!suite_case.has_value()) {
    return;
  }
  VerifierBuilder policy;
  policy.SetTrustRoot(TrustRoot::Production()).AddIdentity(SuiteCase::Robot());
  const Bundle bundle = suite_case->bundle();
  const VerificationResult result = policy.Build().VerifyFile(suite_case->artifact, bundle);
  CHECK_FALSE(result.predicate_type().empty());
  CHECK(result.payload() == bundle.payload_unverified());
}

TEST_CASE("a trust root of one's own verifies Rekor v2 with timestamps", "[capi][keyless]") {
  const auto suite_case = SuiteCase::FindOrSkip("rekor2-happy-path");
  if (!suite_case.has_value()) {
    return;
  }
  VerifierBuilder policy;
  policy.SetTrustRoot(TrustRoot::Parse(suite_case->Read("trusted_root.json")))
      .AddIdentity(SuiteCase::Robot())
      .SetMinTimestamps(1);
  const VerificationResult result =
      policy.Build().VerifyFile(suite_case->artifact, suite_case->bundle());
  const std::vector<SigningTime> times = result.evidence().times();
  REQUIRE(times.size() == 1);
  CHECK(times[0].source == TimeSource::kTimestampAuthority);
  CHECK_FALSE(times[0].authority.empty());
  const std::vector<LogEntry> entries = result.evidence().log_entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].integrated_time_seconds == std::nullopt);
  // The same time, by whom it does not say.
  const std::vector<SigningTime> claimed = suite_case->bundle().EvidenceUnverified().times();
  REQUIRE(claimed.size() == 1);
  CHECK(claimed[0].time_milliseconds == times[0].time_milliseconds);
  CHECK(claimed[0].authority.empty());
}

TEST_CASE("a logged key verifies while it is valid", "[capi][keyless]") {
  const auto suite_case = SuiteCase::FindOrSkip("managed-key-happy-path");
  if (!suite_case.has_value()) {
    return;
  }
  VerifierBuilder policy;
  policy.SetTrustRoot(TrustRoot::Production()).SetLoggedKeyPem(suite_case->Read("key.pub"));
  const Bundle bundle = suite_case->bundle();
  const VerificationResult result = policy.Build().VerifyFile(suite_case->artifact, bundle);
  CHECK(result.method() == modelseal::Method::kKey);
  CHECK(result.certificates().empty());
  CHECK(result.evidence().subject().empty());
  CHECK(result.evidence().log_entries().size() == 1);
  CHECK_FALSE(result.evidence().times().empty());
  policy.SetLoggedKeyValiditySeconds(0, 1);
  CHECK(ErrorOf([&] { policy.Build().VerifyFile(suite_case->artifact, bundle); }).code() ==
        MODELSEAL_ERROR_KEY_MISMATCH);
}

}  // namespace
