// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/public_sum.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "lib/base/status.h"
#include "lib/crypto/window_table.h"

namespace modelseal::dataset {
namespace {

// A point costs 8 additions for its odd multiples and one for every sixth bit of its scalar.
constexpr size_t kWidth = 5;
constexpr size_t kMultiples = size_t{1} << (kWidth - 2);
constexpr size_t kScalarBits = 8 * kScalarBytes;

// Products that share their doublings: enough that those cost little, and no more than some hundred
// KiB of multiples.
constexpr size_t kProductsAtOnce = 64;

bool Add(EC_POINT* sum, const EC_POINT* a, const EC_POINT* b) {
  return EC_POINT_add(P256::Group(), sum, a, b, nullptr) == 1;
}

bool Double(EC_POINT* point) { return EC_POINT_dbl(P256::Group(), point, point, nullptr) == 1; }

// One product: the digits of its scalar and 1, 3, 5 to 15 times its point.
class DigitProduct {
 public:
  // False if there is no memory.
  bool Init(const PublicProduct& product) {
    std::optional<std::vector<int16_t>> digits =
        crypto::RecodeScalar(product.scalar, kScalarBits, kWidth);
    const Point twice(EC_POINT_dup(product.point, P256::Group()));
    multiples_[0].reset(EC_POINT_dup(product.point, P256::Group()));
    if (!digits.has_value() || twice == nullptr || multiples_[0] == nullptr ||
        !Double(twice.get())) {
      return false;
    }
    digits_ = *std::move(digits);
    for (size_t i = 1; i < kMultiples; ++i) {
      multiples_[i].reset(EC_POINT_new(P256::Group()));
      if (multiples_[i] == nullptr ||
          !Add(multiples_[i].get(), multiples_[i - 1].get(), twice.get())) {
        return false;
      }
    }
    return true;
  }

  // Adds what the digit at `position` asks for.
  bool AddDigit(size_t position, EC_POINT* scratch, EC_POINT* sum) const {
    const int digit = digits_[position];
    if (digit == 0) {
      return true;
    }
    const EC_POINT* multiple = multiples_[static_cast<size_t>(std::abs(digit)) / 2].get();
    if (digit < 0) {
      if (!EC_POINT_copy(scratch, multiple) || !EC_POINT_invert(P256::Group(), scratch, nullptr)) {
        return false;
      }
      multiple = scratch;
    }
    return Add(sum, sum, multiple);
  }

  // The position of the highest digit that is not zero, and 0 without one.
  size_t Top() const {
    size_t position = digits_.size() - 1;
    while (position > 0 && digits_[position] == 0) {
      --position;
    }
    return position;
  }

 private:
  std::vector<int16_t> digits_;
  std::array<Point, kMultiples> multiples_;
};

// Infinity doubled is infinity, but costs as much: begin where the first digit is.
size_t TopOf(std::span<const DigitProduct> products) {
  size_t top = 0;
  for (const DigitProduct& product : products) {
    top = std::max(top, product.Top());
  }
  return top;
}

bool SumInto(std::span<const PublicProduct> products, EC_POINT* scratch, EC_POINT* sum) {
  std::vector<DigitProduct> digit_products(products.size());
  for (size_t i = 0; i < products.size(); ++i) {
    if (!digit_products[i].Init(products[i])) {
      return false;
    }
  }
  const Point part(EC_POINT_new(P256::Group()));
  if (part == nullptr) {
    return false;
  }
  for (size_t position = TopOf(digit_products) + 1; position-- > 0;) {
    if (!Double(part.get())) {
      return false;
    }
    for (const DigitProduct& product : digit_products) {
      if (!product.AddDigit(position, scratch, part.get())) {
        return false;
      }
    }
  }
  return Add(sum, sum, part.get());
}

}  // namespace

absl::StatusOr<Point> SumPublicProducts(std::span<const PublicProduct> products) {
  const Point scratch(EC_POINT_new(P256::Group()));
  Point sum(EC_POINT_new(P256::Group()));  // infinity
  bool is_done = scratch != nullptr && sum != nullptr;
  while (is_done && !products.empty()) {
    const auto part = products.first(std::min(kProductsAtOnce, products.size()));
    is_done = SumInto(part, scratch.get(), sum.get());
    products = products.subspan(part.size());
  }
  if (!is_done) {
    return MakeError(Reason::kOutOfMemory, "no memory to compute on P-256");
  }
  return sum;
}

absl::StatusOr<Point> SumPublicProducts(std::span<const Scalar> scalars,
                                        std::span<const Point> points) {
  std::vector<PublicProduct> products;
  products.reserve(points.size());
  for (size_t i = 0; i < points.size(); ++i) {
    products.push_back({points[i].get(), scalars[i].get()});
  }
  return SumPublicProducts(products);
}

}  // namespace modelseal::dataset
