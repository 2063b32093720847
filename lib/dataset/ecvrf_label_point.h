// SPDX-License-Identifier: Apache-2.0
//
// The point behind a label of suite 1, computed by who has the key (RFC 9381, section 5.1, steps 2
// to 4).
#ifndef MODELSEAL_LIB_DATASET_ECVRF_LABEL_POINT_H_
#define MODELSEAL_LIB_DATASET_ECVRF_LABEL_POINT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/dataset/ecvrf.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

struct EcvrfLabelPoint {
  EcvrfBase base;    // H
  PointBytes gamma;  // x * H
};

// Fails as EcvrfEncodeToCurve().
absl::StatusOr<EcvrfLabelPoint> ComputeEcvrfLabelPoint(P256& p256, const PointBytes& public_key,
                                                       const Scalar& scalar,
                                                       std::string_view input);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_ECVRF_LABEL_POINT_H_
