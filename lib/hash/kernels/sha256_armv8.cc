// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's compression function with the SHA-2 instructions of ARMv8 (Arm Architecture Reference
// Manual, A64: SHA256H, SHA256H2, SHA256SU0, SHA256SU1), for one message or for two in turn, which
// hides the latency of the instructions.
#if defined(__aarch64__)
#include <arm_neon.h>

#include "lib/hash/kernels/sha256_implementations.h"

#if defined(__clang__)
#define MODELSEAL_ARMV8_TARGET __attribute__((target("sha2")))
#else
#define MODELSEAL_ARMV8_TARGET __attribute__((target("+crypto")))
#endif
#define MODELSEAL_ARMV8 [[gnu::always_inline]] MODELSEAL_ARMV8_TARGET inline

namespace modelseal::hash::kernels {
namespace {

struct Registers {
  uint32x4_t abcd;
  uint32x4_t efgh;
};

// The message words of a block in groups of 4, loaded big-endian.
MODELSEAL_ARMV8 void LoadBlock(const uint8_t* block, uint32x4_t* w) {
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * i)));
  }
}

// Four rounds with the words w[kGroup % 4], then the words four groups on in their place.
template <int kGroup>
MODELSEAL_ARMV8 void FourRounds(Registers& registers, uint32x4_t* w) {
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

template <size_t kLanes, int kGroup = 0>
MODELSEAL_ARMV8 void AllRounds(Registers* registers, uint32x4_t (*w)[4]) {
#pragma GCC unroll 2
  for (size_t lane = 0; lane < kLanes; ++lane) {
    FourRounds<kGroup>(registers[lane], w[lane]);
  }
  if constexpr (kGroup < 15) {
    AllRounds<kLanes, kGroup + 1>(registers, w);
  }
}

template <size_t kLanes>
MODELSEAL_ARMV8 void CompressBlocks(Sha256State* const* states, const uint8_t* const* inputs,
                                    size_t block_count) {
  Registers registers[kLanes];
#pragma GCC unroll 2
  for (size_t lane = 0; lane < kLanes; ++lane) {
    registers[lane] = {vld1q_u32(states[lane]->data()), vld1q_u32(states[lane]->data() + 4)};
  }
  for (size_t i = 0; i < block_count; ++i) {
    uint32x4_t w[kLanes][4];
    Registers before[kLanes];
#pragma GCC unroll 2
    for (size_t lane = 0; lane < kLanes; ++lane) {
      before[lane] = registers[lane];
      LoadBlock(inputs[lane] + i * kSha256BlockBytes, w[lane]);
    }
    AllRounds<kLanes>(registers, w);
#pragma GCC unroll 2
    for (size_t lane = 0; lane < kLanes; ++lane) {
      registers[lane].abcd = vaddq_u32(registers[lane].abcd, before[lane].abcd);
      registers[lane].efgh = vaddq_u32(registers[lane].efgh, before[lane].efgh);
    }
  }
#pragma GCC unroll 2
  for (size_t lane = 0; lane < kLanes; ++lane) {
    vst1q_u32(states[lane]->data(), registers[lane].abcd);
    vst1q_u32(states[lane]->data() + 4, registers[lane].efgh);
  }
}

}  // namespace

MODELSEAL_ARMV8_TARGET void CompressSha256Armv8(Sha256State* const* states,
                                                const uint8_t* const* inputs, size_t block_count) {
  CompressBlocks<1>(states, inputs, block_count);
}

MODELSEAL_ARMV8_TARGET void CompressSha256Armv8X2(Sha256State* const* states,
                                                  const uint8_t* const* inputs,
                                                  size_t block_count) {
  CompressBlocks<2>(states, inputs, block_count);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__aarch64__)
