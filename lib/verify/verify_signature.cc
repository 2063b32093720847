// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_signature.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dsse/pae.h"
#include "lib/tlog/entry_body.h"
#include "lib/verify/certificate_pins.h"
#include "lib/verify/log_evidence.h"

namespace modelseal::verify {
namespace {

using crypto::SignatureScheme;

// Tells how the signature was made by trying. A way that cannot be tried, because the artifact's
// digest of that kind is not known, is passed over; the failure is that of the first way that could
// be tried.
template <typename VerifyOne>
absl::StatusOr<SignatureScheme> FindScheme(std::span<const SignatureScheme> schemes,
                                           VerifyOne verify_one) {
  absl::Status tried;
  absl::Status untried;
  for (const SignatureScheme scheme : schemes) {
    const absl::Status status = verify_one(scheme);
    if (status.ok()) {
      return scheme;
    }
    switch (ReasonOf(status)) {
      case Reason::kSignatureInvalid:
        tried.Update(status);
        break;
      case Reason::kInvalidArgument:
        untried.Update(status);
        break;
      default:
        return status;
    }
  }
  return tried.ok() ? untried : tried;
}

// Those that hash as the bundle says come first: the artifact need not be read for them.
std::vector<SignatureScheme> Ordered(std::vector<SignatureScheme> schemes, crypto::HashKind hash) {
  std::stable_partition(schemes.begin(), schemes.end(),
                        [hash](SignatureScheme scheme) { return crypto::HashOf(scheme) == hash; });
  return schemes;
}

// model-signing 0.2 hashed by the curve when it signed with a key, and with SHA-256 when it signed
// with a certificate.
absl::Status CheckLegacySignature(const bundle::Envelope& envelope, const BundleSigner& signer) {
  const dsse::Pae pae = dsse::BuildLegacyPae(envelope.payload_type, envelope.payload);
  return signer.key.Verify(
      signer.certificate_path.empty() ? signer.key.default_scheme() : SignatureScheme::kEcdsaSha256,
      pae.bytes, envelope.signature);
}

tlog::SignedContent ContentOf(const bundle::Bundle& bundle, const BundleSigner& signer,
                              SignatureScheme scheme) {
  tlog::SignedContent content;
  content.signature = bundle.signature();
  if (!signer.certificate_path.empty()) {
    content.certificate_der = signer.certificate_path.front().der();
  }
  content.key = &signer.key;
  content.scheme = scheme;
  return content;
}

// Step 8.
absl::Status CheckIdentity(const BundleSigner& signer, const Policy& policy) {
  if (const auto* keyless = std::get_if<KeylessTrust>(&policy.signer)) {
    return keyless->accepts_any_identity
               ? absl::OkStatus()
               : MatchIdentity(*signer.evidence.identity, keyless->identities);
  }
  if (const auto* trust = std::get_if<CertificateTrust>(&policy.signer)) {
    return CheckPins(signer.certificate_path.front(), trust->pins);
  }
  return absl::OkStatus();
}

// The artifact's digests, believing what the bundle says of them until Confirm().
class ClaimedDigests {
 public:
  ClaimedDigests(const bundle::MessageDigest& claim, Artifact& artifact)
      : claim_(claim), artifact_(artifact) {}

  absl::StatusOr<std::string> Get(crypto::HashKind kind) const {
    if (claim_.algorithm == kind) {
      return claim_.digest;
    }
    return artifact_.Digest(kind);
  }

  absl::Status Confirm() const {
    MODELSEAL_ASSIGN_OR_RETURN(const std::string actual, artifact_.Digest(claim_.algorithm));
    if (actual == claim_.digest) {
      return absl::OkStatus();
    }
    const std::string expected_hex = EncodeHex(crypto::AsBytes(claim_.digest));
    const std::string actual_hex = EncodeHex(crypto::AsBytes(actual));
    return MakeError(Reason::kDigestMismatch,
                     absl::StrCat("the artifact is not what was signed: its ",
                                  crypto::HashKindName(claim_.algorithm), " digest is ", actual_hex,
                                  ", expected ", expected_hex),
                     {{"field", "messageSignature.messageDigest.digest"},
                      {"expected", expected_hex},
                      {"actual", actual_hex}});
  }

