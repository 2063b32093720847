// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's kernel for AVX2: 8 messages at once.
#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>

#include "lib/hash/kernels/sha256_implementations.h"

#define MODELSEAL_WIDE_TARGET __attribute__((target("avx2")))
#define MODELSEAL_WIDE_INLINE [[gnu::always_inline]] MODELSEAL_WIDE_TARGET inline

namespace modelseal::hash::kernels {
namespace {

constexpr size_t kLanes = 8;
typedef __m256i Vector;

MODELSEAL_WIDE_INLINE Vector Add(Vector x, Vector y) { return _mm256_add_epi32(x, y); }
MODELSEAL_WIDE_INLINE Vector Xor(Vector x, Vector y) { return _mm256_xor_si256(x, y); }
MODELSEAL_WIDE_INLINE Vector And(Vector x, Vector y) { return _mm256_and_si256(x, y); }
MODELSEAL_WIDE_INLINE Vector Xor3(Vector x, Vector y, Vector z) { return Xor(Xor(x, y), z); }
// Of each bit: y where x is 1, else z.
MODELSEAL_WIDE_INLINE Vector Choose(Vector x, Vector y, Vector z) {
  return Xor(z, And(x, Xor(y, z)));
}
// Of each bit: what at least two of the three say.
MODELSEAL_WIDE_INLINE Vector Majority(Vector x, Vector y, Vector z) {
  return Xor(y, And(Xor(x, y), Xor(y, z)));
}
template <int kBits>
MODELSEAL_WIDE_INLINE Vector ShiftRight(Vector x) {
  return _mm256_srli_epi32(x, kBits);
}
template <int kBits>
MODELSEAL_WIDE_INLINE Vector RotateRight(Vector x) {
  return _mm256_or_si256(_mm256_srli_epi32(x, kBits), _mm256_slli_epi32(x, 32 - kBits));
}
MODELSEAL_WIDE_INLINE Vector Broadcast(uint32_t word) {
  return _mm256_set1_epi32(static_cast<int>(word));
}

// In place: word i of row k goes to word k of row i.
MODELSEAL_WIDE_INLINE void Transpose(Vector* rows) {
  Vector t[8];
#pragma GCC unroll 4
  for (int i = 0; i < 8; i += 2) {
    t[i] = _mm256_unpacklo_epi32(rows[i], rows[i + 1]);
    t[i + 1] = _mm256_unpackhi_epi32(rows[i], rows[i + 1]);
  }
  // Rows 4j to 4j + 3 side by side: word 4q + c of them is 128-bit part q of rows[4j + c].
#pragma GCC unroll 2
  for (int i = 0; i < 8; i += 4) {
    rows[i] = _mm256_unpacklo_epi64(t[i], t[i + 2]);
    rows[i + 1] = _mm256_unpackhi_epi64(t[i], t[i + 2]);
    rows[i + 2] = _mm256_unpacklo_epi64(t[i + 1], t[i + 3]);
    rows[i + 3] = _mm256_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
#pragma GCC unroll 4
  for (int c = 0; c < 4; ++c) {
    const Vector low = rows[c];
    rows[c] = _mm256_permute2x128_si256(low, rows[c + 4], 0x20);
    rows[c + 4] = _mm256_permute2x128_si256(low, rows[c + 4], 0x31);
  }
}

MODELSEAL_WIDE_INLINE void LoadBlocks(const uint8_t* const* inputs, size_t offset, Vector* words) {
  const Vector swap = _mm256_set_epi32(0x0c0d0e0f, 0x08090a0b, 0x04050607, 0x00010203, 0x0c0d0e0f,
                                       0x08090a0b, 0x04050607, 0x00010203);
#pragma GCC unroll 2
  for (size_t half = 0; half < 2; ++half) {
    Vector* const rows = words + half * kLanes;
#pragma GCC unroll 8
    for (size_t lane = 0; lane < kLanes; ++lane) {
      rows[lane] = _mm256_shuffle_epi8(
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(inputs[lane] + offset) + half), swap);
    }
    Transpose(rows);
  }
}

MODELSEAL_WIDE_INLINE void LoadStates(Sha256State* const* states, Vector* v) {
#pragma GCC unroll 8
  for (size_t lane = 0; lane < kLanes; ++lane) {
    v[lane] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(states[lane]->data()));
  }
  Transpose(v);
}

MODELSEAL_WIDE_INLINE void StoreStates(Vector* v, Sha256State* const* states) {
  Transpose(v);
#pragma GCC unroll 8
  for (size_t lane = 0; lane < kLanes; ++lane) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(states[lane]->data()), v[lane]);
  }
}

#include "lib/hash/kernels/sha256_wide.inc"

}  // namespace

MODELSEAL_WIDE_TARGET void CompressSha256Avx2X8(Sha256State* const* states,
                                                const uint8_t* const* inputs, size_t block_count) {
  CompressWide(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
