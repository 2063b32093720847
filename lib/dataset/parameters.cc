// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/parameters.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal::dataset {
namespace {

absl::Status FieldError(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kInvalidArgument, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool IsViewCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

absl::Status CheckViews(const std::vector<std::string>& views) {
  if (views.empty() || views.size() > limits::kMaxDatasetViews) {
    return FieldError(
        "views", absl::StrCat(views.size(), " views, expected 1 to ", limits::kMaxDatasetViews));
  }
  for (size_t index = 0; index < views.size(); ++index) {
    const std::string& view = views[index];
    const std::string field = absl::StrCat("views[", index, "]");
    MODELSEAL_RETURN_IF_ERROR(CheckViewId(field, view));
    if (index > 0 && views[index - 1] >= view) {
      return FieldError(field, absl::StrCat("\"", view, "\" is not above the one before"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckDatasetText(std::string_view field, std::string_view text) {
  if (text.empty() || text.size() > limits::kMaxDatasetNameBytes) {
    return FieldError(
        field, absl::StrCat(text.size(), " bytes, expected 1 to ", limits::kMaxDatasetNameBytes));
  }
  if (!IsUtf8(text)) {
    return FieldError(field, "not UTF-8");
  }
  if (std::any_of(text.begin(), text.end(), IsControl)) {
    return FieldError(field, "has a control character");
  }
  return absl::OkStatus();
}

absl::Status CheckViewId(std::string_view field, std::string_view view) {
  if (view.empty() || view.size() > limits::kMaxDatasetViewBytes) {
    return FieldError(
        field, absl::StrCat(view.size(), " bytes, expected 1 to ", limits::kMaxDatasetViewBytes));
  }
  if (!std::all_of(view.begin(), view.end(), IsViewCharacter)) {
    return FieldError(field, absl::StrCat("\"", view, "\" has other characters than a-z0-9._-"));
  }
  return absl::OkStatus();
}

absl::Status CheckParameters(const DatasetParameters& parameters) {
  if (parameters.duplicates == DuplicatePolicy::kCount && parameters.kind != DatasetKind::kMap) {
    return FieldError("duplicates", "only a map can count");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckDatasetText("name", parameters.name));
  MODELSEAL_RETURN_IF_ERROR(CheckDatasetText("context", parameters.context));
  return CheckViews(parameters.views);
}

uint64_t PaddedLeafCount(Padding padding, uint64_t record_count) {
  switch (padding) {
    case Padding::kNone:
      return record_count;
    case Padding::kPowerOfTwo:
      return std::bit_ceil(std::max<uint64_t>(record_count, 1));
    case Padding::kQuarterSteps: {
      constexpr int kBitsOfSteps = 3;  // 4 to 7
      const uint64_t count = std::max<uint64_t>(record_count, 4);
      const int shift = std::bit_width(count) - kBitsOfSteps;
      // Above 7 steps come 8, which are 4 of the next size.
      return ((count + (uint64_t{1} << shift) - 1) >> shift) << shift;
    }
  }
  return record_count;
}

}  // namespace modelseal::dataset
