// SPDX-License-Identifier: Apache-2.0
//
// When a signature existed, by those whom the trust root believes about time.
#ifndef MODELSEAL_LIB_VERIFY_SIGNING_TIMES_H_
#define MODELSEAL_LIB_VERIFY_SIGNING_TIMES_H_

#include <cstddef>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/bundle/bundle.h"
#include "lib/timestamp/timestamp_authority.h"
#include "lib/verify/evidence.h"
#include "lib/verify/log_evidence.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

struct TimestampEvidence {
  std::vector<VerifiedTime> times;  // one for each timestamp of the bundle
  size_t authority_count = 0;       // different ones among them, by the keys that certify them
};

// Every timestamp of the bundle is by one of the authorities and about its signature; none stands
// twice. kTimestampInvalid, kLimitExceeded, detail "field".
absl::StatusOr<TimestampEvidence> VerifyTimestamps(
    const bundle::Bundle& bundle, std::span<const timestamp::TimestampAuthority> authorities);

// There are as many timestamps, and times of either kind, as the policy asks for, by different
// authorities and logs: kSigningTimeUnknown if not. None is later than now, but for what clocks may
// differ by: kTimestampInvalid, or kLogPromiseInvalid if a log says so.
absl::Status CheckTimes(const TimestampEvidence& timestamps, const LogEvidence& log,
                        const Thresholds& thresholds, const Clock& clock);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_SIGNING_TIMES_H_
