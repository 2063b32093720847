// SPDX-License-Identifier: Apache-2.0
//
// The transparency log's part of verification: that a bundle's entries are in logs of the trust
// root, and, later, that they are about this signature and no other.
#ifndef MODELSEAL_LIB_VERIFY_LOG_EVIDENCE_H_
#define MODELSEAL_LIB_VERIFY_LOG_EVIDENCE_H_

#include <cstddef>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/tlog/entry_body.h"
#include "lib/tlog/log.h"
#include "lib/trust/trusted_root.h"
#include "lib/verify/evidence.h"

namespace modelseal::verify {

struct LogEvidence {
  std::vector<VerifiedLogEntry> entries;
  std::vector<VerifiedTime> times;  // that logs vouch for
  size_t time_log_count = 0;        // different logs among them
  // Logs that vouch for none: what others say of the time must fall into their validity.
  std::vector<const tlog::TransparencyLog*> timeless_logs;  // of the trust root
};

// For each entry: its log is in the trust root, its kind is known, it is in the log (proof and
// checkpoint), and if it has an inclusion promise that holds. At most one entry unless the policy
// asks for more, so that none hides behind another; at least `threshold` different logs.
// kLogEntryMissing, kLogUnknown, kLogEntryUnsupported, kLogInclusionInvalid, kCheckpointInvalid,
// kLogPromiseInvalid, kBundleInvalid (too many entries); detail "field".
absl::StatusOr<LogEvidence> VerifyLogEntries(const bundle::Bundle& bundle,
                                             const trust::TrustedRoot& root, size_t threshold);

// The body of each entry is about exactly this signature, key and content. kLogEntryMismatch,
// kLogEntryUnsupported, and as reading JSON fails; detail "field".
absl::Status VerifyLogBodies(const bundle::Bundle& bundle, const tlog::SignedContent& content);

// kLogUnknown if a time is outside the validity of a log that vouches for none itself.
absl::Status CheckLogValidity(const LogEvidence& evidence, std::span<const VerifiedTime> times);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_LOG_EVIDENCE_H_
