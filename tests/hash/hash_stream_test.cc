// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hash_stream.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "tests/hash/digest_vectors.h"

namespace modelseal::hash {
namespace {

// Feeds `bytes` in pieces of these sizes, over and over.
std::string HexInPieces(HashStream& stream, std::span<const uint8_t> bytes,
                        const std::vector<size_t>& piece_sizes) {
  for (size_t piece = 0; !bytes.empty(); ++piece) {
    const size_t size = std::min(bytes.size(), piece_sizes[piece % piece_sizes.size()]);
    stream.Update(bytes.first(size));
    bytes = bytes.subspan(size);
  }
  return stream.Finish().ToHex();
}

void CheckAllVectors(const std::vector<size_t>& piece_sizes, size_t max_length) {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    for (const DigestVector& vector : ReadDigestVectors()) {
      if (vector.length > max_length) {
        continue;
      }
      CAPTURE(AlgorithmName(algorithm), vector.length, piece_sizes);
      CHECK(HexInPieces(stream, PatternBytes(vector.length), piece_sizes) ==
            vector.expected(algorithm));
    }
  }
}

TEST_CASE("digests of whole messages are those of other implementations", "[hash][stream]") {
  CheckAllVectors({SIZE_MAX}, SIZE_MAX);
}

TEST_CASE("byte by byte gives the same digests", "[hash][stream]") { CheckAllVectors({1}, 20'000); }

TEST_CASE("odd splits give the same digests", "[hash][stream]") {
  CheckAllVectors({63}, SIZE_MAX);
  CheckAllVectors({1, 2, 3, 5, 1021, 129, 0, 64}, SIZE_MAX);
  CheckAllVectors({1023}, SIZE_MAX);
  CheckAllVectors({1025, 7}, SIZE_MAX);
  CheckAllVectors({4097, 1}, SIZE_MAX);
  CheckAllVectors({65'537, 12'345}, SIZE_MAX);
}

TEST_CASE("splits at block and chunk edges give the same digests", "[hash][stream]") {
  CheckAllVectors({64}, SIZE_MAX);
  CheckAllVectors({128}, SIZE_MAX);
  CheckAllVectors({1024}, SIZE_MAX);
  CheckAllVectors({2048, 1024}, SIZE_MAX);
  CheckAllVectors({16'384}, SIZE_MAX);
  CheckAllVectors({262'144}, SIZE_MAX);
}

TEST_CASE("a message may be cut anywhere", "[hash][stream]") {
  const std::vector<uint8_t> bytes = PatternBytes(5000);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    stream.Update(bytes);
    const Digest expected = stream.Finish();
    for (size_t cut = 0; cut <= bytes.size(); ++cut) {
      stream.Update(std::span(bytes).first(cut));
      stream.Update(std::span(bytes).subspan(cut));
      CAPTURE(AlgorithmName(algorithm), cut);
      REQUIRE(stream.Finish() == expected);
    }
  }
}

TEST_CASE("a stream is as new after Finish", "[hash][stream]") {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    const Digest of_nothing = stream.Finish();
    stream.Update(PatternBytes(300'000));
    CHECK(stream.Finish() != of_nothing);
    CHECK(stream.Finish() == of_nothing);
  }
}

TEST_CASE("unaligned input gives the same digests", "[hash][stream]") {
  const std::vector<uint8_t> bytes = PatternBytes(100'000);
  std::vector<uint8_t> shifted(bytes.size() + 16);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    stream.Update(bytes);
    const Digest expected = stream.Finish();
    for (size_t shift = 0; shift < 16; ++shift) {
      std::copy(bytes.begin(), bytes.end(), shifted.begin() + shift);
      stream.Update(std::span(shifted).subspan(shift, bytes.size()));
      CHECK(stream.Finish() == expected);
    }
  }
}

std::vector<uint8_t> RandomBytes(std::mt19937_64& random, size_t length) {
  std::vector<uint8_t> bytes(length);
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<uint8_t>(random()); });
  return bytes;
}

Digest DigestOf(HashAlgorithm algorithm, std::span<const uint8_t> bytes) {
  HashStream stream(algorithm);
  stream.Update(bytes);
  return stream.Finish();
}

// Messages of these lengths, fed side by side in pieces of up to `max_piece` bytes.
void CheckSideBySide(const std::vector<size_t>& lengths, size_t max_piece, uint32_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::vector<uint8_t>> messages;
  std::vector<HashStream> streams;
  for (const size_t length : lengths) {
    streams.emplace_back(kAllAlgorithms[random() % 3]);
    messages.push_back(RandomBytes(random, length));
  }
  std::vector<size_t> fed(lengths.size());
  bool is_done = false;
  while (!is_done) {
    is_done = true;
    std::vector<StreamInput> inputs;
    for (size_t i = 0; i < lengths.size(); ++i) {
      const size_t piece = std::min(lengths[i] - fed[i], random() % (max_piece + 1));
      inputs.push_back({&streams[i], std::span(messages[i]).subspan(fed[i], piece)});
      fed[i] += piece;
      is_done = is_done && fed[i] == lengths[i];
    }
    UpdateStreams(inputs);
  }
  for (size_t i = 0; i < lengths.size(); ++i) {
    CAPTURE(i, lengths[i], max_piece, seed, AlgorithmName(streams[i].algorithm()));
    const Digest expected = DigestOf(streams[i].algorithm(), messages[i]);
    CHECK(streams[i].Finish() == expected);
  }
}

TEST_CASE("streams side by side give the digests that they give alone", "[hash][stream]") {
  CheckSideBySide({0}, 10, 1);
  CheckSideBySide({64, 128, 63, 65, 127, 129, 0, 1}, 1000, 2);
  CheckSideBySide(std::vector<size_t>(40, 4096), 5000, 3);
  CheckSideBySide({100'000, 10, 5000, 70'000, 128 * 64}, 3000, 4);
}

TEST_CASE("any number of streams of any lengths may be fed at once", "[hash][stream]") {
  std::mt19937_64 random(5);
  for (uint32_t round = 0; round < 60; ++round) {
    std::vector<size_t> lengths(1 + random() % 200);
    for (size_t& length : lengths) {
      length = random() % 3000;
    }
    CheckSideBySide(lengths, 1 + random() % 2000, round);
  }
}

TEST_CASE("feeding no stream does nothing", "[hash][stream]") { UpdateStreams({}); }

TEST_CASE("each algorithm has a number of streams that is fastest", "[hash][stream]") {
  CHECK(StreamLanes(HashAlgorithm::kSha256) >= 1);
  CHECK(StreamLanes(HashAlgorithm::kBlake2b) >= 1);
  CHECK(StreamLanes(HashAlgorithm::kBlake3) == 1);
}

}  // namespace
}  // namespace modelseal::hash
