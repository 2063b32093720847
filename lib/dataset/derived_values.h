// SPDX-License-Identifier: Apache-2.0
//
// What a dataset's owner derives from keys instead of keeping it: the salts of values and the
// dummies that fill a size class (docs/dataset-format.md, "Derived values"). Outsiders cannot tell
// them from uniform bytes.
#ifndef MODELSEAL_LIB_DATASET_DERIVED_VALUES_H_
#define MODELSEAL_LIB_DATASET_DERIVED_VALUES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/crypto/secret.h"
#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/parameters.h"

namespace modelseal::dataset {

// HMAC-SHA-256 of the label.
ValueSalt ComputeValueSalt(const crypto::Secret& value_salt_key, const Label& label);

// Dummies of one dataset: another name or context gives others, so that two datasets under one key
// do not show by their dummies that they belong together. Thread-safe.
class Dummies {
 public:
  // Of `padding_key` only a view is kept.
  Dummies(const crypto::Secret& padding_key, const DatasetParameters& parameters);

  // HMAC-SHA-256 of 0x00, length and bytes of context and name, and the index in eight bytes.
  Label ComputeLabel(uint64_t index) const;

  // The same with 0x01 and the label of the dummy: what it has in a map for a content.
  LeafContent ComputeContent(const Label& label) const;

 private:
  std::string_view key_;
  std::string names_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_DERIVED_VALUES_H_
