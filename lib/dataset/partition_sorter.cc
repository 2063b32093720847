// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/partition_sorter.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/record_form.h"
#include "lib/dataset/store_layout.h"

namespace modelseal::dataset {
namespace {

absl::Status DuplicateError(const Label& label, std::string_view what) {
  return MakeError(Reason::kDatasetRecordDuplicate,
                   absl::StrCat("record with label ", EncodeHex(label), " comes ", what));
}

// Labels are uniform: nearly always the first eight bytes decide.
struct IsLess {
  bool operator()(const Label& a, const Label& b) const {
    constexpr size_t kPrefixBits = 64;
    const uint64_t a_prefix = LabelPrefix(a, kPrefixBits);
    const uint64_t b_prefix = LabelPrefix(b, kPrefixBits);
    return a_prefix != b_prefix ? a_prefix < b_prefix : a < b;
  }
};

std::vector<Label> SortedLabels(std::vector<uint8_t> records) {
  std::vector<Label> labels(records.size() / kLabelRecordBytes);
  if (!labels.empty()) {
    std::memcpy(labels.data(), records.data(), labels.size() * kLabelRecordBytes);
  }
  std::sort(labels.begin(), labels.end(), IsLess());
  return labels;
}

absl::StatusOr<SortedPartition> SortSet(std::vector<uint8_t> records, DuplicatePolicy duplicates) {
  std::vector<Label> labels = SortedLabels(std::move(records));
  if (duplicates == DuplicatePolicy::kError) {
    if (const auto twice = std::adjacent_find(labels.begin(), labels.end());
        twice != labels.end()) {
      return DuplicateError(*twice, "twice");
    }
  }
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  SortedPartition sorted{.record_count = labels.size()};
  sorted.records.resize(labels.size() * kLabelRecordBytes);
  if (!labels.empty()) {
    std::memcpy(sorted.records.data(), labels.data(), sorted.records.size());
  }
  return sorted;
}

SortedPartition CountRecords(std::vector<uint8_t> records, const crypto::Secret& value_salt_key) {
  const std::vector<Label> labels = SortedLabels(std::move(records));
  SortedPartition sorted;
  WireWriter writer;
  for (auto first = labels.begin(); first != labels.end();) {
    const auto last = std::upper_bound(first, labels.end(), *first);
    const auto count = static_cast<uint64_t>(last - first);
    const std::vector<uint8_t> value = CountValue(count);
    const ValueSalt salt = ComputeValueSalt(value_salt_key, *first);
    WriteRecord(
        {*first, ComputeValueContent(salt, value), count, static_cast<uint32_t>(value.size())},
        /*is_full=*/true, writer);
    ++sorted.record_count;
    sorted.values_bytes += kValueSizeBytes + value.size();
    first = last;
  }
  sorted.records = writer.Finish();
  return sorted;
}

absl::StatusOr<SortedPartition> SortMap(std::vector<uint8_t> records, DuplicatePolicy duplicates) {
  std::vector<WorkRecord> all(records.size() / kFullRecordBytes);
  WireReader reader(records);
  for (WorkRecord& record : all) {
    record = ReadRecord(/*is_full=*/true, reader);
  }
  std::vector<uint8_t>().swap(records);
  std::sort(all.begin(), all.end(), [](const WorkRecord& a, const WorkRecord& b) {
    return a.label != b.label ? IsLess()(a.label, b.label) : a.value_place < b.value_place;
  });
  SortedPartition sorted;
  WireWriter writer;
  const WorkRecord* last = nullptr;
  for (const WorkRecord& record : all) {
    if (last != nullptr && last->label == record.label) {
      if (duplicates == DuplicatePolicy::kError) {
        return DuplicateError(record.label, "twice");
      }
      if (last->content != record.content) {
        return DuplicateError(record.label, "with two values");
      }
      continue;
    }
    WriteRecord(record, /*is_full=*/true, writer);
    ++sorted.record_count;
    sorted.values_bytes += kValueSizeBytes + record.value_bytes;
    last = &record;
  }
  sorted.records = writer.Finish();
  return sorted;
}

}  // namespace

absl::StatusOr<SortedPartition> SortPartition(std::vector<uint8_t> records,
                                              const DatasetParameters& parameters,
                                              const crypto::Secret& value_salt_key) {
  if (parameters.kind == DatasetKind::kSet) {
    return SortSet(std::move(records), parameters.duplicates);
  }
  if (parameters.duplicates == DuplicatePolicy::kCount) {
    return CountRecords(std::move(records), value_salt_key);
  }
  return SortMap(std::move(records), parameters.duplicates);
}

std::vector<uint8_t> CountValue(uint64_t count) {
  WireWriter writer;
  writer.WriteU64(count);
  return writer.Finish();
}

}  // namespace modelseal::dataset
