// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/record_list.h"

#include <algorithm>
#include <new>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/record_form.h"

namespace modelseal::dataset {
namespace {

absl::Status CheckSizes(std::string_view what, std::span<const uint64_t> sizes, size_t total) {
  uint64_t left = total;
  for (const uint64_t size : sizes) {
    if (size > left) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat(what, ": the sizes add up to more than ", total, " bytes"));
    }
    left -= size;
  }
  if (left != 0) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(what, ": the sizes leave ", left, " of ", total, " bytes"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RecordList> RecordList::Create(std::string_view view) {
  MODELSEAL_RETURN_IF_ERROR(CheckViewId("view", view));
  absl::StatusOr<RecordView> known = RecordView::Parse(view);
  return RecordList(view, known.ok() ? std::optional(*std::move(known)) : std::nullopt);
}

absl::Status RecordList::Add(std::string_view bytes, std::optional<std::string_view> value) {
  if (!known_.has_value()) {
    return RecordView::Parse(view_).status();
  }
  if (!records_.empty() && value.has_value() != has_values()) {
    return MakeError(Reason::kInvalidArgument, value.has_value()
                                                   ? "the list has records without values"
                                                   : "the list has records with values");
  }
  if (value.has_value() && value->size() > limits::kMaxDatasetValueBytes) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("value of ", value->size(), " bytes, at most ", limits::kMaxDatasetValueBytes),
        {{"limit", absl::StrCat(limits::kMaxDatasetValueBytes)}});
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<RecordDigest> digests, known_->Digest(bytes));
  const size_t before = records_.size();
  try {
    for (const RecordDigest& digest : digests) {
      records_.push_back(digest);
      if (value.has_value()) {
        values_ += *value;
        value_ends_.push_back(values_.size());
      }
    }
  } catch (const std::bad_alloc&) {
    Shrink(before);
    throw;
  }
  return absl::OkStatus();
}

absl::Status RecordList::AddMany(std::string_view bytes, std::span<const uint64_t> sizes,
                                 std::string_view values,
                                 std::optional<std::span<const uint64_t>> value_sizes) {
  MODELSEAL_RETURN_IF_ERROR(CheckSizes("bytes", sizes, bytes.size()));
  MODELSEAL_RETURN_IF_ERROR(
      CheckSizes("values", value_sizes.value_or(std::span<const uint64_t>()), values.size()));
  const size_t before = records_.size();
  for (size_t index = 0; index < sizes.size(); ++index) {
    std::optional<std::string_view> value;
    if (value_sizes.has_value()) {
      value = values.substr(0, (*value_sizes)[index]);
      values.remove_prefix(value->size());
    }
    const absl::Status status = Add(bytes.substr(0, sizes[index]), value);
    if (!status.ok()) {
      Shrink(before);
      return InField(absl::StrCat("records[", index, "]"), status);
    }
    bytes.remove_prefix(sizes[index]);
  }
  return absl::OkStatus();
}

absl::Status RecordList::AddDigest(const RecordDigest& digest) {
  if (has_values()) {
    return MakeError(Reason::kInvalidArgument, "the list has records with values");
  }
  records_.push_back(digest);
  return absl::OkStatus();
}

std::vector<std::string_view> RecordList::Values() const {
  std::vector<std::string_view> values;
  values.reserve(value_ends_.size());
  size_t begin = 0;
  for (const size_t end : value_ends_) {
    values.push_back(std::string_view(values_).substr(begin, end - begin));
    begin = end;
  }
  return values;
}

void RecordList::Clear() { Shrink(0); }

void RecordList::Shrink(size_t count) {
  records_.resize(std::min(count, records_.size()));
  value_ends_.resize(std::min(count, value_ends_.size()));
  values_.resize(value_ends_.empty() ? 0 : value_ends_.back());
}

absl::Status CheckViewIsOf(const DatasetParameters& parameters, const RecordList& list) {
  const std::vector<std::string>& views = parameters.views;
  if (std::find(views.begin(), views.end(), list.view()) == views.end()) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("records under view ", list.view(), ", but the dataset has only ",
                                  absl::StrJoin(views, ", ")),
                     {{"field", "view"}, {"actual", list.view()}});
  }
  return absl::OkStatus();
}

absl::Status CheckCanAdd(const DatasetParameters& parameters, const RecordList& list) {
  MODELSEAL_RETURN_IF_ERROR(CheckViewIsOf(parameters, list));
  if (!list.records().empty() && list.has_values() != HasFullAddedRecords(parameters)) {
    return MakeError(Reason::kInvalidArgument, list.has_values()
                                                   ? "the dataset takes no values"
                                                   : "the dataset takes records with values");
  }
  return absl::OkStatus();
}

}  // namespace modelseal::dataset
