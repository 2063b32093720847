// SPDX-License-Identifier: Apache-2.0
//
// See entry_body.h.
#include "lib/tlog/entry_body.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/json/value.h"
#include "lib/tlog/dsse_v001.h"
#include "lib/tlog/hashed_rekord_v001.h"
#include "lib/tlog/hashed_rekord_v002.h"
#include "lib/tlog/intoto_v002.h"

namespace modelseal::tlog {
namespace {

struct KnownKind {
  std::string_view kind;
  std::string_view version;
  BodyKind body_kind;
};

constexpr KnownKind kKnownKinds[] = {
    {"hashedrekord", "0.0.1", BodyKind::kHashedRekordV001},
    {"dsse", "0.0.1", BodyKind::kDsseV001},
    {"intoto", "0.0.2", BodyKind::kIntotoV002},
    {"hashedrekord", "0.0.2", BodyKind::kHashedRekordV002},
};

absl::Status CheckMember(const json::Fields& fields, std::string_view key,
                         std::string_view expected) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view actual, fields.String(key));
  if (actual != expected) {
    return fields.Error(key, absl::StrCat("is not \"", expected, "\" as the entry says"));
  }
  return absl::OkStatus();
}

// Bodies of Rekor v1: fields are compared, since clients wrote PEM and JSON in their own ways.
absl::Status VerifyV1Body(BodyKind kind, const LogEntry& entry, const SignedContent& content) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Document document,
      json::Document::Parse(entry.canonicalized_body, "body of the log entry",
                            Reason::kLogEntryMismatch));
  const json::Path root;
  const json::Path path = root.Member("canonicalizedBody");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields body,
                             json::Fields::Of(document.root(), path, Reason::kLogEntryMismatch));
  MODELSEAL_RETURN_IF_ERROR(body.CheckNoOthers({"apiVersion", "kind", "spec"}));
  MODELSEAL_RETURN_IF_ERROR(CheckMember(body, "kind", entry.kind));
  MODELSEAL_RETURN_IF_ERROR(CheckMember(body, "apiVersion", entry.version));
  const json::Path spec_path = path.Member("spec");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields spec, body.Member("spec", spec_path));
  switch (kind) {
    case BodyKind::kHashedRekordV001:
      return VerifyHashedRekordV001(spec, spec_path, content);
    case BodyKind::kDsseV001:
      return VerifyDsseV001(spec, spec_path, content);
    case BodyKind::kIntotoV002:
      return VerifyIntotoV002(spec, spec_path, content);
    case BodyKind::kHashedRekordV002:
      break;
  }
  return MakeError(Reason::kInternal, "no entry of Rekor v1");
}

}  // namespace

bool HasIntegratedTime(BodyKind kind) {
  switch (kind) {
    case BodyKind::kHashedRekordV001:
    case BodyKind::kDsseV001:
    case BodyKind::kIntotoV002:
      return true;
    case BodyKind::kHashedRekordV002:
      return false;
  }
  return false;
}

absl::StatusOr<BodyKind> BodyKindOf(const LogEntry& entry) {
  for (const KnownKind& known : kKnownKinds) {
    if (entry.kind == known.kind && entry.version == known.version) {
      return known.body_kind;
    }
  }
  const std::string actual = absl::StrCat(entry.kind, " ", entry.version);
  return MakeError(Reason::kLogEntryUnsupported,
                   absl::StrCat("log entry is of kind \"", actual,
                                "\", expected hashedrekord 0.0.1 or 0.0.2, dsse 0.0.1 or intoto "
                                "0.0.2"),
                   {{"field", "kindVersion"}, {"actual", actual}});
}

absl::Status VerifyEntryBody(const LogEntry& entry, const SignedContent& content) {
  MODELSEAL_ASSIGN_OR_RETURN(const BodyKind kind, BodyKindOf(entry));
  if (entry.canonicalized_body.size() > limits::kMaxLogBodyBytes) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("body of the log entry has ", entry.canonicalized_body.size(),
                     " bytes, at most ", limits::kMaxLogBodyBytes, " are read"),
        {{"field", "canonicalizedBody"}, {"limit", absl::StrCat(limits::kMaxLogBodyBytes)}});
  }
  return kind == BodyKind::kHashedRekordV002
             ? VerifyHashedRekordV002(entry.canonicalized_body, content)
             : VerifyV1Body(kind, entry, content);
}

}  // namespace modelseal::tlog
