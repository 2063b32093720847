// SPDX-License-Identifier: Apache-2.0
//
// Which kernels an ARM processor is given. The build says what it expects of the processor that the
// test runs on, so that what the code finds out is not compared with itself.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "lib/hash/kernels/blake2b_kernels.h"
#include "lib/hash/kernels/blake3_kernels.h"
#include "lib/hash/kernels/sha256_kernels.h"
#include "lib/hash/kernels/sha256_lanes.h"

namespace modelseal::hash::kernels {
namespace {

template <typename Kernels>
std::string NamesOf(const Kernels& kernels) {
  std::string names;
  for (const auto& kernel : kernels) {
    names += (names.empty() ? "" : " ") + std::string(kernel.name);
  }
  return names;
}

TEST_CASE("SHA-256 uses the SHA-2 instructions where ARM processors have them", "[hash][sha256]") {
  const char* const expected = std::getenv("MODELSEAL_EXPECTED_SHA256_KERNELS");
  REQUIRE(expected != nullptr);
  CHECK(NamesOf(SupportedSha256Kernels()) == expected);
}

// Which kernels are fastest is timed, and under an emulator by chance.
TEST_CASE("SHA-256 asks for no more messages than an ARM processor's kernels take", "[hash]") {
  size_t widest = 0;
  for (const Sha256Kernel& kernel : SupportedSha256Kernels()) {
    widest = std::max(widest, kernel.lanes);
  }
  CHECK(Sha256LaneCount() >= 1);
  CHECK(Sha256LaneCount() <= widest);
}

TEST_CASE("BLAKE3 uses NEON (vec128) on every ARM processor", "[hash][blake3]") {
  CHECK(NamesOf(SupportedBlake3Kernels()) == "portable vec128");
}

TEST_CASE("BLAKE2b uses the portable kernel on every ARM processor", "[hash][blake2b]") {
  CHECK(NamesOf(SupportedBlake2bKernels()) == "portable");
}

}  // namespace
}  // namespace modelseal::hash::kernels
