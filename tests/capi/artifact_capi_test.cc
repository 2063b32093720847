// SPDX-License-Identifier: Apache-2.0
//
// Artifacts that are no models, pins of certificates and evidence through the C interface. A
// model's own signature serves as one about an artifact: its subject is named by a SHA-256 digest,
// that of the model's file digests one after another.
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/crypto/hash_kind.h"
#include "modelseal/modelseal.hpp"
#include "tests/support/temp_dir.h"
#include "tests/support/test_ca.h"

namespace {

using modelseal::Bundle;
using modelseal::DigestAlgorithm;
using modelseal::Error;
using modelseal::Evidence;
using modelseal::Signer;
using modelseal::Unchecked;
using modelseal::VerificationResult;
using modelseal::Verifier;
using modelseal::VerifierBuilder;
using modelseal::crypto::ComputeHash;
using modelseal::crypto::HashKind;
using modelseal::testing::CertificateSpec;
using modelseal::testing::kTestNow;
using modelseal::testing::SignerSpec;
using modelseal::testing::TempDir;
using modelseal::testing::TestChain;

constexpr modelseal_code kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
constexpr char kModelPredicate[] = "https://model_signing/signature/v1.0";

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

// A file whose SHA-256 digest a signature names.
struct SignedFile {
  SignedFile() {
    dir.Write("m/a", "alpha");
    path = dir.Write("file", ComputeHash(HashKind::kSha256, "alpha"));
  }
  std::string model() const { return (dir.path() / "m").string(); }
  std::string digest() const { return ComputeHash(HashKind::kSha256, dir.Read("file")); }
  Bundle Sign() const {
    return modelseal::SignModel(Signer::FromKeyPem(pair.private_pem.view()), model());
  }
  VerifierBuilder policy() const {
    VerifierBuilder builder;
    builder.SetPublicKeyPem(pair.public_pem.view());
    return builder;
  }

