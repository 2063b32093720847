// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/timestamp.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/hash_kind.h"
#include "lib/timestamp/certificate_fields.h"
#include "lib/timestamp/signer_info.h"
#include "lib/timestamp/signing_certificate.h"
#include "lib/timestamp/signing_certificate_attribute.h"
#include "lib/timestamp/timestamp_error.h"
#include "lib/timestamp/timestamp_response.h"
#include "lib/timestamp/tst_info.h"

namespace modelseal::timestamp {
namespace {

// How far an authority got.
enum class Progress { kUnrelated, kNamed, kCertificate, kProfile, kTime, kIssued, kVerified };

struct Attempt {
  Progress progress = Progress::kUnrelated;
  absl::Status failure;  // as kTimestampInvalid; OK if verified or unrelated
};

absl::Status CheckImprint(const TstInfo& info, std::string_view signed_bytes) {
  if (info.imprint != crypto::ComputeHash(info.imprint_algorithm, signed_bytes)) {
    return TimestampError("tstInfo.messageImprint",
                          absl::StrCat("not the ", crypto::HashKindName(info.imprint_algorithm),
                                       " digest of the signature: the timestamp is of something "
                                       "else"));
  }
  return absl::OkStatus();
}

absl::Status CheckMessageDigest(const SignerInfo& signer, std::string_view content) {
  if (signer.message_digest != crypto::ComputeHash(signer.digest_algorithm, content)) {
    return TimestampError("signerInfo.signedAttrs.messageDigest",
                          absl::StrCat("not the ", crypto::HashKindName(signer.digest_algorithm),
                                       " digest of the content"));
  }
  return absl::OkStatus();
}

absl::Status CheckCertificateIds(const SigningCertificate& leaf, const SignerInfo& signer) {
  for (const CertificateId& id : signer.certificate_ids) {
    MODELSEAL_RETURN_IF_ERROR(leaf.CheckCertificateId(id));
  }
  return absl::OkStatus();
}

// The certificate of the token that the signer's identifier and the signed attributes name; if
// there is none, the first that the identifier names, for the failure to say so. Others are not
// even parsed: anybody can add them, many times.
std::optional<SigningCertificate> FindSigner(const std::vector<std::string_view>& certificates,
                                             const SignerInfo& signer) {
  std::optional<std::string_view> found;
  for (const std::string_view der : certificates) {
    const std::optional<CertificateFields> fields = ReadCertificateFields(der);
    if (!fields.has_value() || !fields->IsNamedBy(signer.signer)) {
      continue;
    }
    if (IsHashOf(signer.certificate_ids.front(), der)) {
      found = der;
      break;
    }
    found = found.value_or(der);
  }
  if (!found.has_value()) {
    return std::nullopt;
  }
  absl::StatusOr<x509::Certificate> certificate = x509::Certificate::ParseDer(*found);
  if (!certificate.ok()) {
    return std::nullopt;
  }
  absl::StatusOr<SigningCertificate> leaf = SigningCertificate::Create(*std::move(certificate));
  return leaf.ok() ? std::optional(*std::move(leaf)) : std::nullopt;
}

// Steps 6 to 10, the cheap ones first.
Attempt TryCertificate(const TimestampAuthority& authority, const SigningCertificate& leaf,
                       const SignerInfo& signer, int64_t time_ms) {
  const auto failed = [](Progress progress, const absl::Status& failure) {
    return Attempt{progress, ReasonOf(failure) == Reason::kTimestampInvalid
                                 ? failure
                                 : AsTimestampError(failure)};
  };
  if (const absl::Status status = CheckCertificateIds(leaf, signer); !status.ok()) {
    return failed(Progress::kNamed, status);
  }
  if (!leaf.profile_fault().ok()) {
    return failed(Progress::kCertificate, leaf.profile_fault());
  }
  if (const absl::Status status = authority.CheckTime(leaf, time_ms); !status.ok()) {
    return failed(Progress::kProfile, status);
  }
  if (const absl::Status status = authority.CheckIssued(leaf); !status.ok()) {
    return failed(Progress::kTime, status);
  }
  if (const absl::Status status = leaf.VerifySignature(signer); !status.ok()) {
    return failed(Progress::kIssued, TimestampError("signerInfo.signature", status.message()));
  }
  return {Progress::kVerified, absl::OkStatus()};
}

absl::Status UnrelatedError(bool is_certificate_missing) {
  return TimestampError(
      "signerInfo.sid",
      is_certificate_missing
          ? "no authority of the trust root made it, and its signer's certificate is not in it"
          : "no authority of the trust root made it");
}

bool IsSignerNamedByToken(const TimestampAuthority& authority) {
  return !authority.signing_certificate().has_value();
}

// Step 5: the certificate with which this authority would have signed; null if it is not the one.
const SigningCertificate* CandidateOf(const TimestampAuthority& authority,
                                      const std::optional<SigningCertificate>& from_token,
                                      const SignerId& signer) {
  if (!IsSignerNamedByToken(authority)) {
    const SigningCertificate& pinned = *authority.signing_certificate();
    return pinned.IsNamedBy(signer) ? &pinned : nullptr;
  }
  const bool may_have_issued =
      from_token.has_value() && authority.path().MayHaveIssued(from_token->certificate());
  return may_have_issued ? &*from_token : nullptr;
}

absl::StatusOr<VerifiedTimestamp> TryAuthorities(std::span<const TimestampAuthority> authorities,
                                                 const TimestampResponse& response,
                                                 const SignerInfo& signer, int64_t time_ms) {
  const bool is_bag_needed =
      std::any_of(authorities.begin(), authorities.end(), IsSignerNamedByToken);
  const std::optional<SigningCertificate> from_token =
      is_bag_needed ? FindSigner(response.certificates, signer) : std::nullopt;
  Attempt best;
  for (size_t i = 0; i < authorities.size(); ++i) {
    const SigningCertificate* leaf = CandidateOf(authorities[i], from_token, signer.signer);
    if (leaf == nullptr) {
      continue;
    }
    Attempt attempt = TryCertificate(authorities[i], *leaf, signer, time_ms);
    if (attempt.progress == Progress::kVerified) {
      return VerifiedTimestamp{time_ms, leaf->certificate().display_name(), i};
    }
    if (attempt.progress > best.progress) {
      best = std::move(attempt);
    }
  }
  return best.progress == Progress::kUnrelated
             ? UnrelatedError(is_bag_needed && !from_token.has_value())
             : best.failure;
}

}  // namespace

absl::StatusOr<VerifiedTimestamp> VerifyTimestamp(std::string_view response_der,
                                                  std::string_view signed_bytes,
                                                  std::span<const TimestampAuthority> authorities) {
  // Steps 1 and 2.
  MODELSEAL_ASSIGN_OR_RETURN(const TimestampResponse response,
                             ParseTimestampResponse(response_der));
  MODELSEAL_ASSIGN_OR_RETURN(const TstInfo info, ParseTstInfo(response.tst_info));
  MODELSEAL_ASSIGN_OR_RETURN(const SignerInfo signer, ParseSignerInfo(response.signer_info));
  // Step 3.
  MODELSEAL_RETURN_IF_ERROR(CheckImprint(info, signed_bytes));
  // Step 4.
  MODELSEAL_RETURN_IF_ERROR(CheckMessageDigest(signer, response.tst_info));
  // Steps 5 to 10.
  return TryAuthorities(authorities, response, signer, info.time_ms);
}

absl::StatusOr<int64_t> ReadTimestampTimeUnverified(std::string_view response_der) {
  MODELSEAL_ASSIGN_OR_RETURN(const TimestampResponse response,
                             ParseTimestampResponse(response_der));
  MODELSEAL_ASSIGN_OR_RETURN(const TstInfo info, ParseTstInfo(response.tst_info));
  return info.time_ms;
}

}  // namespace modelseal::timestamp
