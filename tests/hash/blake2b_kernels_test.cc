// SPDX-License-Identifier: Apache-2.0
//
// Every BLAKE2b kernel, not only those that this processor would choose.
#include "lib/hash/kernels/blake2b_kernels.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "lib/hash/kernels/blake2b_lanes.h"
#include "tests/support/skip.h"

namespace modelseal::hash::kernels {
namespace {

// The portable kernel itself is checked against other implementations by hash_stream_test.
void CompressPortable(Blake2bState& state, const uint8_t* input, size_t block_count) {
  Blake2bState* pointer = &state;
  SupportedBlake2bKernels().front().compress(&pointer, &input, block_count);
}

// Blocks of random content, each message at another alignment and begun somewhere else.
class Messages {
 public:
  Messages(size_t count, size_t block_count, uint64_t seed) : random_(seed) {
    for (size_t i = 0; i < count; ++i) {
      const size_t shift = random_() % 64;
      bytes_.emplace_back(shift + block_count * kBlake2bBlockBytes);
      std::generate(bytes_.back().begin(), bytes_.back().end(), [&] { return uint8_t(random_()); });
      inputs_.push_back(bytes_.back().data() + shift);
      Blake2bState state = InitialBlake2bState();
      // Beyond 32 bits, so that a carry would be seen.
      state.byte_count = random_() % 3 * 0xffff'ff80;
      states_.push_back(state);
      CompressPortable(state, inputs_.back(), block_count);
      expected_.push_back(state);
    }
    for (Blake2bState& state : states_) {
      pointers_.push_back(&state);
    }
  }

  Blake2bState* const* states() const { return pointers_.data(); }
  const uint8_t* const* inputs() const { return inputs_.data(); }

  void Check() const {
    for (size_t i = 0; i < states_.size(); ++i) {
      CAPTURE(i);
      CHECK(states_[i].h == expected_[i].h);
      CHECK(states_[i].byte_count == expected_[i].byte_count);
    }
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::vector<uint8_t>> bytes_;
  std::vector<const uint8_t*> inputs_;
  std::vector<Blake2bState> states_;
  std::vector<Blake2bState*> pointers_;
  std::vector<Blake2bState> expected_;
};

#if defined(__x86_64__)
void CheckKernel(std::string_view name) {
  const std::vector<Blake2bKernel>& supported = SupportedBlake2bKernels();
  const auto kernel = std::find_if(supported.begin(), supported.end(),
                                   [&](const Blake2bKernel& one) { return one.name == name; });
  if (kernel == supported.end()) {
    testing::ReportSkipped("BLAKE2b kernel " + std::string(name) + ": not for this processor");
    return;
  }
  for (size_t block_count = 0; block_count <= 20; ++block_count) {
    for (uint64_t seed = 0; seed < 10; ++seed) {
      const Messages messages(kernel->lanes, block_count, 100 * block_count + seed);
      CAPTURE(name, block_count, seed);
      kernel->compress(messages.states(), messages.inputs(), block_count);
      messages.Check();
    }
  }
}

TEST_CASE("the AVX2 BLAKE2b kernel agrees with the portable one", "[hash][blake2b]") {
  CheckKernel("avx2_x4");
}

TEST_CASE("the AVX-512 BLAKE2b kernel agrees with the portable one", "[hash][blake2b]") {
  CheckKernel("avx512_x8");
}

#endif

TEST_CASE("this processor's BLAKE2b kernels are named", "[hash][blake2b]") {
  std::string names;
  for (const Blake2bKernel& kernel : SupportedBlake2bKernels()) {
    names += " " + std::string(kernel.name);
    const std::vector<std::string_view> known = KnownBlake2bKernels();
    CHECK(std::find(known.begin(), known.end(), kernel.name) != known.end());
  }
  std::cout << "BLAKE2b kernels run here:" << names << "\n";
  CHECK(SupportedBlake2bKernels().front().name == "portable");
}

TEST_CASE("any number of BLAKE2b lanes gives what each gives alone", "[hash][blake2b]") {
  for (size_t lane_count = 1; lane_count <= 150; ++lane_count) {
    const Messages messages(lane_count, 1 + lane_count % 5, lane_count);
    CAPTURE(lane_count);
    CompressBlake2b(messages.states(), messages.inputs(), lane_count, 1 + lane_count % 5);
    messages.Check();
  }
  CHECK(Blake2bLaneCount() >= 1);
}

}  // namespace
}  // namespace modelseal::hash::kernels
