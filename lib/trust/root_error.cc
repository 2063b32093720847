// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/root_error.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/json/fields.h"

namespace modelseal::trust {

absl::Status RootError(const json::Path& path, std::string_view problem) {
  return json::FieldError(Reason::kTrustRootInvalid, path, problem);
}

absl::Status RootErrorFrom(const json::Path& path, const absl::Status& cause) {
  const Reason reason = ReasonOf(cause);
  if (reason == Reason::kOutOfMemory || reason == Reason::kInternal) {
    return cause;
  }
  const std::optional<std::string> subject = DetailOf(cause, "subject");
  if (!subject.has_value()) {
    return RootError(path, cause.message());
  }
  const std::string field = path.ToString();
  return MakeError(Reason::kTrustRootInvalid, absl::StrCat(field, ": ", cause.message()),
                   {{"field", field}, {"subject", *subject}});
}

absl::Status CheckCount(const json::Path& path, size_t count, size_t limit) {
  if (count <= limit) {
    return absl::OkStatus();
  }
  const std::string field = path.ToString();
  return MakeError(Reason::kLimitExceeded,
                   absl::StrCat(field, ": ", count, " items, more than ", limit),
                   {{"field", field}, {"limit", absl::StrCat(limit)}});
}

}  // namespace modelseal::trust
