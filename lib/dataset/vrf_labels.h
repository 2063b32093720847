// SPDX-License-Identifier: Apache-2.0
//
// Labels of records under a secret key, for the builder of a dataset, and the keys that it derives
// from it.
#ifndef MODELSEAL_LIB_DATASET_VRF_LABELS_H_
#define MODELSEAL_LIB_DATASET_VRF_LABELS_H_

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/build_job.h"
#include "lib/dataset/label_source.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::dataset {

// Thread-safe.
class VrfLabels : public LabelSource {
 public:
  // `context`: that of the dataset's parameters.
  VrfLabels(VrfSecretKey key, std::string_view context) : key_(std::move(key)), context_(context) {}

  absl::Status ComputeLabels(std::span<const RecordDigest> records,
                             std::span<Label> labels) const override;

 private:
  VrfSecretKey key_;
  std::string context_;
};

inline BuildKeys DeriveBuildKeys(const VrfSecretKey& key) {
  return {.padding_key = crypto::Secret(key.PaddingKey().view()),
          .value_salt_key = crypto::Secret(key.ValueSaltKey().view())};
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_LABELS_H_
