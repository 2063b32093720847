// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/unverified_evidence.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/digest.h"
#include "lib/timestamp/timestamp.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/signed_note.h"
#include "lib/verify/bundle_certificates.h"
#include "lib/verify/keyless_certificate.h"
#include "lib/x509/sct.h"

namespace modelseal::verify {
namespace {

absl::Status ReadCertificate(const bundle::Bundle& bundle, UnverifiedEvidence& evidence) {
  if (bundle.method() == bundle::Method::kKey) {
    return absl::OkStatus();
  }
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<x509::Certificate> certificates, ReadCertificates(bundle));
  evidence.certificate = std::move(certificates.front());
  if (bundle.method() != bundle::Method::kSigstore) {
    return absl::OkStatus();
  }
  MODELSEAL_ASSIGN_OR_RETURN(evidence.claims.identity, ReadSignerIdentity(*evidence.certificate));
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<x509::Sct> scts,
                             x509::ReadEmbeddedScts(*evidence.certificate));
  std::set<std::string_view> logs;
  for (const x509::Sct& sct : scts) {
    logs.insert(sct.log_id);
  }
  evidence.claims.sct_log_count = logs.size();
  return absl::OkStatus();
}

absl::Status ReadTimestamps(const bundle::Bundle& bundle, Evidence& claims) {
  for (const std::string& response : bundle.timestamps_der()) {
    const absl::StatusOr<int64_t> time_ms = timestamp::ReadTimestampTimeUnverified(response);
    if (!time_ms.ok()) {
      const std::string field =
          absl::StrCat("verificationMaterial.timestampVerificationData.rfc3161Timestamps[",
                       claims.times.size(), "]");
      return MakeError(ReasonOf(time_ms.status()),
                       absl::StrCat(field, ": ", time_ms.status().message()), {{"field", field}});
    }
    claims.times.push_back({*time_ms, TimeSource::kTimestampAuthority, ""});
  }
  return absl::OkStatus();
}

// The first line of a checkpoint; empty if it is none.
std::string OriginOf(const std::string& checkpoint) {
  const absl::StatusOr<tlog::SignedNote> note = tlog::ParseSignedNote(checkpoint);
  return note.ok() ? std::string(note->body.substr(0, note->body.find('\n'))) : "";
}

void ReadLogEntries(const bundle::Bundle& bundle, Evidence& claims) {
  for (const tlog::LogEntry& entry : bundle.log_entries()) {
    const std::string log = EncodeHex(crypto::AsBytes(entry.log_id));
    claims.log_entries.push_back({log, entry.log_index, entry.kind, entry.version,
                                  entry.integrated_time_seconds, entry.inclusion_proof.tree_size,
                                  OriginOf(entry.inclusion_proof.checkpoint)});
    // Without a promise the log does not sign the time; beyond the year 9999 it is none.
    if (!entry.signed_entry_timestamp.empty() && entry.integrated_time_seconds <= kMaxUtcSeconds) {
      claims.times.push_back(
          {entry.integrated_time_seconds * 1000, TimeSource::kTransparencyLog, log});
    }
  }
}

}  // namespace

absl::StatusOr<UnverifiedEvidence> ReadUnverifiedEvidence(const bundle::Bundle& bundle) {
  UnverifiedEvidence evidence;
  MODELSEAL_RETURN_IF_ERROR(ReadCertificate(bundle, evidence));
  MODELSEAL_RETURN_IF_ERROR(ReadTimestamps(bundle, evidence.claims));
  ReadLogEntries(bundle, evidence.claims);
  evidence.claims.unchecked = {Unchecked::kIdentity, Unchecked::kLogEntry,
                               Unchecked::kCertificateLog, Unchecked::kSigningTime,
                               Unchecked::kRevocation};
  return evidence;
}

}  // namespace modelseal::verify
