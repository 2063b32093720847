// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/point_encoding.h"

#include <openssl/err.h>

#include "lib/base/status.h"
#include "third_party/boringssl/point_batch.h"

namespace modelseal::dataset {

absl::StatusOr<std::vector<PointBytes>> EncodePoints(std::span<const Point> points) {
  std::vector<const EC_POINT*> pointers;
  pointers.reserve(points.size());
  for (const Point& point : points) {
    pointers.push_back(point.get());
  }
  std::vector<PointBytes> encoded(points.size());
  static_assert(sizeof(PointBytes) == kPointBytes);
  if (!EC_POINTs_encode_compressed(P256::Group(), pointers.data(), pointers.size(),
                                   encoded.empty() ? nullptr : encoded.front().data(),
                                   kPointBytes)) {
    ERR_clear_error();
    return MakeError(Reason::kOutOfMemory, "no memory to encode points of P-256");
  }
  return encoded;
}

}  // namespace modelseal::dataset
