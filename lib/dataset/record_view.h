// SPDX-License-Identifier: Apache-2.0
//
// How the bytes of a record become the digest that its label is made from (docs/dataset-format.md,
// "Records").
#ifndef MODELSEAL_LIB_DATASET_RECORD_VIEW_H_
#define MODELSEAL_LIB_DATASET_RECORD_VIEW_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

// Immutable; thread-safe.
class RecordView {
 public:
  // By its name in commitments. Fails with kInvalidArgument (detail "field": view) for a name that
  // is none of those in the document: the digests of such a view are made by who named it.
  static absl::StatusOr<RecordView> Parse(std::string_view id);

  const std::string& id() const { return id_; }

  // The digest of one record, or of each of its windows in their order, of which there is at least
  // one. Fails with kInvalidArgument (detail "field": record) if the bytes are not what the view is
  // of, kLimitExceeded if they are more than it takes. Thread-safe.
  absl::StatusOr<std::vector<RecordDigest>> Digest(std::string_view bytes) const;

 private:
  enum class Form { kRaw, kText, kJson, kPixels, kWords };

  RecordView(std::string_view id, Form form, size_t words);

  RecordDigest DigestOf(std::string_view canonical) const;

  std::string id_;
  Form form_;
  size_t words_;            // of a window
  crypto::Sha256 started_;  // has taken what comes before the canonical bytes
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_RECORD_VIEW_H_
