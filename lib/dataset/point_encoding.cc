// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/point_encoding.h"

#include <openssl/err.h>

#include <cstddef>
#include <optional>

#include "lib/base/status.h"
#include "third_party/boringssl/point_batch.h"

namespace modelseal::dataset {
namespace {

// The inversion that points share is a general one; alone they have one that knows the prime and
// takes half as long.
constexpr size_t kLeastTogether = 4;

bool EncodeEach(P256& p256, std::span<const Point> points, std::vector<PointBytes>& encoded) {
  for (size_t i = 0; i < points.size(); ++i) {
    const std::optional<PointBytes> bytes = p256.Encode(points[i]);
    if (!bytes.has_value() || p256.is_failed()) {
      return false;
    }
    encoded[i] = *bytes;
  }
  return true;
}

bool EncodeTogether(std::span<const Point> points, std::vector<PointBytes>& encoded) {
  static_assert(sizeof(PointBytes) == kPointBytes);
  std::vector<const EC_POINT*> pointers;
  pointers.reserve(points.size());
  for (const Point& point : points) {
    pointers.push_back(point.get());
  }
  return EC_POINTs_encode_compressed(P256::Group(), pointers.data(), pointers.size(),
                                     encoded.front().data(), kPointBytes) == 1;
}

}  // namespace

absl::StatusOr<std::vector<PointBytes>> EncodePoints(P256& p256, std::span<const Point> points) {
  std::vector<PointBytes> encoded(points.size());
  const bool is_done = points.size() < kLeastTogether ? EncodeEach(p256, points, encoded)
                                                      : EncodeTogether(points, encoded);
  if (!is_done) {
    ERR_clear_error();
    return MakeError(Reason::kOutOfMemory, "no memory to encode points of P-256");
  }
  return encoded;
}

}  // namespace modelseal::dataset
