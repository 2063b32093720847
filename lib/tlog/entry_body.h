// SPDX-License-Identifier: Apache-2.0
//
// The body of a log entry: what the log says it saw. A proof that some body is in the log is worth
// nothing unless it is the body for this signature, by this key, over this content.
#ifndef MODELSEAL_LIB_TLOG_ENTRY_BODY_H_
#define MODELSEAL_LIB_TLOG_ENTRY_BODY_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::tlog {

// The kinds that Rekor v1 and v2 make for signatures of artifacts and envelopes.
enum class BodyKind { kHashedRekordV001, kDsseV001, kIntotoV002, kHashedRekordV002 };

// HasIntegratedTime says whether entries of the kind come from Rekor v1, which promises the time of
// inclusion; those of Rekor v2 have no time, whatever they claim.
bool HasIntegratedTime(BodyKind kind);

// BodyKindOf gives the kind that the entry's kindVersion names; VerifyEntryBody holds the body
// against it. kLogEntryUnsupported for every other kind and version.
absl::StatusOr<BodyKind> BodyKindOf(const LogEntry& entry);

// VerifyEntryBody checks that the entry's body is of the kind that the entry says, and about
// exactly this signature, this certificate or key, and this content. Says nothing about whether the
// body is in the log (inclusion.h). Fails with kLogEntryMismatch; kLogEntryUnsupported for a kind,
// a hash or a key that no such entry can be about; kJsonDuplicateMember and kJsonInvalid as
// json::Document::Parse; kLimitExceeded above limits::kMaxLogBodyBytes; and as
// content.artifact_digest fails.
absl::Status VerifyEntryBody(const LogEntry& entry, const SignedContent& content);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_ENTRY_BODY_H_
