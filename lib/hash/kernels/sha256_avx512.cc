// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's kernel for AVX-512: 16 messages at once.
#if defined(__x86_64__)
// GCC 12 sees uninitialized variables in its own header (its bug 105593).
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>

#include <algorithm>

#include "lib/hash/kernels/sha256_implementations.h"

#define MODELSEAL_WIDE_TARGET __attribute__((target("avx512f,avx512vl,avx512bw")))
#define MODELSEAL_WIDE_INLINE [[gnu::always_inline]] MODELSEAL_WIDE_TARGET inline

namespace modelseal::hash::kernels {
namespace {

constexpr size_t kLanes = 16;
typedef __m512i Vector;

// Truth tables of three operands: the value for x, y, z is bit 4x + 2y + z.
constexpr int kXor3 = 0x96;
constexpr int kChoose = 0xca;
constexpr int kMajority = 0xe8;

// GCC 12 takes the intrinsic for a sum of integers that it may reorder with others. What it then
// chooses keeps more vectors alive than there are registers and costs a tenth of the speed; it
// cannot look past an empty assembler statement.
MODELSEAL_WIDE_INLINE Vector Add(Vector x, Vector y) {
  Vector sum = _mm512_add_epi32(x, y);
  __asm__("" : "+v"(sum));
  return sum;
}
MODELSEAL_WIDE_INLINE Vector Xor3(Vector x, Vector y, Vector z) {
  return _mm512_ternarylogic_epi32(x, y, z, kXor3);
}
MODELSEAL_WIDE_INLINE Vector Choose(Vector x, Vector y, Vector z) {
  return _mm512_ternarylogic_epi32(x, y, z, kChoose);
}
MODELSEAL_WIDE_INLINE Vector Majority(Vector x, Vector y, Vector z) {
  return _mm512_ternarylogic_epi32(x, y, z, kMajority);
}
template <int kBits>
MODELSEAL_WIDE_INLINE Vector RotateRight(Vector x) {
  return _mm512_ror_epi32(x, kBits);
}
template <int kBits>
MODELSEAL_WIDE_INLINE Vector ShiftRight(Vector x) {
  return _mm512_srli_epi32(x, kBits);
}
MODELSEAL_WIDE_INLINE Vector Broadcast(uint32_t word) {
  return _mm512_set1_epi32(static_cast<int>(word));
}

// In place: word i of row k goes to word k of row i.
MODELSEAL_WIDE_INLINE void Transpose(Vector* rows) {
  Vector t[16];
#pragma GCC unroll 8
  for (int i = 0; i < 16; i += 2) {
    t[i] = _mm512_unpacklo_epi32(rows[i], rows[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(rows[i], rows[i + 1]);
  }
  // Rows 4j to 4j + 3 side by side: word 4q + c of them is 128-bit part q of rows[4j + c].
#pragma GCC unroll 4
  for (int i = 0; i < 16; i += 4) {
    rows[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    rows[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    rows[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    rows[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
  // Then the 4 x 4 square of 128-bit parts for each c.
#pragma GCC unroll 4
  for (int c = 0; c < 4; ++c) {
    const Vector low01 = _mm512_shuffle_i32x4(rows[c], rows[c + 4], 0x44);
    const Vector high01 = _mm512_shuffle_i32x4(rows[c], rows[c + 4], 0xee);
    const Vector low23 = _mm512_shuffle_i32x4(rows[c + 8], rows[c + 12], 0x44);
    const Vector high23 = _mm512_shuffle_i32x4(rows[c + 8], rows[c + 12], 0xee);
    rows[c] = _mm512_shuffle_i32x4(low01, low23, 0x88);
    rows[c + 4] = _mm512_shuffle_i32x4(low01, low23, 0xdd);
    rows[c + 8] = _mm512_shuffle_i32x4(high01, high23, 0x88);
    rows[c + 12] = _mm512_shuffle_i32x4(high01, high23, 0xdd);
  }
}

MODELSEAL_WIDE_INLINE void LoadBlocks(const uint8_t* const* inputs, size_t offset, Vector* words) {
  const Vector swap = _mm512_set4_epi32(0x0c0d0e0f, 0x08090a0b, 0x04050607, 0x00010203);
#pragma GCC unroll 16
  for (size_t lane = 0; lane < kLanes; ++lane) {
    words[lane] = _mm512_loadu_si512(inputs[lane] + offset);
  }
  Transpose(words);
#pragma GCC unroll 16
  for (size_t i = 0; i < kLanes; ++i) {
    words[i] = _mm512_shuffle_epi8(words[i], swap);
  }
}

MODELSEAL_WIDE_INLINE void LoadStates(Sha256State* const* states, Vector* v) {
  alignas(64) uint32_t words[8][kLanes];
  for (size_t lane = 0; lane < kLanes; ++lane) {
    for (size_t i = 0; i < 8; ++i) {
      words[i][lane] = (*states[lane])[i];
    }
  }
  for (size_t i = 0; i < 8; ++i) {
    v[i] = _mm512_load_si512(words[i]);
  }
}

MODELSEAL_WIDE_INLINE void StoreStates(const Vector* v, Sha256State* const* states) {
  alignas(64) uint32_t words[8][kLanes];
  for (size_t i = 0; i < 8; ++i) {
    _mm512_store_si512(words[i], v[i]);
  }
  for (size_t lane = 0; lane < kLanes; ++lane) {
    for (size_t i = 0; i < 8; ++i) {
      (*states[lane])[i] = words[i][lane];
    }
  }
}

#include "lib/hash/kernels/sha256_wide.inc"

}  // namespace

MODELSEAL_WIDE_TARGET void CompressSha256Avx512X16(Sha256State* const* states,
                                                   const uint8_t* const* inputs,
                                                   size_t block_count) {
  CompressWide(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
