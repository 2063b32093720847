// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/timestamp_error.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::timestamp {

absl::Status TimestampError(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kTimestampInvalid, absl::StrCat("timestamp.", field, ": ", problem),
                   {{"field", absl::StrCat("timestamp.", field)}});
}

absl::Status TimestampMismatch(std::string_view field, std::string_view expected,
                               std::string_view actual) {
  return MakeError(Reason::kTimestampInvalid,
                   absl::StrCat("timestamp.", field, ": ", actual, ", expected ", expected),
                   {{"field", absl::StrCat("timestamp.", field)},
                    {"expected", std::string(expected)},
                    {"actual", std::string(actual)}});
}

absl::Status AsTimestampError(const absl::Status& failure) {
  // Not through MakeError, which would escape the message once more.
  const absl::Status reason = MakeError(Reason::kTimestampInvalid, "");
  absl::Status out(reason.code(), absl::StrCat("timestamp authority: ", failure.message()));
  for (const absl::Status& source : {reason, failure}) {
    source.ForEachPayload([&out](std::string_view key, const absl::Cord& value) {
      if (!out.GetPayload(key).has_value()) {
        out.SetPayload(key, value);
      }
    });
  }
  return out;
}

}  // namespace modelseal::timestamp
