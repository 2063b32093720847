// SPDX-License-Identifier: Apache-2.0
//
// Arithmetic with secret scalars, against BoringSSL's general functions, and sums of public
// products, against products one by one.
#include "lib/dataset/p256.h"

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/dataset/public_sum.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;

constexpr std::string_view kOrder =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

const BIGNUM* Order() { return EC_GROUP_get0_order(P256::Group()); }

Scalar ScalarOfHex(P256& p256, const std::string& hex) {
  Scalar scalar = p256.ParseScalar(BytesOfHex(hex));
  REQUIRE(scalar != nullptr);
  return scalar;
}

Scalar SmallScalar(P256& p256, uint8_t value) {
  std::vector<uint8_t> bytes(32);
  bytes.back() = value;
  return p256.ParseScalar(bytes);
}

std::string HexOf(P256& p256, const Scalar& scalar) {
  ScalarBytes bytes = {};
  p256.Encode(scalar, bytes);
  return EncodeHex(bytes);
}

std::string HexOf(P256& p256, const Point& point) {
  const auto bytes = p256.Encode(point);
  return bytes.has_value() ? EncodeHex(*bytes) : "infinity";
}

// Values at both ends of the range, and between.
std::vector<Scalar> SomeScalars(P256& p256) {
  std::vector<Scalar> scalars;
  for (const uint8_t value : {0, 1, 2, 255}) {
    scalars.push_back(SmallScalar(p256, value));
  }
  std::string below(kOrder);
  below.back() = '0';
  scalars.push_back(ScalarOfHex(p256, below));
  scalars.push_back(ScalarOfHex(p256, std::string(32, '0') + std::string(32, 'f')));
  for (int i = 0; i < 10; ++i) {
    scalars.push_back(p256.Random());
  }
  return scalars;
}

}  // namespace

TEST_CASE("a scalar is 32 bytes of a number below the order", "[dataset][p256]") {
  P256 p256;
  CHECK(p256.ParseScalar(BytesOfHex(kOrder)) == nullptr);
  CHECK(p256.ParseScalar(BytesOfHex(std::string(64, 'f'))) == nullptr);
  CHECK(p256.ParseScalar(BytesOfHex(std::string(62, '0'))) == nullptr);
  CHECK(p256.ParseScalar(BytesOfHex(std::string(66, '0'))) == nullptr);
  CHECK(p256.ParseScalar({}) == nullptr);
  CHECK(p256.ParseScalar(BytesOfHex(std::string(64, '0'))) != nullptr);
  CHECK(p256.status().ok());
}

TEST_CASE("sums, products and negatives are those modulo the order", "[dataset][p256]") {
  P256 p256;
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  const bssl::UniquePtr<BIGNUM> expected(BN_new());
  for (const Scalar& a : SomeScalars(p256)) {
    for (const Scalar& b : SomeScalars(p256)) {
      REQUIRE(BN_mod_add(expected.get(), a.get(), b.get(), Order(), context.get()));
      CHECK(BN_cmp(p256.Add(a, b).get(), expected.get()) == 0);
      REQUIRE(BN_mod_mul(expected.get(), a.get(), b.get(), Order(), context.get()));
      CHECK(BN_cmp(p256.Multiply(a, b).get(), expected.get()) == 0);
    }
    CHECK(BN_is_zero(p256.Add(a, p256.Negate(a)).get()));
  }
  CHECK(p256.status().ok());
}

TEST_CASE("384 bits are reduced modulo the order", "[dataset][p256]") {
  P256 p256;
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  std::vector<std::string> numbers = {
      std::string(96, '0'), std::string(96, 'f'), std::string(48, 'f') + std::string(48, '0'),
      std::string(32, '0') + std::string(kOrder), std::string(95, '0') + "1"};
  for (int i = 0; i < 10; ++i) {
    numbers.push_back(HexOf(p256, p256.Random()) + HexOf(p256, p256.Random()).substr(0, 32));
  }
  for (const std::string& number : numbers) {
    CAPTURE(number);
    const std::vector<uint8_t> bytes = BytesOfHex(number);
    const bssl::UniquePtr<BIGNUM> expected(BN_bin2bn(bytes.data(), bytes.size(), nullptr));
    REQUIRE(BN_nnmod(expected.get(), expected.get(), Order(), context.get()));
    const Scalar reduced = p256.Reduce(std::span(bytes).first<kWideScalarBytes>());
    CHECK(BN_cmp(reduced.get(), expected.get()) == 0);
  }
}