  TempDir dir;
  std::string path;
  modelseal::KeyPair pair = modelseal::GenerateKey(modelseal::Curve::kP384);
};

TEST_CASE("a file that a statement names verifies", "[capi][artifact]") {
  const SignedFile file;
  const Bundle bundle = file.Sign();
  CHECK(bundle.has_envelope());
  const VerificationResult result = file.policy().Build().VerifyFile(file.path, bundle);
  CHECK_FALSE(result.has_manifest());
  CHECK(modelseal_result_manifest(result.get()) == nullptr);
  CHECK(result.manifest().entries().empty());
  CHECK(result.predicate_type() == kModelPredicate);
  CHECK(result.payload() == bundle.payload_unverified());
  CHECK(result.method() == modelseal::Method::kKey);
  CHECK(result.key_curve() == modelseal::Curve::kP384);
  CHECK(result.verified_bytes() == 32);
  CHECK(result.ignored().empty());
}

TEST_CASE("a result keeps its payload when the bundle is gone", "[capi][artifact]") {
  const SignedFile file;
  const VerificationResult result = file.policy().Build().VerifyModel(file.model(), file.Sign());
  CHECK(result.has_manifest());
  CHECK(result.predicate_type() == kModelPredicate);
  CHECK(result.payload().find("resources") != std::string_view::npos);
}

TEST_CASE("a digest verifies like the file", "[capi][artifact]") {
  const SignedFile file;
  const VerificationResult result =
      file.policy().Build().VerifyDigest(DigestAlgorithm::kSha256, file.digest(), file.Sign());
  CHECK_FALSE(result.has_manifest());
  CHECK(result.verified_bytes() == 0);
}

TEST_CASE("another file is not what was signed", "[capi][artifact]") {
  const SignedFile file;
  const std::string other = file.dir.Write("other", "beta");
  const Error error = ErrorOf([&] { file.policy().Build().VerifyFile(other, file.Sign()); });
  CHECK(error.code() == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(error.category() == modelseal::Category::kVerification);
}

TEST_CASE("a file that is not there or is a directory is no verdict on it", "[capi][artifact]") {
  const SignedFile file;
  const Verifier verifier = file.policy().Build();
  const Bundle bundle = file.Sign();
  CHECK(ErrorOf([&] { verifier.VerifyFile("/nonexistent/file", bundle); }).code() ==
        MODELSEAL_ERROR_NOT_FOUND);
  CHECK(ErrorOf([&] { verifier.VerifyFile(file.model(), bundle); }).code() ==
        MODELSEAL_ERROR_FILE_TYPE_REFUSED);
}

TEST_CASE("a file's job can stop it", "[capi][artifact]") {
  const SignedFile file;
  modelseal::Job job;
  job.Cancel();
  CHECK(ErrorOf([&] { file.policy().Build().VerifyFile(file.path, file.Sign(), &job); }).code() ==
        MODELSEAL_ERROR_CANCELLED);
}

TEST_CASE("a digest that is none is refused", "[capi][artifact]") {
  const SignedFile file;
  const Verifier verifier = file.policy().Build();
  const Bundle bundle = file.Sign();
  const std::string digest = file.digest();
  CHECK(ErrorOf([&] { verifier.VerifyDigest(DigestAlgorithm::kSha256, "", bundle); }).code() ==
        kBad);
  CHECK(ErrorOf([&] { verifier.VerifyDigest(DigestAlgorithm::kSha384, digest, bundle); }).code() ==
        kBad);
  for (const int32_t algorithm : {0, 4, -1}) {
    CHECK(ErrorOf([&] {
            verifier.VerifyDigest(static_cast<DigestAlgorithm>(algorithm), digest, bundle);
          }).code() == kBad);
  }
}

TEST_CASE("a digest of a kind that the signature has not cannot be judged", "[capi][artifact]") {
  const SignedFile file;
  const std::string digest = ComputeHash(HashKind::kSha512, file.dir.Read("file"));
  CHECK(ErrorOf([&] {
          file.policy().Build().VerifyDigest(DigestAlgorithm::kSha512, digest, file.Sign());
        }).code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("a predicate type must be the one that is asked for", "[capi][artifact]") {
  const SignedFile file;
  const Bundle bundle = file.Sign();
  VerifierBuilder policy = file.policy();
  policy.SetPredicateType("https://slsa.dev/provenance/v1");
  CHECK(ErrorOf([&] { policy.Build().VerifyFile(file.path, bundle); }).code() ==
        MODELSEAL_ERROR_PREDICATE_MISMATCH);
  policy.SetPredicateType(kModelPredicate);
  CHECK_NOTHROW(policy.Build().VerifyFile(file.path, bundle));
  policy.SetPredicateType("");
  CHECK_NOTHROW(policy.Build().VerifyFile(file.path, bundle));
}

TEST_CASE("a predicate type is not for models", "[capi][artifact]") {
  const SignedFile file;
  VerifierBuilder policy = file.policy();
  policy.SetPredicateType(kModelPredicate);
  CHECK(ErrorOf([&] { policy.Build().VerifyModel(file.model(), file.Sign()); }).code() == kBad);
}

TEST_CASE("artifacts refuse NULL wherever it is not allowed", "[capi][artifact]") {
  const SignedFile file;
  const Verifier verifier = file.policy().Build();
  const Bundle bundle = file.Sign();
  const uint8_t digest[32] = {};
  modelseal_result* result = nullptr;
  const auto verify_file = modelseal_verifier_verify_file;
  CHECK(verify_file(nullptr, "x", 1, bundle.get(), nullptr, &result, nullptr) == kBad);
  CHECK(verify_file(verifier.get(), nullptr, 1, bundle.get(), nullptr, &result, nullptr) == kBad);
  CHECK(verify_file(verifier.get(), nullptr, 0, bundle.get(), nullptr, &result, nullptr) == kBad);
  CHECK(verify_file(verifier.get(), "x", 1, nullptr, nullptr, &result, nullptr) == kBad);
  CHECK(verify_file(verifier.get(), "x", 1, bundle.get(), nullptr, nullptr, nullptr) == kBad);
  const auto verify_digest = modelseal_verifier_verify_digest;
  CHECK(verify_digest(nullptr, 1, digest, 32, bundle.get(), &result, nullptr) == kBad);
  CHECK(verify_digest(verifier.get(), 1, nullptr, 32, bundle.get(), &result, nullptr) == kBad);
  CHECK(verify_digest(verifier.get(), 1, digest, 32, nullptr, &result, nullptr) == kBad);
  CHECK(verify_digest(verifier.get(), 1, digest, 32, bundle.get(), nullptr, nullptr) == kBad);
  CHECK(result == nullptr);
}

// ---------------------------------------------------------------------------- message signatures
// --

std::string MessageBundle() {
  return R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",
    "verificationMaterial":{"publicKey":{"hint":""},"tlogEntries":[]},
    "messageSignature":{"signature":"MAA=","messageDigest":{"algorithm":"SHA2_256",
      "digest":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}})";
}

TEST_CASE("a message signature has no envelope, payload or manifest", "[capi][artifact]") {
  const Bundle bundle = Bundle::Parse(MessageBundle());
  CHECK_FALSE(bundle.has_envelope());
  CHECK(bundle.payload_unverified().empty());
  CHECK(ErrorOf([&] { bundle.ManifestUnverified(); }).code() == MODELSEAL_ERROR_BUNDLE_INVALID);
  const SignedFile file;
  CHECK(ErrorOf([&] { bundle.DiffUnverified(file.model()); }).code() ==
        MODELSEAL_ERROR_BUNDLE_INVALID);
  CHECK(ErrorOf([&] { file.policy().Build().VerifyModel(file.model(), bundle); }).code() ==
        MODELSEAL_ERROR_BUNDLE_INVALID);
  CHECK(modelseal_bundle_has_envelope(nullptr) == 0);
}

TEST_CASE("a message signature that does not hold is refused", "[capi][artifact]") {
  const SignedFile file;
  CHECK(ErrorOf([&] {
          file.policy().Build().VerifyFile(file.path, Bundle::Parse(MessageBundle()));
        }).code() == MODELSEAL_ERROR_SIGNATURE_INVALID);
}

// ------------------------------------------------------------------------------ pins and evidence
// --

struct CertifiedModel {
  CertifiedModel() {
    dir.Write("m/a", "alpha");
    CertificateSpec spec = SignerSpec("signer");
    spec.Set("subjectAltName", "email:signer@example.com,DNS:models.example.com");
    chain.signer = chain.intermediate.Issue(spec);
  }
  std::string path() const { return (dir.path() / "m").string(); }
  Bundle Sign() const {
    return modelseal::SignModel(
        Signer::FromCertificatePem(chain.signer.key().ToPem(),
                                   chain.signer.ToPem() + chain.intermediate.ToPem()),
        path());
  }
  VerifierBuilder policy() const {
    VerifierBuilder builder;
    builder.AddTrustAnchorsPem(chain.root.ToPem()).SetVerificationTimeSeconds(kTestNow);
    return builder;
  }

  TempDir dir;
  TestChain chain;
};

TEST_CASE("a certificate that has what is pinned passes", "[capi][x509]") {
  const CertifiedModel model;
  VerifierBuilder policy = model.policy();
  policy.AddCertificateSubject("CN=another")
      .AddCertificateSubject("CN=signer")
      .AddCertificateAltName("signer@example.com")
      .AddCertificateFingerprint(model.chain.signer.Parse().fingerprint());
  const VerificationResult result = policy.Build().VerifyModel(model.path(), model.Sign());
  CHECK(result.evidence().unchecked() ==
        std::vector{Unchecked::kLogEntry, Unchecked::kRevocation, Unchecked::kSigningTime});
}

TEST_CASE("a certificate without what is pinned is refused by name of the pin", "[capi][x509]") {
  const CertifiedModel model;
  const Bundle bundle = model.Sign();
  VerifierBuilder by_subject = model.policy();
  by_subject.AddCertificateSubject("CN=Signer");
  VerifierBuilder by_name = model.policy();
  by_name.AddCertificateAltName("other@example.com");
  VerifierBuilder by_fingerprint = model.policy();
  by_fingerprint.AddCertificateFingerprint(std::string(64, '0'));
  const auto field = [&](const VerifierBuilder& policy) {
    const Error error = ErrorOf([&] { policy.Build().VerifyModel(model.path(), bundle); });
    CHECK(error.code() == MODELSEAL_ERROR_IDENTITY_MISMATCH);
    return error.detail("field");
  };
  CHECK(field(by_subject) == "subject");
  CHECK(field(by_name) == "subject_alternative_name");
  CHECK(field(by_fingerprint) == "fingerprint");
}

TEST_CASE("with a trust root for timestamps a signature without one is refused", "[capi][x509]") {
  const CertifiedModel model;
  VerifierBuilder policy = model.policy();
  policy.SetTimestampTrustRoot(modelseal::TrustRoot::Production());
  CHECK(ErrorOf([&] { policy.Build().VerifyModel(model.path(), model.Sign()); }).code() ==
        MODELSEAL_ERROR_SIGNING_TIME_UNKNOWN);
}

TEST_CASE("evidence of a certificate is its validity", "[capi][evidence]") {
  const CertifiedModel model;
  const Bundle bundle = model.Sign();
  const VerificationResult result = model.policy().Build().VerifyModel(model.path(), bundle);
  const auto check = [](const Evidence& evidence) {
    CHECK(evidence.certificate_not_before_seconds() == kTestNow - 86'400);
    CHECK(evidence.certificate_not_after_seconds() == kTestNow + 86'400);
    CHECK(evidence.subject().empty());
    CHECK(evidence.subject_type() == modelseal::SanType::kNone);
    CHECK(evidence.times().empty());
    CHECK(evidence.log_entries().empty());
    CHECK(evidence.extensions().empty());
    CHECK(evidence.sct_log_count() == 0);
  };
  check(result.evidence());
  check(bundle.EvidenceUnverified());
}

TEST_CASE("evidence of a key is only what was not checked", "[capi][evidence]") {
  const SignedFile file;
  const Bundle bundle = file.Sign();
  const VerificationResult result = file.policy().Build().VerifyModel(file.model(), bundle);
  CHECK(result.evidence().certificate_not_before_seconds() == INT64_MIN);
  CHECK(result.evidence().certificate_not_after_seconds() == INT64_MAX);
  CHECK(result.evidence().issuer().empty());
  CHECK(result.evidence().unchecked() ==
        std::vector{Unchecked::kLogEntry, Unchecked::kSigningTime});
  CHECK(bundle.EvidenceUnverified().unchecked() ==
        std::vector{Unchecked::kIdentity, Unchecked::kLogEntry, Unchecked::kCertificateLog,
                    Unchecked::kSigningTime, Unchecked::kRevocation});
}

TEST_CASE("evidence of NULL is none", "[capi][evidence]") {
  CHECK(modelseal_result_evidence(nullptr) == nullptr);
  CHECK(modelseal_result_payload(nullptr).len == 0);
  CHECK(modelseal_result_predicate_type(nullptr).len == 0);
  CHECK(modelseal_evidence_subject(nullptr).data != nullptr);
  CHECK(modelseal_evidence_subject_type(nullptr) == 0);
  CHECK(modelseal_evidence_issuer(nullptr).len == 0);
  CHECK(modelseal_evidence_certificate_not_before_seconds(nullptr) == INT64_MIN);
  CHECK(modelseal_evidence_certificate_not_after_seconds(nullptr) == INT64_MAX);
  CHECK(modelseal_evidence_extension_count(nullptr) == 0);
  CHECK(modelseal_evidence_time_count(nullptr) == 0);
  CHECK(modelseal_evidence_log_entry_count(nullptr) == 0);
  CHECK(modelseal_evidence_sct_log_count(nullptr) == 0);
  CHECK(modelseal_evidence_unchecked_count(nullptr) == 0);
  CHECK(modelseal_evidence_unchecked(nullptr, 0) == 0);
  modelseal_evidence_free(nullptr);
  modelseal_extension extension = {};
  modelseal_signing_time time = {};
  modelseal_log_entry entry = {};
  CHECK(modelseal_evidence_extension_at(nullptr, 0, &extension, nullptr) == kBad);
  CHECK(modelseal_evidence_time_at(nullptr, 0, &time, nullptr) == kBad);
  CHECK(modelseal_evidence_log_entry_at(nullptr, 0, &entry, nullptr) == kBad);
  modelseal_evidence* evidence = nullptr;
  CHECK(modelseal_bundle_evidence_unverified(nullptr, &evidence, nullptr) == kBad);
  CHECK(evidence == nullptr);
}

}  // namespace
