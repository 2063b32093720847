// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/ecvrf_label_point.h"

#include <optional>
#include <utility>

#include "lib/base/status.h"

namespace modelseal::dataset {

absl::StatusOr<EcvrfLabelPoint> ComputeEcvrfLabelPoint(P256& p256, const PointBytes& public_key,
                                                       const Scalar& scalar,
                                                       std::string_view input) {
  MODELSEAL_ASSIGN_OR_RETURN(EcvrfBase base, EcvrfEncodeToCurve(p256, public_key, input));
  const std::optional<PointBytes> gamma = p256.Encode(p256.Multiply(scalar, base.point));
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  // A point of prime order, as many times as is not zero: never infinity.
  return EcvrfLabelPoint{std::move(base), *gamma};
}

}  // namespace modelseal::dataset
