// SPDX-License-Identifier: Apache-2.0
//
// BLAKE2b's kernel for AVX2: 4 messages at once.
#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <cstring>

#include "lib/hash/kernels/blake2b_kernels.h"

#define MODELSEAL_WIDE_TARGET __attribute__((target("avx2")))
#define MODELSEAL_WIDE_INLINE [[gnu::always_inline]] MODELSEAL_WIDE_TARGET inline

namespace modelseal::hash::kernels {
namespace {

constexpr size_t kLanes = 4;
typedef __m256i Vector;

MODELSEAL_WIDE_INLINE Vector Add(Vector x, Vector y) { return _mm256_add_epi64(x, y); }
MODELSEAL_WIDE_INLINE Vector Xor(Vector x, Vector y) { return _mm256_xor_si256(x, y); }
MODELSEAL_WIDE_INLINE Vector Broadcast(uint64_t word) {
  return _mm256_set1_epi64x(static_cast<long long>(word));
}

// Whole bytes are rotated by a shuffle, and 63 bits to the right are 1 to the left.
template <int kBits>
MODELSEAL_WIDE_INLINE Vector RotateRight(Vector x) {
  if constexpr (kBits == 32) {
    return _mm256_shuffle_epi32(x, 0xb1);
  } else if constexpr (kBits == 24) {
    return _mm256_shuffle_epi8(x, _mm256_set_epi64x(0x0a09080f0e0d0c0b, 0x0201000706050403,
                                                    0x0a09080f0e0d0c0b, 0x0201000706050403));
  } else if constexpr (kBits == 16) {
    return _mm256_shuffle_epi8(x, _mm256_set_epi64x(0x09080f0e0d0c0b0a, 0x0100070605040302,
                                                    0x09080f0e0d0c0b0a, 0x0100070605040302));
  } else {
    static_assert(kBits == 63);
    return _mm256_or_si256(_mm256_srli_epi64(x, 63), Add(x, x));
  }
}

MODELSEAL_WIDE_INLINE void Transpose(Vector* rows) {
  const Vector low01 = _mm256_unpacklo_epi64(rows[0], rows[1]);
  const Vector high01 = _mm256_unpackhi_epi64(rows[0], rows[1]);
  const Vector low23 = _mm256_unpacklo_epi64(rows[2], rows[3]);
  const Vector high23 = _mm256_unpackhi_epi64(rows[2], rows[3]);
  rows[0] = _mm256_permute2x128_si256(low01, low23, 0x20);
  rows[1] = _mm256_permute2x128_si256(high01, high23, 0x20);
  rows[2] = _mm256_permute2x128_si256(low01, low23, 0x31);
  rows[3] = _mm256_permute2x128_si256(high01, high23, 0x31);
}

#include "lib/hash/kernels/blake2b_wide.inc"

}  // namespace

MODELSEAL_WIDE_TARGET void CompressBlake2bAvx2X4(Blake2bState* const* states,
                                                 const uint8_t* const* inputs, size_t block_count) {
  CompressWide(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
