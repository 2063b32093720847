// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's compression function with the SHA extensions of x86 (Intel 64 and IA-32 Architectures
// Software Developer's Manual, volume 2: SHA256RNDS2, SHA256MSG1, SHA256MSG2).
#if defined(__x86_64__)
#include <immintrin.h>

#include "lib/hash/kernels/sha256_implementations.h"

#define MODELSEAL_STREAM_TARGET __attribute__((target("sha,sse4.1,ssse3")))
#define MODELSEAL_STREAM_INLINE [[gnu::always_inline]] MODELSEAL_STREAM_TARGET inline

namespace modelseal::hash::kernels {
namespace {

typedef __m128i Words;

// The state as SHA256RNDS2 wants it: words from the most significant to the least.
struct Registers {
  __m128i abef;
  __m128i cdgh;
};

MODELSEAL_STREAM_INLINE Registers Load(const Sha256State& state) {
  const __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data()));
  const __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4));
  const __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0)};
}

MODELSEAL_STREAM_INLINE void Store(const Registers& registers, Sha256State& state) {
  const __m128i feba = _mm_shuffle_epi32(registers.abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(registers.cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// The message words of a block in groups of 4, loaded big-endian.
MODELSEAL_STREAM_INLINE void LoadBlock(const uint8_t* block, __m128i* w) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i), swap);
  }
}

// Four rounds with the words w[kGroup % 4], then the words four groups on in their place.
template <int kGroup>
MODELSEAL_STREAM_INLINE void FourRounds(Registers& registers, __m128i* w) {
  const __m128i constants =
      _mm_load_si128(reinterpret_cast<const __m128i*>(kSha256Constants.data() + 4 * kGroup));
  __m128i words = _mm_add_epi32(w[kGroup % 4], constants);
  registers.cdgh = _mm_sha256rnds2_epu32(registers.cdgh, registers.abef, words);
  words = _mm_shuffle_epi32(words, 0x0e);
  registers.abef = _mm_sha256rnds2_epu32(registers.abef, registers.cdgh, words);
  if constexpr (kGroup < 12) {
    __m128i& oldest = w[kGroup % 4];
    const __m128i last = w[(kGroup + 3) % 4];
    const __m128i seven_back = _mm_alignr_epi8(last, w[(kGroup + 2) % 4], 4);
    oldest = _mm_sha256msg1_epu32(oldest, w[(kGroup + 1) % 4]);
    oldest = _mm_sha256msg2_epu32(_mm_add_epi32(oldest, seven_back), last);
  }
}

MODELSEAL_STREAM_INLINE void AddTo(Registers& registers, const Registers& before) {
  registers.abef = _mm_add_epi32(registers.abef, before.abef);
  registers.cdgh = _mm_add_epi32(registers.cdgh, before.cdgh);
}

#include "lib/hash/kernels/sha256_streams.inc"

}  // namespace

MODELSEAL_STREAM_TARGET void CompressSha256ShaNi(Sha256State* const* states,
                                                 const uint8_t* const* inputs, size_t block_count) {
  CompressBlocks<1>(states, inputs, block_count);
}

MODELSEAL_STREAM_TARGET void CompressSha256ShaNiX2(Sha256State* const* states,
                                                   const uint8_t* const* inputs,
                                                   size_t block_count) {
  CompressBlocks<2>(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
