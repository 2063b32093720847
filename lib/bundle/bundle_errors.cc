// SPDX-License-Identifier: Apache-2.0
#include "lib/bundle/bundle_errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::bundle {

absl::Status SchemaError(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kBundleInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

absl::Status CheckLimit(std::string_view field, size_t count, size_t limit, std::string_view unit) {
  if (count <= limit) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kLimitExceeded,
                   absl::StrCat(field, ": ", count, " ", unit, ", more than ", limit),
                   {{"field", std::string(field)}, {"limit", absl::StrCat(limit)}});
}

}  // namespace modelseal::bundle
