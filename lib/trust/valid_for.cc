// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/valid_for.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/trust/root_error.h"

namespace modelseal::trust {
namespace {

absl::StatusOr<int64_t> ReadTime(std::string_view text, const json::Path& path) {
  const std::optional<int64_t> time_ms = ParseRfc3339Milliseconds(text);
  if (!time_ms.has_value()) {
    return RootError(path, "is not a time, expected one like 2021-01-12T11:53:27Z");
  }
  return *time_ms;
}

}  // namespace

absl::StatusOr<TimeRange> ReadValidity(const sigstore::TimeRange& range, const json::Path& path) {
  if (!range.has_start()) {
    return RootError(path.Member("start"), "is missing");
  }
  TimeRange out;
  MODELSEAL_ASSIGN_OR_RETURN(out.start_ms, ReadTime(range.start(), path.Member("start")));
  if (range.has_end()) {
    MODELSEAL_ASSIGN_OR_RETURN(out.end_ms, ReadTime(range.end(), path.Member("end")));
  }
  if (out.end_ms < out.start_ms) {
    return RootError(path.Member("end"), "lies before the start");
  }
  return out;
}

}  // namespace modelseal::trust
