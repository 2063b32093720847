// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/bundle_signer.h"

#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/verify/bundle_certificates.h"
#include "lib/verify/certificate_pins.h"
#include "lib/verify/keyless_certificate.h"
#include "lib/verify/log_evidence.h"
#include "lib/verify/signing_times.h"
#include "lib/x509/chain.h"
#include "lib/x509/code_signing.h"
#include "lib/x509/validity.h"

namespace modelseal::verify {
namespace {

std::string_view Describe(bundle::Method method) {
  switch (method) {
    case bundle::Method::kKey:
      return "a key";
    case bundle::Method::kCertificate:
      return "a certificate";
    case bundle::Method::kSigstore:
      return "a Sigstore identity";
  }
  return "";
}

absl::Status CheckMethod(const bundle::Bundle& bundle, bundle::Method stated) {
  if (bundle.method() == stated) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kMethodMismatch,
                   absl::StrCat("the bundle is signed with ", Describe(bundle.method()),
                                ", but the policy states ", Describe(stated)),
                   {{"expected", std::string(bundle::MethodName(stated))},
                    {"actual", std::string(bundle::MethodName(bundle.method()))}});
}

absl::Status KeyMismatchError(const crypto::VerificationKey& key, std::string_view actual) {
  return MakeError(
      Reason::kKeyMismatch,
      absl::StrCat("the bundle names the key ", actual, ", expected ", key.Fingerprint()),
      {{"field", "verificationMaterial.publicKey"},
       {"expected", key.Fingerprint()},
       {"actual", std::string(actual)}});
}

absl::Status CheckHint(const bundle::KeyReference& reference, const crypto::VerificationKey& key) {
  return reference.hint.empty() || reference.hint == key.Fingerprint()
             ? absl::OkStatus()
             : KeyMismatchError(key, reference.hint);
}

// The key itself, where a bundle brings it.
absl::Status CheckBroughtKey(const bundle::KeyReference& reference,
                             const crypto::VerificationKey& key) {
  if (reference.key_pem.empty()) {
    return absl::OkStatus();
  }
  const auto named = crypto::VerificationKey::ParsePem(reference.key_pem);
  return named.ok() && *named == key
             ? absl::OkStatus()
             : KeyMismatchError(key, named.ok() ? named->Fingerprint() : "(unreadable)");
}

// By which hashes Sigstore's clients have signed with a key of this kind: the registry's, SHA-256
// with a larger curve (as sigstore-python signs envelopes), and PSS.
std::vector<crypto::SignatureScheme> SchemesOf(const crypto::VerificationKey& key) {
  switch (key.kind()) {
    case crypto::KeyKind::kEcdsaP384:
    case crypto::KeyKind::kEcdsaP521:
      return {key.default_scheme(), crypto::SignatureScheme::kEcdsaSha256};
    case crypto::KeyKind::kRsa:
      return {key.default_scheme(), crypto::SignatureScheme::kRsaPssSha256};
    case crypto::KeyKind::kEcdsaP256:
    case crypto::KeyKind::kEd25519:
      break;
  }
  return {key.default_scheme()};
}

BundleSigner SignerOf(const crypto::PublicKey& key, std::vector<x509::Certificate> path) {
  return {key.verification_key(), {key.verification_key().default_scheme()}, std::move(path)};
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const crypto::PublicKey& key) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kKey));
  MODELSEAL_RETURN_IF_ERROR(CheckHint(bundle.key(), key.verification_key()));
  MODELSEAL_RETURN_IF_ERROR(CheckBroughtKey(bundle.key(), key.verification_key()));
  BundleSigner signer = SignerOf(key, {});
  signer.evidence.unchecked = {Unchecked::kLogEntry, Unchecked::kSigningTime};
  return signer;
}

