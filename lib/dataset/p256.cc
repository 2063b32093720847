// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/p256.h"

#include <openssl/nid.h>

#include <algorithm>
#include <utility>

#include "lib/base/status.h"
#include "lib/dataset/point_decoding.h"
#include "lib/dataset/wiped_array.h"

namespace modelseal::dataset {
namespace {

// Half of what Reduce() takes: below q as it stands.
constexpr size_t kHalfBytes = kWideScalarBytes / 2;

// What is computed once for the order q, and never freed: a thread may still use it while the
// process ends. `montgomery` is null if there was no memory.
struct OrderConstants {
  BN_MONT_CTX* montgomery = nullptr;
  BIGNUM* order_minus_2 = nullptr;  // the exponent that inverts
  BIGNUM* half_shift = nullptr;     // 2^192 in Montgomery's form
};

OrderConstants MakeOrderConstants() {
  const BIGNUM* order = EC_GROUP_get0_order(P256::Group());
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  bssl::UniquePtr<BN_MONT_CTX> montgomery(BN_MONT_CTX_new_for_modulus(order, context.get()));
  Scalar exponent(BN_dup(order));
  Scalar shift(BN_new());
  if (context == nullptr || montgomery == nullptr || exponent == nullptr || shift == nullptr ||
      !BN_sub_word(exponent.get(), 2) ||
      !BN_set_bit(shift.get(), static_cast<int>(8 * kHalfBytes)) ||
      !BN_to_montgomery(shift.get(), shift.get(), montgomery.get(), context.get())) {
    return {};
  }
  return {montgomery.release(), exponent.release(), shift.release()};
}

const OrderConstants& Order() {
  static const OrderConstants kConstants = MakeOrderConstants();
  return kConstants;
}

const BIGNUM* OrderValue() { return EC_GROUP_get0_order(P256::Group()); }

}  // namespace

const EC_GROUP* P256::Group() {
  static const EC_GROUP* const kGroup = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  return kGroup;
}

P256::P256() : context_(BN_CTX_new()) {
  Check(Group() != nullptr && context_ != nullptr && Order().montgomery != nullptr);
}

absl::Status P256::status() const {
  return is_failed_ ? MakeError(Reason::kOutOfMemory, "no memory to compute on P-256")
                    : absl::OkStatus();
}

bool P256::Check(bool is_done) {
  is_failed_ |= !is_done;
  return !is_failed_;
}

Scalar P256::NewScalar() {
  Scalar scalar(is_failed_ ? nullptr : BN_new());
  Check(scalar != nullptr);
  return scalar;
}

Point P256::NewPoint() {
  Point point(is_failed_ ? nullptr : EC_POINT_new(Group()));
  Check(point != nullptr);
  return point;
}

Point P256::ParsePoint(std::span<const uint8_t> bytes) {
  Point point = NewPoint();
  if (is_failed_) {
    return nullptr;
  }
  const Decoding decoding = DecodeCompressedPoint(Group(), bytes, point.get(), context_.get());
  Check(decoding != Decoding::kOutOfMemory);
  return decoding == Decoding::kDone ? std::move(point) : nullptr;
}

Scalar P256::FromBytes(std::span<const uint8_t> bytes) {
  // All scalars are as wide as q, whatever their value, as Montgomery's multiplication asks.
  WipedArray<kScalarBytes> padded;
  std::copy(bytes.begin(), bytes.end(), padded.end() - bytes.size());
  Scalar scalar = NewScalar();
  if (!is_failed_) {
    Check(BN_bin2bn(padded.data(), padded.size(), scalar.get()) != nullptr);
  }
  return scalar;
}

Scalar P256::ParseScalar(std::span<const uint8_t> bytes) {
  if (bytes.size() != kScalarBytes) {
    return nullptr;
  }
  Scalar scalar = FromBytes(bytes);
  return !is_failed_ && BN_ucmp(scalar.get(), OrderValue()) < 0 ? std::move(scalar) : nullptr;
}

Scalar P256::ScalarOf(std::span<const uint8_t, 16> bytes) { return FromBytes(bytes); }

Scalar P256::Reduce(std::span<const uint8_t, kWideScalarBytes> bytes) {
  Scalar high = FromBytes(bytes.first<kHalfBytes>());
  const Scalar low = FromBytes(bytes.last<kHalfBytes>());
  if (!is_failed_) {
    Check(BN_mod_mul_montgomery(high.get(), high.get(), Order().half_shift, Order().montgomery,
                                context_.get()) == 1);
  }
  return Add(high, low);
}

Scalar P256::ReduceHash(std::span<const uint8_t, kScalarBytes> bytes) {
  WipedArray<kWideScalarBytes> wide;
  std::copy(bytes.begin(), bytes.end(), wide.end() - bytes.size());
  return Reduce(wide);
}

Scalar P256::Random() {
  Scalar scalar = NewScalar();
  if (!is_failed_) {
    Check(BN_rand_range_ex(scalar.get(), 1, OrderValue()) == 1);
  }
  return scalar;
}

void P256::Encode(const Scalar& scalar, std::span<uint8_t, kScalarBytes> bytes) {
  if (!is_failed_) {
    Check(BN_bn2bin_padded(bytes.data(), bytes.size(), scalar.get()) == 1);
  }
}

std::optional<PointBytes> P256::Encode(const Point& point) {
  if (is_failed_ || EC_POINT_is_at_infinity(Group(), point.get())) {
    return std::nullopt;
  }
  PointBytes bytes = {};
  Check(EC_POINT_point2oct(Group(), point.get(), POINT_CONVERSION_COMPRESSED, bytes.data(),
                           bytes.size(), context_.get()) == bytes.size());
  return bytes;
}

Scalar P256::Add(const Scalar& a, const Scalar& b) {
  Scalar sum = NewScalar();
  if (!is_failed_) {
    Check(BN_mod_add_quick(sum.get(), a.get(), b.get(), OrderValue()) == 1);
  }
  return sum;
}

Scalar P256::Multiply(const Scalar& a, const Scalar& b) {
  Scalar product = NewScalar();
  if (!is_failed_) {
    Check(BN_to_montgomery(product.get(), a.get(), Order().montgomery, context_.get()) &&
          BN_mod_mul_montgomery(product.get(), product.get(), b.get(), Order().montgomery,
                                context_.get()));
  }
  return product;
}

Scalar P256::Negate(const Scalar& a) {
  Scalar negative = NewScalar();
  const Scalar zero = NewScalar();
  if (!is_failed_) {
    Check(BN_mod_sub_quick(negative.get(), zero.get(), a.get(), OrderValue()) == 1);
  }
  return negative;
}

// products[i] is the product of scalars[0] to scalars[i], divided i times by Montgomery's R: each
// multiplication divides once, and on the way back each undoes one division.
bool P256::RunningProducts(std::span<const Scalar> scalars, std::vector<Scalar>& products) {
  products.reserve(scalars.size());
  for (const Scalar& scalar : scalars) {
    Scalar product = NewScalar();
    if (is_failed_) {
      return false;
    }
    Check(products.empty()
              ? BN_copy(product.get(), scalar.get()) != nullptr
              : BN_mod_mul_montgomery(product.get(), products.back().get(), scalar.get(),
                                      Order().montgomery, context_.get()) == 1);
    products.push_back(std::move(product));
  }
  return !is_failed_ && !BN_is_zero(products.back().get());
}

bool P256::InvertAll(std::span<Scalar> scalars) {
  std::vector<Scalar> products;
  if (scalars.empty()) {
    return true;
  }
  if (!RunningProducts(scalars, products)) {
    return false;
  }
  const BN_MONT_CTX* montgomery = Order().montgomery;
  BIGNUM* inverse = products.back().get();  // of the running product at i
  // Fermat: a^(q-2) is the inverse of a modulo the prime q.
  Check(BN_mod_exp_mont_consttime(inverse, inverse, Order().order_minus_2, OrderValue(),
                                  context_.get(), montgomery) == 1);
  for (size_t i = scalars.size(); --i > 0 && !is_failed_;) {
    BIGNUM* of_scalar = products[i - 1].get();
    Check(BN_mod_mul_montgomery(of_scalar, inverse, of_scalar, montgomery, context_.get()) &&
          BN_mod_mul_montgomery(inverse, inverse, scalars[i].get(), montgomery, context_.get()));
    scalars[i].swap(products[i - 1]);
  }
  scalars[0].swap(products.back());
  return !is_failed_;
}

Point P256::MultiplyGenerator(const Scalar& a) {
  Point product = NewPoint();
  if (!is_failed_) {
    Check(EC_POINT_mul(Group(), product.get(), a.get(), nullptr, nullptr, context_.get()) == 1);
  }
  return product;
}

Point P256::Multiply(const Scalar& a, const Point& point) {
  Point product = NewPoint();
  if (!is_failed_) {
    Check(EC_POINT_mul(Group(), product.get(), nullptr, point.get(), a.get(), context_.get()) == 1);
  }
  return product;
}

Point P256::MultiplyAndAdd(const Scalar& a, const Scalar& b, const Point& point) {
  Point sum = NewPoint();
  if (!is_failed_) {
    Check(EC_POINT_mul(Group(), sum.get(), a.get(), point.get(), b.get(), context_.get()) == 1);
  }
  return sum;
}

Point P256::Negate(const Point& a) {
  Point negative = NewPoint();
  if (!is_failed_) {
    Check(EC_POINT_copy(negative.get(), a.get()) &&
          EC_POINT_invert(Group(), negative.get(), context_.get()));
  }
  return negative;
}

Point P256::Add(const Point& a, const Point& b) {
  Point sum = NewPoint();
  if (!is_failed_) {
    Check(EC_POINT_add(Group(), sum.get(), a.get(), b.get(), context_.get()) == 1);
  }
  return sum;
}

}  // namespace modelseal::dataset
