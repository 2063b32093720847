// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/partition_sorter.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <span>
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

// Puts records in about so many buckets as there are records, by the bits that follow those that
// all labels share: labels are uniform, so that what is left to be sorted is next to nothing.
// Labels that are not uniform, as tests have them, are sorted all the same.
class LabelBuckets {
 public:
  LabelBuckets(std::span<const uint8_t> records, size_t record_bytes)
      : records_(records), record_bytes_(record_bytes), count_(records.size() / record_bytes) {
    uint64_t all = ~uint64_t{0};
    uint64_t any = 0;
    for (size_t index = 0; index < count_; ++index) {
      all &= PrefixOf(index);
      any |= PrefixOf(index);
    }
    shared_bits_ = std::min<size_t>(static_cast<size_t>(std::countl_zero(all ^ any)), 63);
    bits_ = std::min<size_t>(static_cast<size_t>(std::bit_width(count_)), 64 - shared_bits_);
  }

  // Where in the order of buckets each record goes, and where each bucket ends.
  std::vector<size_t> CountEnds() const {
    std::vector<size_t> ends(size_t{1} << bits_);
    for (size_t index = 0; index < count_; ++index) {
      ++ends[BucketOf(index)];
    }
    size_t sum = 0;
    for (size_t& end : ends) {
      sum += end;
      end = sum;
    }
    return ends;
  }

  size_t count() const { return count_; }
  std::span<const uint8_t> record(size_t index) const {
    return records_.subspan(index * record_bytes_, record_bytes_);
  }
  size_t BucketOf(size_t index) const {
    return static_cast<size_t>(PrefixOf(index) << shared_bits_ >> (64 - bits_));
  }

 private:
  // A record begins with its label.
  uint64_t PrefixOf(size_t index) const {
    Label front = {};
    std::memcpy(front.data(), records_.data() + index * record_bytes_, sizeof(uint64_t));
    return LabelPrefix(front, 64);
  }

  std::span<const uint8_t> records_;
  size_t record_bytes_;
  size_t count_;
  size_t shared_bits_;
  size_t bits_;
};

// The records, read by `read`, in the order of `is_less`, which looks at labels first.
template <typename Item, typename Read, typename IsItemLess>
std::vector<Item> ReadSorted(std::span<const uint8_t> records, size_t record_bytes, Read read,
                             IsItemLess is_less) {
  const LabelBuckets buckets(records, record_bytes);
  std::vector<Item> items(buckets.count());
  if (items.empty()) {
    return items;
  }
  std::vector<size_t> places = buckets.CountEnds();
  for (size_t index = 0; index < buckets.count(); ++index) {
    items[--places[buckets.BucketOf(index)]] = read(buckets.record(index));
  }
  // Places are now where buckets begin.
  for (size_t bucket = 0; bucket < places.size(); ++bucket) {
    const size_t end = bucket + 1 < places.size() ? places[bucket + 1] : items.size();
    if (end - places[bucket] > 1) {
      std::sort(items.begin() + static_cast<ptrdiff_t>(places[bucket]),
                items.begin() + static_cast<ptrdiff_t>(end), is_less);
    }
  }
  return items;
}

std::vector<Label> SortedLabels(std::vector<uint8_t> records) {
  return ReadSorted<Label>(
      records, kLabelRecordBytes,
      [](std::span<const uint8_t> record) {
        Label label;
        std::memcpy(label.data(), record.data(), label.size());
        return label;
      },
      IsLess());
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
  const std::vector<WorkRecord> all = ReadSorted<WorkRecord>(
      records, kFullRecordBytes,
      [](std::span<const uint8_t> record) {
        WireReader reader(record);
        return ReadRecord(/*is_full=*/true, reader);
      },
      [](const WorkRecord& a, const WorkRecord& b) {
        return a.label != b.label ? IsLess()(a.label, b.label) : a.value_place < b.value_place;
      });
  std::vector<uint8_t>().swap(records);
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
