// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/algorithm.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

namespace modelseal::hash {
namespace {

TEST_CASE("algorithms have the names of OMS 1.0", "[hash][algorithm]") {
  CHECK(AlgorithmName(HashAlgorithm::kSha256) == "sha256");
  CHECK(AlgorithmName(HashAlgorithm::kBlake2b) == "blake2b");
  CHECK(AlgorithmName(HashAlgorithm::kBlake3) == "blake3");
}

TEST_CASE("algorithm names are parsed exactly", "[hash][algorithm]") {
  CHECK(ParseAlgorithmName("sha256") == HashAlgorithm::kSha256);
  CHECK(ParseAlgorithmName("blake2b") == HashAlgorithm::kBlake2b);
  CHECK(ParseAlgorithmName("blake3") == HashAlgorithm::kBlake3);
  for (const char* name : {"", "SHA256", "sha-256", "sha256 ", "sha512", "blake2", "blake2b-512"}) {
    CAPTURE(name);
    CHECK(ParseAlgorithmName(name) == std::nullopt);
  }
}

TEST_CASE("digests have 32, 64 and 32 bytes", "[hash][algorithm]") {
  CHECK(DigestSizeBytes(HashAlgorithm::kSha256) == 32);
  CHECK(DigestSizeBytes(HashAlgorithm::kBlake2b) == 64);
  CHECK(DigestSizeBytes(HashAlgorithm::kBlake3) == 32);
}

TEST_CASE("a digest survives the way to hexadecimal and back", "[hash][algorithm]") {
  const std::string hex = std::string(62, 'a') + "0f";
  const std::optional<Digest> digest = Digest::FromHex(HashAlgorithm::kBlake3, hex);
  REQUIRE(digest.has_value());
  CHECK(digest->bytes().size() == 32);
  CHECK(digest->bytes().back() == 0x0f);
  CHECK(digest->ToHex() == hex);
}

TEST_CASE("a digest of the wrong length or alphabet is refused", "[hash][algorithm]") {
  const std::string hex(64, 'a');
  CHECK(Digest::FromHex(HashAlgorithm::kBlake2b, hex) == std::nullopt);
  CHECK(Digest::FromHex(HashAlgorithm::kSha256, hex + "aa") == std::nullopt);
  CHECK(Digest::FromHex(HashAlgorithm::kSha256, hex.substr(1)) == std::nullopt);
  CHECK(Digest::FromHex(HashAlgorithm::kSha256, "") == std::nullopt);
  CHECK(Digest::FromHex(HashAlgorithm::kSha256, std::string(64, 'A')) == std::nullopt);
  CHECK(Digest::FromHex(HashAlgorithm::kSha256, std::string(64, 'g')) == std::nullopt);
}

TEST_CASE("digests are equal only with the same bytes and the same length", "[hash][algorithm]") {
  const std::vector<uint8_t> zeros(32);
  const Digest short_digest(zeros);
  CHECK(short_digest == Digest(zeros));
  CHECK(short_digest != Digest(std::vector<uint8_t>(64)));
  CHECK(short_digest != Digest());
  CHECK(Digest().bytes().empty());
}

TEST_CASE("only the numbers of algorithms are algorithms", "[hash][algorithm]") {
  CHECK(AlgorithmOfNumber(1) == HashAlgorithm::kSha256);
  CHECK(AlgorithmOfNumber(2) == HashAlgorithm::kBlake2b);
  CHECK(AlgorithmOfNumber(3) == HashAlgorithm::kBlake3);
  for (const int64_t number : {int64_t{0}, int64_t{-1}, int64_t{4}, (int64_t{1} << 32) + 1}) {
    CHECK(AlgorithmOfNumber(number) == std::nullopt);
  }
}

}  // namespace
}  // namespace modelseal::hash
