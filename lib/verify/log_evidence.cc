// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/log_evidence.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/digest.h"
#include "lib/tlog/inclusion.h"
#include "lib/tlog/promise.h"

namespace modelseal::verify {
namespace {

// Logs are told apart by their keys: a trust root may list one key under several identifiers.
using LogKeys = std::set<std::string>;

std::string FieldOf(size_t index) {
  return absl::StrCat("verificationMaterial.tlogEntries[", index, "]");
}

absl::Status CheckCount(size_t count, size_t threshold) {
  if (count <= 1 || threshold > 1) {
    return absl::OkStatus();
  }
  return MakeError(
      Reason::kBundleInvalid,
      absl::StrCat("verificationMaterial.tlogEntries: ", count, " entries, expected at most 1"),
      {{"field", "verificationMaterial.tlogEntries"}});
}

absl::StatusOr<const tlog::TransparencyLog*> FindLog(const tlog::LogEntry& entry,
                                                     const trust::TrustedRoot& root) {
  const tlog::TransparencyLog* log = root.FindLog(entry.log_id);
  if (log == nullptr) {
    return MakeError(Reason::kLogUnknown,
                     absl::StrCat("the log ", EncodeHex(crypto::AsBytes(entry.log_id)),
                                  " is not one of the trust root's"));
  }
  return log;
}

absl::Status VerifyEntry(const tlog::LogEntry& entry, const trust::TrustedRoot& root, LogKeys& logs,
                         LogKeys& vouching_logs, LogEvidence& evidence) {
  MODELSEAL_ASSIGN_OR_RETURN(const tlog::TransparencyLog* log, FindLog(entry, root));
  MODELSEAL_ASSIGN_OR_RETURN(const tlog::BodyKind kind, tlog::BodyKindOf(entry));
  MODELSEAL_ASSIGN_OR_RETURN(const tlog::Checkpoint checkpoint,
                             tlog::VerifyEntryInclusion(entry, *log));
  if (!tlog::HasIntegratedTime(kind)) {
    if (!entry.signed_entry_timestamp.empty()) {
      return MakeError(Reason::kLogPromiseInvalid,
                       absl::StrCat("has an inclusion promise, which entries of the kind ",
                                    entry.kind, " ", entry.version, " never have"));
    }
    evidence.timeless_logs.push_back(log);
  } else if (entry.signed_entry_timestamp.empty()) {
    evidence.timeless_logs.push_back(log);
  } else {
    MODELSEAL_ASSIGN_OR_RETURN(const int64_t time_ms, tlog::VerifyPromise(entry, *log));
    // Also a second one of a log: it does not count once more, but must be right.
    evidence.times.push_back({time_ms, TimeSource::kTransparencyLog, log->base_url});
    vouching_logs.insert(log->key.spki_der());
  }
  logs.insert(log->key.spki_der());
  evidence.entries.push_back({log->base_url, entry.log_index, entry.kind, entry.version,
                              entry.integrated_time_seconds, checkpoint.tree_size,
                              checkpoint.origin});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LogEvidence> VerifyLogEntries(const bundle::Bundle& bundle,
                                             const trust::TrustedRoot& root, size_t threshold) {
  MODELSEAL_RETURN_IF_ERROR(CheckCount(bundle.log_entries().size(), threshold));
  LogEvidence evidence;
  LogKeys logs;
  LogKeys vouching_logs;
  for (size_t i = 0; i < bundle.log_entries().size(); ++i) {
    const tlog::LogEntry& entry = bundle.log_entries()[i];
    MODELSEAL_RETURN_IF_ERROR(
        InField(FieldOf(i), VerifyEntry(entry, root, logs, vouching_logs, evidence)));
  }
  evidence.time_log_count = vouching_logs.size();
  if (logs.size() < threshold) {
    return MakeError(Reason::kLogEntryMissing,
                     absl::StrCat("the bundle has entries of ", logs.size(),
                                  " transparency logs, the policy asks for ", threshold),
                     {{"field", "verificationMaterial.tlogEntries"},
                      {"expected", absl::StrCat(threshold)},
                      {"actual", absl::StrCat(logs.size())}});
  }
  return evidence;
}

absl::Status VerifyLogBodies(const bundle::Bundle& bundle, const tlog::SignedContent& content) {
  for (size_t i = 0; i < bundle.log_entries().size(); ++i) {
    MODELSEAL_RETURN_IF_ERROR(
        InField(FieldOf(i), tlog::VerifyEntryBody(bundle.log_entries()[i], content)));
  }
  return absl::OkStatus();
}

absl::Status CheckLogValidity(const LogEvidence& evidence, std::span<const VerifiedTime> times) {
  for (const tlog::TransparencyLog* log : evidence.timeless_logs) {
    for (const VerifiedTime& time : times) {
      if (!log->validity.Contains(time.time_ms)) {
        return MakeError(Reason::kLogUnknown,
                         absl::StrCat("the log ", log->base_url, " was not in use at ",
                                      FormatUtcMilliseconds(time.time_ms),
                                      ", the time of the signature by ", time.authority),
                         {{"actual", FormatUtcMilliseconds(time.time_ms)}});
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace modelseal::verify
