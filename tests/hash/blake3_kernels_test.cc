// SPDX-License-Identifier: Apache-2.0
//
// Every BLAKE3 kernel, not only the one that this processor would choose.
#include "lib/hash/kernels/blake3_kernels.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/hash/blake3.h"
#include "tests/hash/digest_vectors.h"
#include "tests/support/skip.h"

namespace modelseal::hash::kernels {
namespace {

std::optional<Blake3Kernel> FindKernel(const std::string& name) {
  for (const Blake3Kernel& kernel : SupportedBlake3Kernels()) {
    if (kernel.name == name) {
      return kernel;
    }
  }
  return std::nullopt;
}

void CheckVectors(const std::string& name) {
  const std::optional<Blake3Kernel> kernel = FindKernel(name);
  if (!kernel.has_value()) {
    testing::ReportSkipped("BLAKE3 kernel " + name + ": not for this processor");
    return;
  }
  Blake3 blake3(*kernel);
  for (const DigestVector& vector : ReadDigestVectors()) {
    const std::vector<uint8_t> bytes = PatternBytes(vector.length);
    CAPTURE(vector.length);
    blake3.Update(bytes);
    CHECK(EncodeHex(blake3.Finish()) == vector.blake3);
    const std::span<const uint8_t> all(bytes);
    blake3.Update(all.first(bytes.size() / 3));
    blake3.Update(all.subspan(bytes.size() / 3));
    CHECK(EncodeHex(blake3.Finish()) == vector.blake3);
  }
}

TEST_CASE("the portable BLAKE3 kernel gives the digests of others", "[hash][blake3]") {
  CheckVectors("portable");
}

#if defined(__aarch64__)
TEST_CASE("the NEON BLAKE3 kernel (vec128) gives the digests of others", "[hash][blake3]") {
  REQUIRE(FindKernel("vec128").has_value());
  CheckVectors("vec128");
}
#else
TEST_CASE("the 128-bit BLAKE3 kernel gives the digests of others", "[hash][blake3]") {
  CheckVectors("vec128");
}
#endif

#if defined(__x86_64__)
TEST_CASE("the AVX2 BLAKE3 kernel gives the digests of others", "[hash][blake3]") {
  CheckVectors("avx2");
}

TEST_CASE("the AVX-512 BLAKE3 kernel gives the digests of others", "[hash][blake3]") {
  CheckVectors("avx512");
}
#endif

TEST_CASE("BLAKE3 kernels agree on chunk counters beyond 32 bits", "[hash][blake3]") {
  const std::vector<uint8_t> bytes = PatternBytes(40 * kBlake3ChunkBytes);
  const Blake3Kernel& portable = SupportedBlake3Kernels().front();
  for (const uint64_t first_chunk :
       {uint64_t{0}, (uint64_t{1} << 32) - 5, (uint64_t{1} << 54) - 40}) {
    for (size_t count = 0; count <= 40; ++count) {
      std::vector<Blake3ChainingValue> expected(count);
      portable.hash_chunks(bytes.data(), count, first_chunk, expected.data());
      for (const Blake3Kernel& kernel : SupportedBlake3Kernels()) {
        std::vector<Blake3ChainingValue> values(count);
        kernel.hash_chunks(bytes.data(), count, first_chunk, values.data());
        CAPTURE(kernel.name, first_chunk, count);
        REQUIRE(values == expected);
      }
    }
  }
}

TEST_CASE("BLAKE3 kernels agree on parents, and may overwrite their children", "[hash][blake3]") {
  const std::vector<uint8_t> bytes = PatternBytes(80 * sizeof(Blake3ChainingValue));
  std::vector<Blake3ChainingValue> children(80);
  std::memcpy(children.data(), bytes.data(), bytes.size());
  const Blake3Kernel& portable = SupportedBlake3Kernels().front();
  for (size_t count = 0; count <= 40; ++count) {
    std::vector<Blake3ChainingValue> expected(count);
    portable.hash_parents(children.data(), count, expected.data());
    for (const Blake3Kernel& kernel : SupportedBlake3Kernels()) {
      std::vector<Blake3ChainingValue> values = children;
      kernel.hash_parents(values.data(), count, values.data());
      values.resize(count);
      CAPTURE(kernel.name, count);
      REQUIRE(values == expected);
    }
  }
}

TEST_CASE("pieces of a BLAKE3 input combine to its digest", "[hash][blake3]") {
  for (const size_t piece_chunks : {1, 2, 4, 32, 256}) {
    const size_t piece_bytes = piece_chunks * kBlake3ChunkBytes;
    for (const size_t pieces : {2, 3, 4, 5, 8, 13}) {
      for (const size_t last_bytes :
           {size_t{1}, size_t{64}, piece_bytes / 2, piece_bytes - 1, piece_bytes}) {
        const std::vector<uint8_t> bytes = PatternBytes((pieces - 1) * piece_bytes + last_bytes);
        Blake3 whole;
        whole.Update(bytes);
        std::vector<Blake3ChainingValue> values;
        for (std::span<const uint8_t> left(bytes); !left.empty();
             left = left.subspan(std::min(left.size(), piece_bytes))) {
          Blake3 piece(values.size() * piece_chunks);
          piece.Update(left.first(std::min(left.size(), piece_bytes) / 3));
          piece.Update(left.first(std::min(left.size(), piece_bytes))
                           .subspan(std::min(left.size(), piece_bytes) / 3));
          values.push_back(piece.FinishPiece());
        }
        CAPTURE(piece_chunks, pieces, last_bytes);
        REQUIRE(values.size() == pieces);
        REQUIRE(CombineBlake3Pieces(values) == whole.Finish());
      }
    }
  }
}

TEST_CASE("this processor's BLAKE3 kernels are named", "[hash][blake3]") {
  std::string names;
  for (const Blake3Kernel& kernel : SupportedBlake3Kernels()) {
    names += " " + std::string(kernel.name);
  }
  std::cout << "BLAKE3 kernels run here:" << names << "\n";
  CHECK(SupportedBlake3Kernels().front().name == "portable");
}

}  // namespace
}  // namespace modelseal::hash::kernels
