// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/signing_times.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/verification_key.h"
#include "lib/timestamp/timestamp.h"

namespace modelseal::verify {
namespace {

// What the clocks of an authority and of this machine may differ by. A machine whose clock is
// further behind refuses new signatures, and says why.
constexpr int64_t kMaxClockSkewMs = 5 * 60 * 1000;

constexpr std::string_view kTimestamps =
    "verificationMaterial.timestampVerificationData.rfc3161Timestamps";

absl::Status CheckNotFuture(const VerifiedTime& time, int64_t now_ms) {
  if (time.time_ms <= now_ms + kMaxClockSkewMs) {
    return absl::OkStatus();
  }
  const bool is_log = time.source == TimeSource::kTransparencyLog;
  return MakeError(is_log ? Reason::kLogPromiseInvalid : Reason::kTimestampInvalid,
                   absl::StrCat("the signature was made at ", FormatUtcMilliseconds(time.time_ms),
                                " by ", time.authority, ", but now it is only ",
                                FormatUtcMilliseconds(now_ms), " by this machine's clock"),
                   {{"expected", absl::StrCat("before ", FormatUtcMilliseconds(now_ms))},
                    {"actual", FormatUtcMilliseconds(time.time_ms)}});
}

absl::Status TooFewError(size_t count, std::string_view what, size_t threshold) {
  return MakeError(
      Reason::kSigningTimeUnknown,
      absl::StrCat("the bundle has ", count, " ", what, ", the policy asks for ", threshold),
      {{"expected", absl::StrCat(threshold)}, {"actual", absl::StrCat(count)}});
}

// Authorities are told apart by the key that certifies their signers: a trust root may list one for
// several periods.
absl::StatusOr<size_t> CountAuthorities(
    const std::set<size_t>& indices, std::span<const timestamp::TimestampAuthority> authorities) {
  if (indices.size() <= 1) {
    return indices.size();
  }
  std::set<std::string> keys;
  for (const size_t index : indices) {
    MODELSEAL_ASSIGN_OR_RETURN(const crypto::VerificationKey key,
                               authorities[index].path().issuer().Key());
    keys.insert(key.spki_der());
  }
  return keys.size();
}

}  // namespace

absl::StatusOr<TimestampEvidence> VerifyTimestamps(
    const bundle::Bundle& bundle, std::span<const timestamp::TimestampAuthority> authorities) {
  TimestampEvidence evidence;
  std::set<std::string_view> seen;
  std::set<size_t> seen_authorities;
  for (const std::string& response : bundle.timestamps_der()) {
    const std::string field = absl::StrCat(kTimestamps, "[", evidence.times.size(), "]");
    if (!seen.insert(response).second) {
      return MakeError(Reason::kTimestampInvalid, absl::StrCat(field, ": stands twice"),
                       {{"field", field}});
    }
    const absl::StatusOr<timestamp::VerifiedTimestamp> verified =
        timestamp::VerifyTimestamp(response, bundle.signature(), authorities);
    if (!verified.ok()) {
      return InField(field, verified.status());
    }
    seen_authorities.insert(verified->authority_index);
    evidence.times.push_back(
        {verified->time_ms, TimeSource::kTimestampAuthority, verified->authority});
  }
  MODELSEAL_ASSIGN_OR_RETURN(evidence.authority_count,
                             CountAuthorities(seen_authorities, authorities));
  return evidence;
}

absl::Status CheckTimes(const TimestampEvidence& timestamps, const LogEvidence& log,
                        const Thresholds& thresholds, const Clock& clock) {
  if (timestamps.authority_count < thresholds.timestamps) {
    return TooFewError(timestamps.authority_count, "timestamps of different authorities",
                       thresholds.timestamps);
  }
  const size_t count = timestamps.authority_count + log.time_log_count;
  const size_t threshold = std::max<size_t>(thresholds.times, 1);
  if (count < threshold) {
    return TooFewError(count, "verified times, by a timestamp authority or a log's promise",
                       threshold);
  }
  const int64_t now_ms = clock.NowSeconds() * 1000;
  for (const VerifiedTime& time : timestamps.times) {
    MODELSEAL_RETURN_IF_ERROR(CheckNotFuture(time, now_ms));
  }
  for (const VerifiedTime& time : log.times) {
    MODELSEAL_RETURN_IF_ERROR(CheckNotFuture(time, now_ms));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::verify
