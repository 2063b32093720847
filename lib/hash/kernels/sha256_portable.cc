// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's compression function in plain C++.
#include <bit>

#include "lib/hash/kernels/sha256_implementations.h"

namespace modelseal::hash::kernels {
namespace {

// FIPS 180-4 §3.1: words are big-endian.
uint32_t LoadWord(const uint8_t* bytes) {
  return static_cast<uint32_t>(bytes[0]) << 24 | static_cast<uint32_t>(bytes[1]) << 16 |
         static_cast<uint32_t>(bytes[2]) << 8 | bytes[3];
}

// FIPS 180-4 §4.1.2: the functions Σ0, Σ1, σ0 and σ1.
uint32_t BigSigma0(uint32_t x) { return std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22); }
uint32_t BigSigma1(uint32_t x) { return std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25); }
uint32_t SmallSigma0(uint32_t x) { return std::rotr(x, 7) ^ std::rotr(x, 18) ^ x >> 3; }
uint32_t SmallSigma1(uint32_t x) { return std::rotr(x, 17) ^ std::rotr(x, 19) ^ x >> 10; }

void CompressBlock(Sha256State& state, const uint8_t* block) {
  std::array<uint32_t, 64> w;
  for (size_t t = 0; t < 16; ++t) {
    w[t] = LoadWord(block + 4 * t);
  }
  for (size_t t = 16; t < 64; ++t) {
    w[t] = SmallSigma1(w[t - 2]) + w[t - 7] + SmallSigma0(w[t - 15]) + w[t - 16];
  }
  auto [a, b, c, d, e, f, g, h] = state;
#pragma GCC unroll 8
  for (size_t t = 0; t < 64; ++t) {
    const uint32_t t1 = h + BigSigma1(e) + ((e & f) ^ (~e & g)) + kSha256Constants[t] + w[t];
    const uint32_t t2 = BigSigma0(a) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  const Sha256State added = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < state.size(); ++i) {
    state[i] += added[i];
  }
}

}  // namespace

void CompressSha256Portable(Sha256State* const* states, const uint8_t* const* inputs,
                            size_t block_count) {
  for (size_t i = 0; i < block_count; ++i) {
    CompressBlock(*states[0], inputs[0] + i * kSha256BlockBytes);
  }
}

}  // namespace modelseal::hash::kernels
