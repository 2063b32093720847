// SPDX-License-Identifier: Apache-2.0
//
// Encodings of many points, against the encoding of each by BoringSSL's public function.
#include "lib/dataset/point_encoding.h"

#include <openssl/ec.h>
#include <openssl/nid.h>

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::dataset {
namespace {

// As multiplications and sums leave them: with coordinates that no encoding has shortened.
std::vector<Point> SomePoints(P256& p256, size_t count) {
  std::vector<Point> points;
  for (size_t i = 0; i < count; ++i) {
    Point point = p256.MultiplyGenerator(p256.Random());
    if (i % 3 == 1) {
      point = p256.Multiply(p256.Random(), point);
    } else if (i % 3 == 2) {
      point = p256.Add(point, points.back());
    }
    points.push_back(std::move(point));
  }
  REQUIRE(p256.status().ok());
  return points;
}

Point Infinity(P256& p256) {
  Point point = p256.MultiplyGenerator(p256.Random());
  return p256.Add(point, p256.Negate(point));
}

}  // namespace

TEST_CASE("points are encoded together as each is alone", "[dataset][p256]") {
  P256 p256;
  for (const size_t count : {1, 2, 3, 4, 5, 1024}) {
    const std::vector<Point> points = SomePoints(p256, count);
    const auto encoded = EncodePoints(p256, points);
    REQUIRE(encoded.ok());
    REQUIRE(encoded->size() == count);
    for (size_t i = 0; i < count; ++i) {
      CHECK((*encoded)[i] == p256.Encode(points[i]));
    }
  }
}

TEST_CASE("points that were decoded are encoded as they were", "[dataset][p256]") {
  P256 p256;
  const auto encoded = EncodePoints(p256, SomePoints(p256, 10));
  REQUIRE(encoded.ok());
  std::vector<Point> decoded;
  for (const PointBytes& bytes : *encoded) {
    decoded.push_back(p256.ParsePoint(bytes));
  }
  CHECK(*EncodePoints(p256, decoded) == *encoded);
}

TEST_CASE("the same point can be encoded several times at once", "[dataset][p256]") {
  P256 p256;
  std::vector<Point> points = SomePoints(p256, 1);
  for (int i = 0; i < 4; ++i) {
    points.push_back(p256.Negate(p256.Negate(points.front())));
  }
  const auto encoded = EncodePoints(p256, points);
  REQUIRE(encoded.ok());
  CHECK(*encoded == std::vector<PointBytes>(5, *p256.Encode(points.front())));
}

TEST_CASE("no points have no encodings", "[dataset][p256]") {
  P256 p256;
  const auto encoded = EncodePoints(p256, {});
  REQUIRE(encoded.ok());
  CHECK(encoded->empty());
}

TEST_CASE("infinity among points has no encoding", "[dataset][p256]") {
  P256 p256;
  for (const size_t count : {1, 3, 4, 7}) {
    for (const size_t place : {size_t{0}, count / 2, count - 1}) {
      std::vector<Point> points = SomePoints(p256, count);
      points[place] = Infinity(p256);
      const auto encoded = EncodePoints(p256, points);
      REQUIRE_FALSE(encoded.ok());
      CHECK(ReasonOf(encoded.status()) == Reason::kOutOfMemory);
    }
  }
}

TEST_CASE("a point of another curve has no encoding among those of P-256", "[dataset][p256]") {
  P256 p256;
  std::vector<Point> points = SomePoints(p256, 5);
  const bssl::UniquePtr<EC_GROUP> other(EC_GROUP_new_by_curve_name(NID_secp384r1));
  Point foreign(EC_POINT_new(other.get()));
  REQUIRE(EC_POINT_copy(foreign.get(), EC_GROUP_get0_generator(other.get())));
  points.push_back(std::move(foreign));
  CHECK_FALSE(EncodePoints(p256, points).ok());
}

}  // namespace modelseal::dataset
