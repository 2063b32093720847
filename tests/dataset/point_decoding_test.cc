// SPDX-License-Identifier: Apache-2.0
//
// Decoding of compressed points, against BoringSSL's general function.
#include "lib/dataset/point_decoding.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lib/dataset/p256.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;

constexpr std::string_view kPrime =
    "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";

Point NewPoint() { return Point(EC_POINT_new(P256::Group())); }

// Whether both functions agree; whether it was a point goes to `is_point`.
bool AgreesWithBoringSsl(std::span<const uint8_t> bytes, bool& is_point) {
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  const Point ours = NewPoint();
  const Point theirs = NewPoint();
  is_point = EC_POINT_oct2point(P256::Group(), theirs.get(), bytes.data(), bytes.size(),
                                context.get()) == 1;
  ERR_clear_error();
  const Decoding decoding = DecodeCompressedPoint(P256::Group(), bytes, ours.get(), context.get());
  if (decoding != Decoding::kDone) {
    return decoding == Decoding::kNoPoint && !is_point;
  }
  return is_point && EC_POINT_cmp(P256::Group(), ours.get(), theirs.get(), context.get()) == 0;
}

std::vector<uint8_t> Encoding(uint8_t sign, const BIGNUM* x) {
  std::vector<uint8_t> bytes(33);
  bytes[0] = sign;
  REQUIRE(BN_bn2bin_padded(bytes.data() + 1, 32, x));
  return bytes;
}

// How many of the encodings of `count` numbers, beginning with x and going up, are points.
int CountPoints(const std::string& first_x, int count) {
  bssl::UniquePtr<BIGNUM> x(BN_bin2bn(BytesOfHex(first_x).data(), 32, nullptr));
  int points = 0;
  for (int i = 0; i < count; ++i) {
    for (const uint8_t sign : {0x02, 0x03}) {
      bool is_point = false;
      CHECK(AgreesWithBoringSsl(Encoding(sign, x.get()), is_point));
      points += is_point ? 1 : 0;
    }
    REQUIRE(BN_add_word(x.get(), 1));
  }
  return points;
}

}  // namespace

TEST_CASE("small and large x are decoded as BoringSSL does, with both signs", "[dataset][p256]") {
  CHECK(CountPoints(std::string(64, '0'), 300) > 200);
  // The last ones below p, and those from p on, none of which is a point.
  CHECK(CountPoints("ffffffff00000001000000000000000000000000fffffffffffffffffffffff0", 64) > 0);
  CHECK(CountPoints(std::string(kPrime), 64) == 0);
  CHECK(CountPoints(std::string(62, 'f') + "00", 255) == 0);
}

TEST_CASE("random x are decoded as BoringSSL does", "[dataset][p256]") {
  P256 p256;
  int points = 0;
  for (int i = 0; i < 2000; ++i) {
    const Scalar x = p256.Random();
    bool is_point = false;
    CHECK(AgreesWithBoringSsl(Encoding(0x02 + i % 2, x.get()), is_point));
    points += is_point ? 1 : 0;
  }
  CHECK(points > 800);
  CHECK(points < 1200);
}

TEST_CASE("what was encoded is decoded again", "[dataset][p256]") {
  P256 p256;
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  for (int i = 0; i < 100; ++i) {
    const Point point = p256.MultiplyGenerator(p256.Random());
    const Point decoded = NewPoint();
    REQUIRE(DecodeCompressedPoint(P256::Group(), *p256.Encode(point), decoded.get(),
                                  context.get()) == Decoding::kDone);
    CHECK(EC_POINT_cmp(P256::Group(), point.get(), decoded.get(), context.get()) == 0);
  }
}

TEST_CASE("no other encoding of a point is taken", "[dataset][p256]") {
  P256 p256;
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  const PointBytes good = *p256.Encode(p256.MultiplyGenerator(p256.Random()));
  const auto decoding_of = [&](std::span<const uint8_t> bytes) {
    return DecodeCompressedPoint(P256::Group(), bytes, NewPoint().get(), context.get());
  };
  CHECK(decoding_of(good) == Decoding::kDone);
  for (int first = 0; first < 256; ++first) {
    if (first != 0x02 && first != 0x03) {
      PointBytes other = good;
      other[0] = static_cast<uint8_t>(first);
      CHECK(decoding_of(other) == Decoding::kNoPoint);
    }
  }
  std::vector<uint8_t> longer(good.begin(), good.end());
  longer.push_back(0);
  CHECK(decoding_of(longer) == Decoding::kNoPoint);
  CHECK(decoding_of(std::span(good).first(32)) == Decoding::kNoPoint);
  CHECK(decoding_of({}) == Decoding::kNoPoint);
  const std::array<uint8_t, 1> infinity = {0};
  CHECK(decoding_of(infinity) == Decoding::kNoPoint);
}

}  // namespace modelseal::dataset
