// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_labels.h"

#include <vector>

namespace modelseal::dataset {

absl::Status VrfLabels::ComputeLabels(std::span<const RecordDigest> records,
                                      std::span<Label> labels) const {
  std::vector<VrfInput> inputs;
  inputs.reserve(records.size());
  for (const RecordDigest& record : records) {
    inputs.push_back(MakeVrfInput(context_, record));
  }
  return key_.ComputeLabels(inputs, labels);
}

}  // namespace modelseal::dataset
