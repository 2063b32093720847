// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's compression function with the SHA-2 instructions of ARMv8 (Arm Architecture Reference
// Manual, A64: SHA256H, SHA256H2, SHA256SU0, SHA256SU1).
#if defined(__aarch64__)
#include <arm_neon.h>

#include "lib/hash/kernels/sha256_implementations.h"

#if defined(__clang__)
#define MODELSEAL_STREAM_TARGET __attribute__((target("sha2")))
#else
#define MODELSEAL_STREAM_TARGET __attribute__((target("+crypto")))
#endif
#define MODELSEAL_STREAM_INLINE [[gnu::always_inline]] MODELSEAL_STREAM_TARGET inline

namespace modelseal::hash::kernels {
namespace {

typedef uint32x4_t Words;

struct Registers {
  uint32x4_t abcd;
  uint32x4_t efgh;
};

// The message words of a block in groups of 4, loaded big-endian.
MODELSEAL_STREAM_INLINE void LoadBlock(const uint8_t* block, uint32x4_t* w) {
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * i)));
  }
}

// Four rounds with the words w[kGroup % 4], then the words four groups on in their place.
template <int kGroup>
MODELSEAL_STREAM_INLINE void FourRounds(Registers& registers, uint32x4_t* w) {
  uint32x4_t& oldest = w[kGroup % 4];
  const uint32x4_t words = vaddq_u32(oldest, vld1q_u32(kSha256Constants.data() + 4 * kGroup));
  if constexpr (kGroup < 12) {
    oldest = vsha256su1q_u32(vsha256su0q_u32(oldest, w[(kGroup + 1) % 4]), w[(kGroup + 2) % 4],
                             w[(kGroup + 3) % 4]);
  }
  const uint32x4_t abcd = registers.abcd;
  registers.abcd = vsha256hq_u32(abcd, registers.efgh, words);
  registers.efgh = vsha256h2q_u32(registers.efgh, abcd, words);
}

MODELSEAL_STREAM_INLINE Registers Load(const Sha256State& state) {
  return {vld1q_u32(state.data()), vld1q_u32(state.data() + 4)};
}

MODELSEAL_STREAM_INLINE void Store(const Registers& registers, Sha256State& state) {
  vst1q_u32(state.data(), registers.abcd);
  vst1q_u32(state.data() + 4, registers.efgh);
}

MODELSEAL_STREAM_INLINE void AddTo(Registers& registers, const Registers& before) {
  registers.abcd = vaddq_u32(registers.abcd, before.abcd);
  registers.efgh = vaddq_u32(registers.efgh, before.efgh);
}

#include "lib/hash/kernels/sha256_streams.inc"

}  // namespace

MODELSEAL_STREAM_TARGET void CompressSha256Armv8(Sha256State* const* states,
                                                 const uint8_t* const* inputs, size_t block_count) {
  CompressBlocks<1>(states, inputs, block_count);
}

MODELSEAL_STREAM_TARGET void CompressSha256Armv8X2(Sha256State* const* states,
                                                   const uint8_t* const* inputs,
                                                   size_t block_count) {
  CompressBlocks<2>(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__aarch64__)
