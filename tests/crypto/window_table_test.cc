// SPDX-License-Identifier: Apache-2.0
//
// Signed digits against the definition of a width-w NAF, and sums from tables against
// BoringSSL's own multiplication.
#include "lib/crypto/window_table.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/nid.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "lib/crypto/digest.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::crypto {
namespace {

constexpr size_t kBits = 384;

using Number = bssl::UniquePtr<BIGNUM>;
using Point = bssl::UniquePtr<EC_POINT>;

Number FromWord(uint64_t word) {
  Number out(BN_new());
  REQUIRE(BN_set_u64(out.get(), word));
  return out;
}

// 2^exponent + offset
Number NearPowerOfTwo(int exponent, int offset) {
  Number out(BN_new());
  REQUIRE(BN_set_bit(out.get(), exponent));
  const auto word = static_cast<BN_ULONG>(std::abs(offset));
  REQUIRE((offset < 0 ? BN_sub_word(out.get(), word) : BN_add_word(out.get(), word)));
  return out;
}

// The same numbers in each run.
Number Pseudorandom(int seed, int bits) {
  std::string bytes = ComputeHash(HashKind::kSha512, "window table " + std::to_string(seed));
  bytes += ComputeHash(HashKind::kSha512, bytes);
  Number out(BN_bin2bn(AsBytes(bytes).data(), bytes.size(), nullptr));
  REQUIRE(out != nullptr);
  REQUIRE(BN_mask_bits(out.get(), bits));
  return out;
}

// The scalars at which recoding or adding could go wrong, below `order`.
std::vector<Number> EdgeScalars(const BIGNUM* order) {
  std::vector<Number> out;
  for (const uint64_t word : {0, 1, 2, 3, 255, 256, 257, 511, 512, 513}) {
    out.push_back(FromWord(word));
  }
  const auto top = static_cast<int>(BN_num_bits(order)) - 1;
  for (const int exponent : {23, 24, 25, 33, 64, 256, top}) {
    out.push_back(NearPowerOfTwo(exponent, -1));
    out.push_back(NearPowerOfTwo(exponent, 0));
    out.push_back(NearPowerOfTwo(exponent, 1));
  }
  for (const int below : {1, 2, 3, 256, 257}) {
    Number number(BN_dup(order));
    REQUIRE(BN_sub_word(number.get(), below));
    out.push_back(std::move(number));
  }
  for (int seed = 0; seed < 10; ++seed) {
    out.push_back(Pseudorandom(seed, top));
  }
  return out;
}

Number Evaluate(const std::vector<int16_t>& digits) {
  Number sum(BN_new());
  for (size_t i = digits.size(); i-- > 0;) {
    REQUIRE(BN_lshift1(sum.get(), sum.get()));
    const auto word = static_cast<BN_ULONG>(std::abs(digits[i]));
    REQUIRE((digits[i] < 0 ? BN_sub_word(sum.get(), word) : BN_add_word(sum.get(), word)));
  }
  return sum;
}

struct Curve {
  explicit Curve(int nid)
      : group(EC_GROUP_new_by_curve_name(nid)),
        order(EC_GROUP_get0_order(group.get())),
        generator(EC_GROUP_get0_generator(group.get())) {}

  Point Multiply(const BIGNUM* scalar) const {
    Point out(EC_POINT_new(group.get()));
    REQUIRE(EC_POINT_mul(group.get(), out.get(), scalar, nullptr, nullptr, nullptr));
    return out;
  }

  // by_generator * G + by_point * point, as BoringSSL has it.
  Point MultiplyBoth(const BIGNUM* by_generator, const EC_POINT* point,
                     const BIGNUM* by_point) const {
    Point out(EC_POINT_new(group.get()));
    REQUIRE(EC_POINT_mul(group.get(), out.get(), by_generator, point, by_point, nullptr));
    return out;
  }

  bool AreEqual(const EC_POINT* a, const EC_POINT* b) const {
    return EC_POINT_cmp(group.get(), a, b, nullptr) == 0;
  }

  bssl::UniquePtr<EC_GROUP> group;
  const BIGNUM* order;
  const EC_POINT* generator;
};

// Each of the edge scalars with a seventh of the others, over the generator and `point`.
void CheckSums(const Curve& curve, const EC_POINT* point) {
  const auto of_generator = WindowTable::Create(curve.group.get(), curve.generator);
  const auto of_point = WindowTable::Create(curve.group.get(), point);
  REQUIRE(of_generator != nullptr);
  REQUIRE(of_point != nullptr);
  const size_t bits = BN_num_bits(curve.order);
  std::vector<Number> scalars = EdgeScalars(curve.order);
  // Some are edges of longer orders only.
  std::erase_if(scalars, [bits](const Number& each) { return BN_num_bits(each.get()) > bits; });
  REQUIRE(scalars.size() > 20);
  for (size_t i = 0; i < scalars.size(); ++i) {
    for (size_t j = i % 7; j < scalars.size(); j += 7) {
      const auto first = RecodeScalar(scalars[i].get(), bits);
      const auto second = RecodeScalar(scalars[j].get(), bits);
      REQUIRE(first.has_value());
      REQUIRE(second.has_value());
      const Point sum = WindowTable::Sum({*of_generator, *first}, {*of_point, *second});
      REQUIRE(sum != nullptr);
      INFO("scalars " << i << " and " << j);
      CHECK(curve.AreEqual(sum.get(),
                           curve.MultiplyBoth(scalars[i].get(), point, scalars[j].get()).get()));
    }
  }
}

}  // namespace

