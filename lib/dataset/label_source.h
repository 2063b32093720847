// SPDX-License-Identifier: Apache-2.0
//
// Where the builder of a dataset has its labels from: the secret key of its owner, or a test.
#ifndef MODELSEAL_LIB_DATASET_LABEL_SOURCE_H_
#define MODELSEAL_LIB_DATASET_LABEL_SOURCE_H_

#include <span>

#include "absl/status/status.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

class LabelSource {
 public:
  virtual ~LabelSource() = default;

  // Fills `labels`, which has as many elements as `records`. Called from several threads at once.
  // The same record must always get the same label.
  virtual absl::Status ComputeLabels(std::span<const RecordDigest> records,
                                     std::span<Label> labels) const = 0;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_SOURCE_H_
