// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_labels.h"

namespace modelseal::dataset {

absl::Status VrfLabels::ComputeLabels(std::span<const RecordDigest> records,
                                      std::span<Label> labels) const {
  return key_.ComputeLabels(MakeVrfInputs(context_, records), labels);
}

}  // namespace modelseal::dataset
