// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hasher.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "tests/hash/digest_vectors.h"

namespace modelseal::hash {
namespace {

// Feeds `bytes` in pieces of these sizes, over and over.
std::string HexInPieces(Hasher& hasher, std::span<const uint8_t> bytes,
                        const std::vector<size_t>& piece_sizes) {
  for (size_t piece = 0; !bytes.empty(); ++piece) {
    const size_t size = std::min(bytes.size(), piece_sizes[piece % piece_sizes.size()]);
    hasher.Update(bytes.first(size));
    bytes = bytes.subspan(size);
  }
  return hasher.Finish().ToHex();
}

void CheckAllVectors(const std::vector<size_t>& piece_sizes, size_t max_length) {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const std::unique_ptr<Hasher> hasher = MakeHasher(algorithm);
    for (const DigestVector& vector : ReadDigestVectors()) {
      if (vector.length > max_length) {
        continue;
      }
      CAPTURE(AlgorithmName(algorithm), vector.length, piece_sizes);
      CHECK(HexInPieces(*hasher, PatternBytes(vector.length), piece_sizes) ==
            vector.expected(algorithm));
    }
  }
}

TEST_CASE("digests of whole messages are those of other implementations", "[hash][hasher]") {
  CheckAllVectors({SIZE_MAX}, SIZE_MAX);
}

TEST_CASE("byte by byte gives the same digests", "[hash][hasher]") { CheckAllVectors({1}, 20'000); }

TEST_CASE("odd splits give the same digests", "[hash][hasher]") {
  CheckAllVectors({63}, SIZE_MAX);
  CheckAllVectors({1, 2, 3, 5, 1021, 129, 0, 64}, SIZE_MAX);
  CheckAllVectors({1023}, SIZE_MAX);
  CheckAllVectors({1025, 7}, SIZE_MAX);
  CheckAllVectors({4097, 1}, SIZE_MAX);
  CheckAllVectors({65'537, 12'345}, SIZE_MAX);
}

TEST_CASE("splits at block and chunk edges give the same digests", "[hash][hasher]") {
  CheckAllVectors({64}, SIZE_MAX);
  CheckAllVectors({128}, SIZE_MAX);
  CheckAllVectors({1024}, SIZE_MAX);
  CheckAllVectors({2048, 1024}, SIZE_MAX);
  CheckAllVectors({16'384}, SIZE_MAX);
  CheckAllVectors({262'144}, SIZE_MAX);
}

TEST_CASE("a message may be cut anywhere", "[hash][hasher]") {
  const std::vector<uint8_t> bytes = PatternBytes(5000);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const std::unique_ptr<Hasher> hasher = MakeHasher(algorithm);
    hasher->Update(bytes);
    const Digest expected = hasher->Finish();
    for (size_t cut = 0; cut <= bytes.size(); ++cut) {
      hasher->Update(std::span(bytes).first(cut));
      hasher->Update(std::span(bytes).subspan(cut));
      CAPTURE(AlgorithmName(algorithm), cut);
      REQUIRE(hasher->Finish() == expected);
    }
  }
}

TEST_CASE("a hasher is as new after Finish", "[hash][hasher]") {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const std::unique_ptr<Hasher> hasher = MakeHasher(algorithm);
    const Digest of_nothing = hasher->Finish();
    hasher->Update(PatternBytes(300'000));
    CHECK(hasher->Finish() != of_nothing);
    CHECK(hasher->Finish() == of_nothing);
  }
}

TEST_CASE("unaligned input gives the same digests", "[hash][hasher]") {
  const std::vector<uint8_t> bytes = PatternBytes(100'000);
  std::vector<uint8_t> shifted(bytes.size() + 16);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const std::unique_ptr<Hasher> hasher = MakeHasher(algorithm);
    hasher->Update(bytes);
    const Digest expected = hasher->Finish();
    for (size_t shift = 0; shift < 16; ++shift) {
      std::copy(bytes.begin(), bytes.end(), shifted.begin() + shift);
      hasher->Update(std::span(shifted).subspan(shift, bytes.size()));
      CHECK(hasher->Finish() == expected);
    }
  }
}

}  // namespace
}  // namespace modelseal::hash
