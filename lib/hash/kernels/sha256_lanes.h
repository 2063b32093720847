// SPDX-License-Identifier: Apache-2.0
//
// SHA-256's compression function on the fastest kernels of this processor.
#ifndef MODELSEAL_LIB_HASH_KERNELS_SHA256_LANES_H_
#define MODELSEAL_LIB_HASH_KERNELS_SHA256_LANES_H_

#include <cstddef>
#include <cstdint>

#include "lib/hash/kernels/sha256_kernels.h"

namespace modelseal::hash::kernels {

// Compresses `block_count` blocks of each of `lane_count` messages: those at inputs[lane] into
// *states[lane].
void CompressSha256(Sha256State* const* states, const uint8_t* const* inputs, size_t lane_count,
                    size_t block_count);

// How many messages at once take least time each.
size_t Sha256LaneCount();

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_SHA256_LANES_H_
