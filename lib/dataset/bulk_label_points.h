// SPDX-License-Identifier: Apache-2.0
//
// The points behind the labels of the bulk suite, computed many at once by who has the key.
#ifndef MODELSEAL_LIB_DATASET_BULK_LABEL_POINTS_H_
#define MODELSEAL_LIB_DATASET_BULK_LABEL_POINTS_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

struct BulkLabelPoints {
  std::vector<Scalar> input_scalars;  // h
  std::vector<Scalar> exponents;      // 1 / (x + h), as secret as x
  std::vector<PointBytes> points;     // that times G
};

// Two inversions for all inputs. kInvalidArgument if x + h is zero for one of them: it has no
// label. kOutOfMemory.
absl::StatusOr<BulkLabelPoints> ComputeBulkLabelPoints(P256& p256, const PointBytes& public_key,
                                                       const Scalar& scalar,
                                                       std::span<const VrfInput> inputs);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BULK_LABEL_POINTS_H_
