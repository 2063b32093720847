// SPDX-License-Identifier: Apache-2.0
//
// BLAKE2b's kernel for AVX-512: 8 messages at once.
#if defined(__x86_64__)
// GCC 12 sees uninitialized variables in its own header (its bug 105593).
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>

#include <algorithm>
#include <cstring>

#include "lib/hash/kernels/blake2b_kernels.h"

#define MODELSEAL_WIDE_TARGET __attribute__((target("avx512f,avx512vl")))
#define MODELSEAL_WIDE_INLINE [[gnu::always_inline]] MODELSEAL_WIDE_TARGET inline

namespace modelseal::hash::kernels {
namespace {

constexpr size_t kLanes = 8;
typedef __m512i Vector;

MODELSEAL_WIDE_INLINE Vector Add(Vector x, Vector y) { return _mm512_add_epi64(x, y); }
MODELSEAL_WIDE_INLINE Vector Xor(Vector x, Vector y) { return _mm512_xor_si512(x, y); }
MODELSEAL_WIDE_INLINE Vector Broadcast(uint64_t word) {
  return _mm512_set1_epi64(static_cast<long long>(word));
}
template <int kBits>
MODELSEAL_WIDE_INLINE Vector RotateRight(Vector x) {
  return _mm512_ror_epi64(x, kBits);
}

MODELSEAL_WIDE_INLINE void Transpose(Vector* rows) {
  Vector t[8];
#pragma GCC unroll 4
  for (int i = 0; i < 8; i += 2) {
    t[i] = _mm512_unpacklo_epi64(rows[i], rows[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi64(rows[i], rows[i + 1]);
  }
  // Word 2q + c of rows 2j and 2j + 1 is 128-bit part q of t[2j + c].
#pragma GCC unroll 2
  for (int c = 0; c < 2; ++c) {
    const Vector low01 = _mm512_shuffle_i64x2(t[c], t[c + 2], 0x88);
    const Vector high01 = _mm512_shuffle_i64x2(t[c], t[c + 2], 0xdd);
    const Vector low23 = _mm512_shuffle_i64x2(t[c + 4], t[c + 6], 0x88);
    const Vector high23 = _mm512_shuffle_i64x2(t[c + 4], t[c + 6], 0xdd);
    rows[c] = _mm512_shuffle_i64x2(low01, low23, 0x88);
    rows[c + 2] = _mm512_shuffle_i64x2(high01, high23, 0x88);
    rows[c + 4] = _mm512_shuffle_i64x2(low01, low23, 0xdd);
    rows[c + 6] = _mm512_shuffle_i64x2(high01, high23, 0xdd);
  }
}

#include "lib/hash/kernels/blake2b_wide.inc"

}  // namespace

MODELSEAL_WIDE_TARGET void CompressBlake2bAvx512X8(Blake2bState* const* states,
                                                   const uint8_t* const* inputs,
                                                   size_t block_count) {
  CompressWide(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
