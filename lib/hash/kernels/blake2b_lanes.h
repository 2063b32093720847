// SPDX-License-Identifier: Apache-2.0
//
// BLAKE2b's compression function on the fastest kernels of this processor.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_LANES_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_LANES_H_

#include <cstddef>
#include <cstdint>

#include "lib/hash/kernels/blake2b_kernels.h"

namespace modelseal::hash::kernels {

// Compresses `block_count` blocks, none of them the last, of each of `lane_count` messages: those
// at inputs[lane] into *states[lane].
void CompressBlake2b(Blake2bState* const* states, const uint8_t* const* inputs, size_t lane_count,
                     size_t block_count);

// How many messages at once take least time each.
size_t Blake2bLaneCount();

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_LANES_H_
