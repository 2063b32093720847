// SPDX-License-Identifier: Apache-2.0
//
// See promise.h.
#include "lib/tlog/promise.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/tlog/entry_body.h"

namespace modelseal::tlog {
namespace {

constexpr int64_t kMillisecondsPerSecond = 1000;

absl::Status PromiseError(std::string_view problem, std::string_view field) {
  return MakeError(Reason::kLogPromiseInvalid, problem, {{"field", std::string(field)}});
}

// RFC 8785 of the four members. None of them needs an escape, and the names are in order.
std::string PromisedMessage(const LogEntry& entry) {
  return absl::StrCat("{\"body\":\"", EncodeBase64(entry.canonicalized_body),
                      "\",\"integratedTime\":", entry.integrated_time_seconds, ",\"logID\":\"",
                      EncodeHex(crypto::AsBytes(entry.log_id)), "\",\"logIndex\":", entry.log_index,
                      "}");
}

absl::Status CheckKinds(const LogEntry& entry, const TransparencyLog& log) {
  const absl::StatusOr<BodyKind> kind = BodyKindOf(entry);
  if (!kind.ok() || !HasIntegratedTime(*kind)) {
    return PromiseError(absl::StrCat("log entry of kind ", entry.kind, " ", entry.version,
                                     " cannot have an inclusion promise"),
                        "kindVersion");
  }
  if (!crypto::IsEcdsa(log.key.kind())) {
    return PromiseError(absl::StrCat("log with a key of kind ", KeyKindName(log.key.kind()),
                                     " gives no inclusion promises"),
                        "inclusionPromise");
  }
  if (entry.log_id != log.log_id) {
    return PromiseError("log entry is of another log", "logId");
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> TimeOf(const LogEntry& entry, const TransparencyLog& log) {
  const int64_t seconds = entry.integrated_time_seconds;
  if (seconds <= 0 || seconds > kMaxUtcSeconds) {
    return PromiseError(absl::StrCat("integrated time ", seconds, " is no time from 1970 to 9999"),
                        "integratedTime");
  }
  const int64_t time_ms = seconds * kMillisecondsPerSecond;
  if (!log.validity.Contains(time_ms)) {
    return PromiseError(absl::StrCat("integrated time ", FormatUtcMilliseconds(time_ms),
                                     " is outside the validity of the log's key"),
                        "integratedTime");
  }
  return time_ms;
}

}  // namespace

absl::StatusOr<int64_t> VerifyPromise(const LogEntry& entry, const TransparencyLog& log) {
  if (entry.signed_entry_timestamp.empty()) {
    return PromiseError("log entry has no inclusion promise", "inclusionPromise");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckKinds(entry, log));
  MODELSEAL_ASSIGN_OR_RETURN(const int64_t time_ms, TimeOf(entry, log));
  if (!log.key.Verify(log.scheme, PromisedMessage(entry), entry.signed_entry_timestamp).ok()) {
    return PromiseError("inclusion promise was not made by the log for this body, time and index",
                        "inclusionPromise");
  }
  return time_ms;
}

}  // namespace modelseal::tlog