// The path that holds at the time of the policy, or at every time that the policy's timestamp
// authorities vouch for.
absl::StatusOr<std::vector<x509::Certificate>> VerifyPath(
    std::span<const x509::Certificate> certificates, const CertificateTrust& trust,
    std::span<const VerifiedTime> times) {
  const x509::Certificate& leaf = certificates.front();
  const auto others = certificates.subspan(1);
  if (trust.timestamp_root == nullptr) {
    return x509::VerifyChain(leaf, others, trust.anchors, trust.clock->NowSeconds());
  }
  std::vector<x509::Certificate> path;
  for (const VerifiedTime& time : times) {
    MODELSEAL_ASSIGN_OR_RETURN(path,
                               x509::VerifyChain(leaf, others, trust.anchors, time.time_ms / 1000));
    // Chains are of whole seconds, timestamps are not.
    for (const x509::Certificate& certificate : path) {
      MODELSEAL_RETURN_IF_ERROR(x509::CheckValidity(certificate, time.time_ms));
    }
  }
  return path;
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle,
                                       const CertificateTrust& trust) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kCertificate));
  TimestampEvidence timestamps;
  if (trust.timestamp_root != nullptr) {
    MODELSEAL_ASSIGN_OR_RETURN(
        timestamps, VerifyTimestamps(bundle, trust.timestamp_root->timestamp_authorities()));
    MODELSEAL_RETURN_IF_ERROR(CheckTimes(timestamps, {}, {.timestamps = 1}, *trust.clock));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<x509::Certificate> certificates,
                             ReadCertificates(bundle));
  const x509::Certificate& leaf = certificates.front();
  MODELSEAL_RETURN_IF_ERROR(x509::CheckCodeSigning(leaf));
  MODELSEAL_ASSIGN_OR_RETURN(const crypto::PublicKey key, leaf.PublicKey());
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<x509::Certificate> path,
                             VerifyPath(certificates, trust, timestamps.times));
  BundleSigner signer = SignerOf(key, std::move(path));
  signer.evidence.times = std::move(timestamps.times);
  signer.evidence.unchecked = {Unchecked::kLogEntry, Unchecked::kRevocation};
  if (signer.evidence.times.empty()) {
    signer.evidence.unchecked.push_back(Unchecked::kSigningTime);
  }
  if (trust.pins.is_empty()) {
    signer.evidence.unchecked.push_back(Unchecked::kIdentity);
  }
  return signer;
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const OwnCertificates& own) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kCertificate));
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<x509::Certificate> certificates, ReadCertificates(bundle));
  if (certificates != own.certificates) {
    return MakeError(Reason::kCertificateInvalid,
                     "the bundle does not hold the certificates of its signer",
                     {{"field", "verificationMaterial.x509CertificateChain.certificates"}});
  }
  MODELSEAL_RETURN_IF_ERROR(x509::CheckCodeSigning(certificates.front()));
  MODELSEAL_ASSIGN_OR_RETURN(const crypto::PublicKey key, certificates.front().PublicKey());
  return SignerOf(key, std::move(certificates));
}

// Steps 2 and 3, which keyless signers and keys in a log share.
absl::StatusOr<Evidence> GatherLogAndTimes(const bundle::Bundle& bundle,
                                           const trust::TrustedRoot& root,
                                           const Thresholds& thresholds, const Clock& clock) {
  MODELSEAL_ASSIGN_OR_RETURN(LogEvidence log,
                             VerifyLogEntries(bundle, root, thresholds.log_entries));
  MODELSEAL_ASSIGN_OR_RETURN(TimestampEvidence timestamps,
                             VerifyTimestamps(bundle, root.timestamp_authorities()));
  MODELSEAL_RETURN_IF_ERROR(CheckTimes(timestamps, log, thresholds, clock));
  Evidence evidence;
  evidence.times = std::move(timestamps.times);
  evidence.times.insert(evidence.times.end(), log.times.begin(), log.times.end());
  MODELSEAL_RETURN_IF_ERROR(CheckLogValidity(log, evidence.times));
  evidence.log_entries = std::move(log.entries);
  if (evidence.log_entries.empty()) {
    evidence.unchecked.push_back(Unchecked::kLogEntry);
  }
  return evidence;
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const KeylessTrust& trust) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kSigstore));
  MODELSEAL_ASSIGN_OR_RETURN(
      Evidence evidence, GatherLogAndTimes(bundle, *trust.root, trust.thresholds, *trust.clock));
  MODELSEAL_ASSIGN_OR_RETURN(
      KeylessCertificate certificate,
      VerifyKeylessCertificate(bundle, *trust.root, evidence.times, trust.thresholds.scts));
  evidence.identity = std::move(certificate.identity);
  evidence.sct_log_count = certificate.sct_log_count;
  if (certificate.sct_log_count == 0) {
    evidence.unchecked.push_back(Unchecked::kCertificateLog);
  }
  if (trust.accepts_any_identity) {
    evidence.unchecked.push_back(Unchecked::kIdentity);
  }
  std::vector<crypto::SignatureScheme> schemes = SchemesOf(certificate.key);
  return BundleSigner{std::move(certificate.key), std::move(schemes), std::move(certificate.path),
                      true, std::move(evidence)};
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const LoggedKeyTrust& trust) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kKey));
  // Sigstore's clients write hints of their own kinds: only the key itself says which key it is.
  MODELSEAL_RETURN_IF_ERROR(CheckBroughtKey(bundle.key(), trust.key));
  MODELSEAL_ASSIGN_OR_RETURN(
      Evidence evidence, GatherLogAndTimes(bundle, *trust.root, trust.thresholds, *trust.clock));
  for (const VerifiedTime& time : evidence.times) {
    if (!trust.validity.Contains(time.time_ms)) {
      return MakeError(
          Reason::kKeyMismatch,
          absl::StrCat("the signature was made at ", FormatUtcMilliseconds(time.time_ms),
                       ", outside the validity of the key"),
          {{"actual", FormatUtcMilliseconds(time.time_ms)}});
    }
  }
  return BundleSigner{trust.key, SchemesOf(trust.key), {}, true, std::move(evidence)};
}

}  // namespace

absl::StatusOr<BundleSigner> EstablishSigner(const bundle::Bundle& bundle, const Policy& policy) {
  return std::visit([&bundle](const auto& stated) { return Establish(bundle, stated); },
                    policy.signer);
}

}  // namespace modelseal::verify
