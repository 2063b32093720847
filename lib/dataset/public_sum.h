// SPDX-License-Identifier: Apache-2.0
//
// Sums of products of points by scalars that everybody may know, as those of a verification:
// interleaved signed windows (Moeller; Hankerson, Menezes, Vanstone: Guide to Elliptic Curve
// Cryptography, algorithm 3.51).
//
// The time it takes depends on the scalars: never for secret ones.
#ifndef MODELSEAL_LIB_DATASET_PUBLIC_SUM_H_
#define MODELSEAL_LIB_DATASET_PUBLIC_SUM_H_

#include <span>

#include "absl/status/statusor.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

struct PublicProduct {
  const EC_POINT* point;
  const BIGNUM* scalar;  // below q
};

// The sum, which may be infinity. Both fail with kOutOfMemory only.
absl::StatusOr<Point> SumPublicProducts(std::span<const PublicProduct> products);

// The sum of scalars[i] * points[i], for as many scalars as points.
absl::StatusOr<Point> SumPublicProducts(std::span<const Scalar> scalars,
                                        std::span<const Point> points);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PUBLIC_SUM_H_