TEST_CASE("digits of a scalar add up to it", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  for (const Number& scalar : EdgeScalars(curve.order)) {
    const auto digits = RecodeScalar(scalar.get(), kBits);
    REQUIRE(digits.has_value());
    CHECK(digits->size() == kBits + 1);
    CHECK(BN_cmp(Evaluate(*digits).get(), scalar.get()) == 0);
  }
}

TEST_CASE("digits of every width add up to the scalar", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  for (const size_t width : {2, 3, 5, 8, 12, 15}) {
    CAPTURE(width);
    for (const Number& scalar : EdgeScalars(curve.order)) {
      const auto digits = RecodeScalar(scalar.get(), kBits, width);
      REQUIRE(digits.has_value());
      CHECK(BN_cmp(Evaluate(*digits).get(), scalar.get()) == 0);
      for (const int16_t digit : *digits) {
        CHECK(std::abs(digit) < 1 << (width - 1));
      }
    }
  }
}

TEST_CASE("the largest scalar of its length carries into the last digit",
          "[crypto][window_table]") {
  const auto digits = RecodeScalar(NearPowerOfTwo(kBits, -1).get(), kBits);
  REQUIRE(digits.has_value());
  CHECK(digits->front() == -1);
  CHECK(digits->back() == 1);
}

TEST_CASE("digits are odd, short and sparse", "[crypto][window_table]") {
  for (int seed = 0; seed < 200; ++seed) {
    const auto digits = RecodeScalar(Pseudorandom(seed, kBits).get(), kBits);
    REQUIRE(digits.has_value());
    size_t zeros = 8;
    for (const int16_t digit : *digits) {
      if (digit == 0) {
        ++zeros;
        continue;
      }
      CHECK(std::abs(digit) % 2 == 1);
      CHECK(std::abs(digit) < 256);
      CHECK(zeros >= 8);
      zeros = 0;
    }
  }
}

TEST_CASE("a scalar that is too long is not recoded", "[crypto][window_table]") {
  CHECK_FALSE(RecodeScalar(NearPowerOfTwo(kBits, 0).get(), kBits).has_value());
  CHECK(RecodeScalar(NearPowerOfTwo(kBits, -1).get(), kBits).has_value());
}

TEST_CASE("a negative scalar is not recoded", "[crypto][window_table]") {
  const Number number = FromWord(5);
  BN_set_negative(number.get(), 1);
  CHECK_FALSE(RecodeScalar(number.get(), kBits).has_value());
}

// Its group has arithmetic of its own in BoringSSL.
TEST_CASE("sums of two products are those of BoringSSL on P-256", "[crypto][window_table]") {
  const Curve curve(NID_X9_62_prime256v1);
  CheckSums(curve, curve.Multiply(Pseudorandom(1002, 250).get()).get());
  CheckSums(curve, curve.generator);
  const Point inverse(EC_POINT_dup(curve.generator, curve.group.get()));
  REQUIRE(EC_POINT_invert(curve.group.get(), inverse.get(), nullptr));
  CheckSums(curve, inverse.get());
}

TEST_CASE("sums of two products are those of BoringSSL on P-384", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  CheckSums(curve, curve.Multiply(Pseudorandom(1000, 380).get()).get());
}

TEST_CASE("sums of two products are those of BoringSSL on P-521", "[crypto][window_table]") {
  const Curve curve(NID_secp521r1);
  CheckSums(curve, curve.Multiply(Pseudorandom(1001, 517).get()).get());
}

// Here points that are added to the sum equal it, so that adding must double.
TEST_CASE("sums are right where the point is the generator itself", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  CheckSums(curve, curve.generator);
}

// Here the sum is at infinity on the way, and in the end for equal scalars.
TEST_CASE("sums are right where the point is the generator's inverse", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  const Point inverse(EC_POINT_dup(curve.generator, curve.group.get()));
  REQUIRE(EC_POINT_invert(curve.group.get(), inverse.get(), nullptr));
  CheckSums(curve, inverse.get());
}

TEST_CASE("products with zero sum up to the point at infinity", "[crypto][window_table]") {
  const Curve curve(NID_secp384r1);
  const auto table = WindowTable::Create(curve.group.get(), curve.generator);
  const auto zero = RecodeScalar(FromWord(0).get(), kBits);
  const Point sum = WindowTable::Sum({*table, *zero}, {*table, *zero});
  REQUIRE(sum != nullptr);
  CHECK(EC_POINT_is_at_infinity(curve.group.get(), sum.get()));
}

}  // namespace modelseal::crypto
