// SPDX-License-Identifier: Apache-2.0
//
// How the bytes of a record become the digest that its label is made from (docs/dataset-format.md,
// "Records").
#ifndef MODELSEAL_LIB_DATASET_RECORD_VIEW_H_
#define MODELSEAL_LIB_DATASET_RECORD_VIEW_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

// Immutable; thread-safe.
class RecordView {
 public:
  // By its name in commitments. Fails with kInvalidArgument (detail "field": view) for a name that
  // is none of those in the document: the digests of such a view are made by who named it.
  static absl::StatusOr<RecordView> Parse(std::string_view id);

  const std::string& id() const { return id_; }

  // The digest of one record, or, where a view is of parts of it, one for each part, at least one.
  absl::StatusOr<std::vector<RecordDigest>> Digest(std::string_view bytes) const;

 private:
  explicit RecordView(std::string id) : id_(std::move(id)) {}

  std::string id_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_RECORD_VIEW_H_
