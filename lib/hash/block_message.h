// SPDX-License-Identifier: Apache-2.0
//
// A message on its way through a hash function that works block by block: the state, and the bytes
// that are no whole block yet.
#ifndef MODELSEAL_LIB_HASH_BLOCK_MESSAGE_H_
#define MODELSEAL_LIB_HASH_BLOCK_MESSAGE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "lib/hash/kernels/blake2b_kernels.h"
#include "lib/hash/kernels/sha256_kernels.h"

namespace modelseal::hash {

struct Sha256Message {
  static constexpr size_t kBlockBytes = kernels::kSha256BlockBytes;
  static constexpr bool kHoldsLastBlock = false;

  kernels::Sha256State state = kernels::kSha256Initial;
  uint64_t byte_count = 0;  // of the whole message so far
  std::array<uint8_t, kBlockBytes> tail;
  size_t tail_bytes = 0;
};

struct Blake2bMessage {
  static constexpr size_t kBlockBytes = kernels::kBlake2bBlockBytes;
  // The last block is compressed with a flag, so a whole block waits until more is known.
  static constexpr bool kHoldsLastBlock = true;

  kernels::Blake2bState state = kernels::InitialBlake2bState();
  std::array<uint8_t, kBlockBytes> tail;
  size_t tail_bytes = 0;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_BLOCK_MESSAGE_H_
