// SPDX-License-Identifier: Apache-2.0
//
// Inclusion promises of Rekor v1 (signed entry timestamps): the only thing that makes the time in a
// log entry more than a claim.
#ifndef MODELSEAL_LIB_TLOG_PROMISE_H_
#define MODELSEAL_LIB_TLOG_PROMISE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/log.h"

namespace modelseal::tlog {

// VerifyPromise checks that the log signed body, index, log id and time of the entry, and gives
// that time in milliseconds since 1970-01-01T00:00:00Z. Fails with kLogPromiseInvalid: no promise,
// no time or one before 1970, a time outside the log's validity, an entry or a key of a kind that
// has no promises (Rekor v2), an entry of another log, a signature that does not hold. Whether the
// time lies in the future is for the caller, who has a clock.
absl::StatusOr<int64_t> VerifyPromise(const LogEntry& entry, const TransparencyLog& log);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_PROMISE_H_
