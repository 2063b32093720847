// SPDX-License-Identifier: Apache-2.0
//
// Every SHA-256 kernel, not only those that this processor would choose.
#include "lib/hash/kernels/sha256_kernels.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "lib/crypto/digest.h"
#include "lib/hash/kernels/sha256_lanes.h"
#include "tests/support/skip.h"

namespace modelseal::hash::kernels {
namespace {

// What the kernel must make of a message of whole blocks: BoringSSL knows no state, so the digest
// is compared, after a last block that is the padding.
std::vector<uint8_t> Padded(std::span<const uint8_t> message) {
  std::vector<uint8_t> padded(message.begin(), message.end());
  padded.push_back(0x80);
  while (padded.size() % kSha256BlockBytes != kSha256BlockBytes - 8) {
    padded.push_back(0);
  }
  for (int shift = 56; shift >= 0; shift -= 8) {
    padded.push_back(static_cast<uint8_t>(uint64_t{message.size()} * 8 >> shift));
  }
  return padded;
}

crypto::Sha256Digest DigestOf(const Sha256State& state) {
  crypto::Sha256Digest digest;
  for (size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

crypto::Sha256Digest Expected(std::span<const uint8_t> message) {
  crypto::Sha256 sha256;
  sha256.Update(message);
  return sha256.Finish();
}

// Messages of random content that all take `block_count` blocks, each at another alignment.
class Messages {
 public:
  Messages(size_t count, size_t block_count, uint64_t seed) : random_(seed) {
    for (size_t i = 0; i < count; ++i) {
      std::vector<uint8_t> message(block_count * kSha256BlockBytes - 9 - random_() % 55);
      std::generate(message.begin(), message.end(), [&] { return uint8_t(random_()); });
      expected_.push_back(Expected(message));
      std::vector<uint8_t> padded = Padded(message);
      REQUIRE(padded.size() == block_count * kSha256BlockBytes);
      const size_t shift = random_() % 64;
      padded.insert(padded.begin(), shift, 0xaa);
      bytes_.push_back(std::move(padded));
      inputs_.push_back(bytes_.back().data() + shift);
      states_.push_back(kSha256Initial);
    }
    for (Sha256State& state : states_) {
      pointers_.push_back(&state);
    }
  }

  Sha256State* const* states() const { return pointers_.data(); }
  const uint8_t* const* inputs() const { return inputs_.data(); }

  void Check() const {
    for (size_t i = 0; i < states_.size(); ++i) {
      CAPTURE(i);
      CHECK(DigestOf(states_[i]) == expected_[i]);
    }
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::vector<uint8_t>> bytes_;
  std::vector<const uint8_t*> inputs_;
  std::vector<Sha256State> states_;
  std::vector<Sha256State*> pointers_;
  std::vector<crypto::Sha256Digest> expected_;
};

void CheckKernel(std::string_view name) {
  const std::vector<Sha256Kernel>& supported = SupportedSha256Kernels();
  const auto kernel = std::find_if(supported.begin(), supported.end(),
                                   [&](const Sha256Kernel& one) { return one.name == name; });
  if (kernel == supported.end()) {
    testing::ReportSkipped("SHA-256 kernel " + std::string(name) + ": not for this processor");
    return;
  }
  for (size_t block_count = 1; block_count <= 20; ++block_count) {
    for (uint64_t seed = 0; seed < 10; ++seed) {
      Messages messages(kernel->lanes, block_count, 100 * block_count + seed);
      CAPTURE(name, block_count, seed);
      kernel->compress(messages.states(), messages.inputs(), block_count);
      messages.Check();
    }
  }
}

TEST_CASE("the portable SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("portable");
}

#if defined(__x86_64__)
TEST_CASE("the SHA extensions' SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("sha_ni");
}

TEST_CASE("the SHA extensions' two-stream SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("sha_ni_x2");
}

TEST_CASE("the AVX2 SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("avx2_x8");
}

TEST_CASE("the AVX-512 SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("avx512_x16");
}

#elif defined(__aarch64__)
TEST_CASE("the ARMv8 SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("armv8");
}

TEST_CASE("the ARMv8 two-stream SHA-256 kernel agrees with BoringSSL", "[hash][sha256]") {
  CheckKernel("armv8_x2");
}

#endif

TEST_CASE("this processor's SHA-256 kernels are named", "[hash][sha256]") {
  std::string names;
  for (const Sha256Kernel& kernel : SupportedSha256Kernels()) {
    names += " " + std::string(kernel.name);
    const std::vector<std::string_view> known = KnownSha256Kernels();
    CHECK(std::find(known.begin(), known.end(), kernel.name) != known.end());
    CHECK(kernel.lanes >= 1);
  }
  std::cout << "SHA-256 kernels run here:" << names << "\n";
  CHECK(SupportedSha256Kernels().front().name == "portable");
}

TEST_CASE("no blocks leave a SHA-256 state as it is", "[hash][sha256]") {
  for (const Sha256Kernel& kernel : SupportedSha256Kernels()) {
    const Messages messages(kernel.lanes, 1, 1);
    kernel.compress(messages.states(), messages.inputs(), 0);
    for (size_t lane = 0; lane < kernel.lanes; ++lane) {
      CHECK(*messages.states()[lane] == kSha256Initial);
    }
  }
}

TEST_CASE("any number of SHA-256 lanes gives the digests of BoringSSL", "[hash][sha256]") {
  for (size_t lane_count = 1; lane_count <= 150; ++lane_count) {
    const Messages messages(lane_count, 1 + lane_count % 5, lane_count);
    CAPTURE(lane_count);
    CompressSha256(messages.states(), messages.inputs(), lane_count, 1 + lane_count % 5);
    messages.Check();
  }
  CHECK(Sha256LaneCount() >= 1);
}

}  // namespace
}  // namespace modelseal::hash::kernels
