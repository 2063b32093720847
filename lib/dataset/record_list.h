// SPDX-License-Identifier: Apache-2.0
//
// Records under one view, as digests, with values if they are for a map: what comes into a dataset,
// is asked for, and is verified.
#ifndef MODELSEAL_LIB_DATASET_RECORD_LIST_H_
#define MODELSEAL_LIB_DATASET_RECORD_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/record_view.h"

namespace modelseal::dataset {

// Movable; const methods are thread-safe. What fails leaves the list as it was, and fails with
// kInvalidArgument unless something else is said.
class RecordList {
 public:
  // `view`: one of record_view.h, or any other id of a view (kInvalidArgument), of which the list
  // takes digests only.
  static absl::StatusOr<RecordList> Create(std::string_view view);

  // One record, or the parts that the view sees in it. Either all records of a list have values or
  // none. Fails as RecordView::Digest(), with kLimitExceeded for a value above
  // limits::kMaxDatasetValueBytes.
  absl::Status Add(std::string_view bytes, std::optional<std::string_view> value);

  // Records that lie one after another in `bytes`, and their values in the same way. Without
  // `value_sizes` they have none.
  absl::Status AddMany(std::string_view bytes, std::span<const uint64_t> sizes,
                       std::string_view values,
                       std::optional<std::span<const uint64_t>> value_sizes);

  absl::Status AddDigest(const RecordDigest& digest);

  const std::string& view() const { return view_; }
  std::span<const RecordDigest> records() const { return records_; }
  bool has_values() const { return !value_ends_.empty(); }
  std::vector<std::string_view> Values() const;

  // Keeps the memory.
  void Clear();

 private:
  RecordList(std::string_view view, std::optional<RecordView> known)
      : view_(view), known_(std::move(known)) {}

  void Shrink(size_t count);

  std::string view_;
  std::optional<RecordView> known_;
  std::vector<RecordDigest> records_;
  std::string values_;
  std::vector<size_t> value_ends_;  // of each record, or none
};

// kInvalidArgument unless the view of the list is one of the dataset's.
absl::Status CheckViewIsOf(const DatasetParameters& parameters, const RecordList& list);

// The same for records that come into it, which have values where the dataset takes values and
// nowhere else.
absl::Status CheckCanAdd(const DatasetParameters& parameters, const RecordList& list);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_RECORD_LIST_H_