TEST_CASE("scalars that are inverted together are each inverted", "[dataset][p256]") {
  P256 p256;
  for (const size_t count : {1, 2, 3, 1000}) {
    std::vector<Scalar> scalars;
    std::vector<Scalar> inverses;
    for (size_t i = 0; i < count; ++i) {
      scalars.push_back(i == 1 ? SmallScalar(p256, 1) : p256.Random());
      inverses.emplace_back(BN_dup(scalars.back().get()));
    }
    REQUIRE(p256.InvertAll(inverses));
    for (size_t i = 0; i < count; ++i) {
      CHECK(BN_is_one(p256.Multiply(scalars[i], inverses[i]).get()));
    }
  }
  CHECK(p256.InvertAll({}));
}

TEST_CASE("a zero among scalars is found and none is inverted", "[dataset][p256]") {
  P256 p256;
  for (const size_t position : {0, 1, 4}) {
    std::vector<Scalar> scalars;
    for (size_t i = 0; i < 5; ++i) {
      scalars.push_back(SmallScalar(p256, i == position ? 0 : 7));
    }
    CHECK_FALSE(p256.InvertAll(scalars));
    for (size_t i = 0; i < 5; ++i) {
      CHECK(BN_is_word(scalars[i].get(), i == position ? 0 : 7));
    }
  }
  CHECK(p256.status().ok());  // that is no lack of memory
}

TEST_CASE("scalars that are drawn are from 1 to the order less 1", "[dataset][p256]") {
  P256 p256;
  for (int i = 0; i < 100; ++i) {
    const Scalar scalar = p256.Random();
    CHECK_FALSE(BN_is_zero(scalar.get()));
    CHECK(BN_cmp(scalar.get(), Order()) < 0);
  }
}

TEST_CASE("products of points are those of repeated addition", "[dataset][p256]") {
  P256 p256;
  const Point generator = p256.MultiplyGenerator(SmallScalar(p256, 1));
  Point sum = p256.MultiplyGenerator(SmallScalar(p256, 0));
  for (uint8_t count = 0; count < 20; ++count) {
    CHECK(HexOf(p256, p256.MultiplyGenerator(SmallScalar(p256, count))) == HexOf(p256, sum));
    CHECK(HexOf(p256, p256.Multiply(SmallScalar(p256, count), generator)) == HexOf(p256, sum));
    CHECK(HexOf(p256, p256.MultiplyAndAdd(SmallScalar(p256, 0), SmallScalar(p256, count),
                                          generator)) == HexOf(p256, sum));
    sum = p256.Add(sum, generator);
  }
}

TEST_CASE("points are read from the encoding that they are written in", "[dataset][p256]") {
  P256 p256;
  for (int i = 0; i < 20; ++i) {
    const auto bytes = p256.Encode(p256.MultiplyGenerator(p256.Random()));
    REQUIRE(bytes.has_value());
    const Point point = p256.ParsePoint(*bytes);
    REQUIRE(point != nullptr);
    CHECK(p256.Encode(point) == bytes);
  }
}

TEST_CASE("infinity has no encoding", "[dataset][p256]") {
  P256 p256;
  CHECK_FALSE(p256.Encode(p256.MultiplyGenerator(SmallScalar(p256, 0))).has_value());
  CHECK(p256.status().ok());
}

TEST_CASE("a sum of public products is the sum of the products", "[dataset][p256]") {
  P256 p256;
  for (const size_t count : {1, 2, 16, 63, 64, 65, 200}) {
    CAPTURE(count);
    std::vector<Scalar> scalars;
    while (scalars.size() < count) {
      for (Scalar& scalar : SomeScalars(p256)) {
        scalars.push_back(std::move(scalar));
      }
    }
    scalars.resize(count);
    std::vector<Point> points;
    Point expected = p256.MultiplyGenerator(SmallScalar(p256, 0));
    for (const Scalar& scalar : scalars) {
      points.push_back(p256.MultiplyGenerator(p256.Random()));
      expected = p256.Add(expected, p256.Multiply(scalar, points.back()));
    }
    const auto sum = SumPublicProducts(scalars, points);
    REQUIRE(sum.ok());
    CHECK(HexOf(p256, *sum) == HexOf(p256, expected));
  }
}

TEST_CASE("a sum of public products may be infinity or go through it", "[dataset][p256]") {
  P256 p256;
  const Scalar scalar = p256.Random();
  std::vector<Scalar> scalars;
  std::vector<Point> points;
  for (int i = 0; i < 2; ++i) {
    scalars.emplace_back(BN_dup(scalar.get()));
    scalars.push_back(p256.Negate(scalar));
    points.push_back(p256.MultiplyGenerator(SmallScalar(p256, 9)));
    points.push_back(p256.MultiplyGenerator(SmallScalar(p256, 9)));
  }
  const auto sum = SumPublicProducts(scalars, points);
  REQUIRE(sum.ok());
  CHECK(HexOf(p256, *sum) == "infinity");
  const auto empty = SumPublicProducts(std::span<const PublicProduct>());
  REQUIRE(empty.ok());
  CHECK(HexOf(p256, *empty) == "infinity");
}

}  // namespace modelseal::dataset
