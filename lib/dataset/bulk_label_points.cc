// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/bulk_label_points.h"

#include "lib/base/status.h"
#include "lib/dataset/bulk_suite.h"
#include "lib/dataset/point_encoding.h"

namespace modelseal::dataset {

absl::StatusOr<BulkLabelPoints> ComputeBulkLabelPoints(P256& p256, const PointBytes& public_key,
                                                       const Scalar& scalar,
                                                       std::span<const VrfInput> inputs) {
  const BulkScalars bulk_scalars(public_key);
  BulkLabelPoints labels;
  labels.input_scalars.reserve(inputs.size());
  labels.exponents.reserve(inputs.size());
  for (const VrfInput& input : inputs) {
    labels.input_scalars.push_back(bulk_scalars.Compute(p256, input));
    labels.exponents.push_back(p256.Add(scalar, labels.input_scalars.back()));
  }
  const bool is_inverted = p256.InvertAll(labels.exponents);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (!is_inverted) {
    return MakeError(Reason::kInvalidArgument, "an input has no label under this key");
  }
  std::vector<Point> points;
  points.reserve(inputs.size());
  for (const Scalar& exponent : labels.exponents) {
    points.push_back(p256.MultiplyGenerator(exponent));
  }
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  // No multiple by an inverse is infinity.
  MODELSEAL_ASSIGN_OR_RETURN(labels.points, EncodePoints(p256, points));
  return labels;
}

}  // namespace modelseal::dataset