 private:
  const bundle::MessageDigest& claim_;
  Artifact& artifact_;
};

}  // namespace

absl::StatusOr<VerifiedSignature> VerifyEnvelope(const bundle::Bundle& bundle, const Policy& policy,
                                                 LegacyForm legacy) {
  const bundle::Envelope& envelope = bundle.envelope();
  // 1. Method, 2. log, 3. time, 4. signer, 5. certificate log.
  MODELSEAL_ASSIGN_OR_RETURN(BundleSigner signer, EstablishSigner(bundle, policy));
  // 6. Signature.
  const dsse::Pae pae = dsse::BuildPae(envelope.payload_type, envelope.payload);
  const absl::StatusOr<SignatureScheme> scheme = FindScheme(
      signer.schemes,
      [&](SignatureScheme each) { return signer.key.Verify(each, pae.bytes, envelope.signature); });
  if (!scheme.ok()) {
    // No log ever recorded a signature of the old form.
    if (legacy == LegacyForm::kAccept && !signer.is_logged &&
        CheckLegacySignature(envelope, signer).ok()) {
      MODELSEAL_RETURN_IF_ERROR(CheckIdentity(signer, policy));
      return VerifiedSignature{std::move(signer), true};
    }
    return scheme.status();
  }
  // 7. Log entry.
  if (signer.is_logged) {
    tlog::SignedContent content = ContentOf(bundle, signer, *scheme);
    content.dsse = {envelope.payload, envelope.payload_type, pae.bytes};
    MODELSEAL_RETURN_IF_ERROR(VerifyLogBodies(bundle, content));
  }
  // 8. Identity.
  MODELSEAL_RETURN_IF_ERROR(CheckIdentity(signer, policy));
  return VerifiedSignature{std::move(signer), false};
}

absl::StatusOr<VerifiedSignature> VerifyMessage(const bundle::Bundle& bundle, const Policy& policy,
                                                Artifact& artifact) {
  const bundle::MessageSignature& message = *bundle.message_signature();
  // 1. Method, 2. log, 3. time, 4. signer, 5. certificate log.
  MODELSEAL_ASSIGN_OR_RETURN(BundleSigner signer, EstablishSigner(bundle, policy));
  // 6. Signature.
  const ClaimedDigests digests(message.digest, artifact);
  MODELSEAL_ASSIGN_OR_RETURN(
      const SignatureScheme scheme,
      FindScheme(
          Ordered(signer.schemes, message.digest.algorithm),
          [&](SignatureScheme each) -> absl::Status {
            const std::optional<crypto::HashKind> hash = crypto::HashOf(each);
            MODELSEAL_ASSIGN_OR_RETURN(const std::string signed_bytes,
                                       hash.has_value() ? digests.Get(*hash) : artifact.Content());
            return hash.has_value() ? signer.key.VerifyDigest(each, signed_bytes, message.signature)
                                    : signer.key.Verify(each, signed_bytes, message.signature);
          }));
  // 7. Log entry.
  if (signer.is_logged) {
    tlog::SignedContent content = ContentOf(bundle, signer, scheme);
    content.artifact_digest = [&digests](crypto::HashKind kind) { return digests.Get(kind); };
    MODELSEAL_RETURN_IF_ERROR(VerifyLogBodies(bundle, content));
  }
  // 8. Identity.
  MODELSEAL_RETURN_IF_ERROR(CheckIdentity(signer, policy));
  // The rest of 6: until here the digest was the bundle's word.
  MODELSEAL_RETURN_IF_ERROR(digests.Confirm());
  return VerifiedSignature{std::move(signer), false};
}

}  // namespace modelseal::verify
