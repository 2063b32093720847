// SPDX-License-Identifier: Apache-2.0
//
// BLAKE2b's compression function in plain C++.
#include <bit>
#include <cstring>

#include "lib/hash/kernels/blake2b_kernels.h"

namespace modelseal::hash::kernels {
namespace {

static_assert(std::endian::native == std::endian::little, "words are loaded as they lie");

// RFC 7693 §3.1: the mixing function.
[[gnu::always_inline]] inline void Mix(uint64_t& a, uint64_t& b, uint64_t& c, uint64_t& d,
                                       uint64_t x, uint64_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 32);
  c += d;
  b = std::rotr(b ^ c, 24);
  a += b + y;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 63);
}

void CompressBlock(uint64_t* state, const uint8_t* block, uint64_t byte_count, bool is_last) {
  uint64_t m[16];
  std::memcpy(m, block, sizeof(m));
  uint64_t v[16];
  std::memcpy(v, state, 8 * sizeof(uint64_t));
  std::memcpy(v + 8, kBlake2bIv, sizeof(kBlake2bIv));
  v[12] ^= byte_count;
  if (is_last) {
    v[14] = ~v[14];
  }
#pragma GCC unroll 12
  for (int round = 0; round < 12; ++round) {
    const uint8_t* s = kBlake2bSigma[round % 10];
    Mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
    Mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
    Mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
    Mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
    Mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
    Mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
    Mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
    Mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
  }
  for (int i = 0; i < 8; ++i) {
    state[i] ^= v[i] ^ v[i + 8];
  }
}

}  // namespace

void CompressBlake2bPortable(Blake2bState* const* states, const uint8_t* const* inputs,
                             size_t block_count) {
  Blake2bState& state = *states[0];
  for (size_t i = 0; i < block_count; ++i) {
    state.byte_count += kBlake2bBlockBytes;
    CompressBlock(state.h.data(), inputs[0] + i * kBlake2bBlockBytes, state.byte_count, false);
  }
}

void CompressLastBlake2b(Blake2bState& state, const uint8_t block[kBlake2bBlockBytes],
                         size_t block_bytes) {
  state.byte_count += block_bytes;
  CompressBlock(state.h.data(), block, state.byte_count, true);
}

}  // namespace modelseal::hash::kernels
