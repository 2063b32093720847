// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/timestamp_authority.h"

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

std::string FormatEnd(const TimeRange& range) {
  return range.end_ms == TimeRange::kStillOngoing ? "now" : FormatUtcMilliseconds(range.end_ms);
}

}  // namespace

absl::StatusOr<TimestampAuthority> TimestampAuthority::Create(std::vector<x509::Certificate> chain,
                                                              TimeRange validity, std::string uri) {
  std::optional<SigningCertificate> signing_certificate;
  if (!chain.empty() && !IsAuthority(chain.front())) {
    MODELSEAL_ASSIGN_OR_RETURN(signing_certificate, SigningCertificate::Create(chain.front()));
    signing_certificate->EnablePreparation();
    chain.erase(chain.begin());
  }
  if (chain.empty()) {
    return MakeError(Reason::kCertificateInvalid,
                     "the timestamp authority has no certificate of an authority (CA:TRUE)");
  }
  MODELSEAL_ASSIGN_OR_RETURN(
      x509::AuthorityPath path,
      x509::AuthorityPath::Create(std::move(chain), x509::ExtendedUsage::kTimeStamping));
  TimestampAuthority out(std::move(path), validity, std::move(uri));
  if (signing_certificate.has_value()) {
    MODELSEAL_RETURN_IF_ERROR(out.path_.VerifyIssued(signing_certificate->certificate()));
    out.signing_certificate_ = std::move(signing_certificate);
  }
  return out;
}

absl::Status TimestampAuthority::CheckIssued(const SigningCertificate& leaf) const {
  if (signing_certificate_.has_value() &&
      leaf.certificate() == signing_certificate_->certificate()) {
    return absl::OkStatus();
  }
  return path_.VerifyIssued(leaf.certificate());
}

absl::Status TimestampAuthority::CheckTime(const SigningCertificate& leaf, int64_t time_ms) const {
  if (!validity_.Contains(time_ms)) {
    return TimestampMismatch(
        "tstInfo.genTime",
        absl::StrCat("a time from ", FormatUtcMilliseconds(validity_.start_ms), " to ",
                     FormatEnd(validity_), ", when the trust root takes this authority's"),
        FormatUtcMilliseconds(time_ms));
  }
  return path_.CheckValidAt(leaf.certificate(), time_ms);
}

}  // namespace modelseal::timestamp
