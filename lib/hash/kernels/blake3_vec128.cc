// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernel for the 128-bit vectors that every x86-64 (SSE2) and ARMv8 (NEON) processor has.
#define MODELSEAL_LANES 4
#define MODELSEAL_LANES_TARGET
#include "lib/hash/kernels/blake3_lanes.inc"
#include "lib/hash/kernels/blake3_vector.h"
#include "lib/hash/kernels/blake3_portable.h"

namespace modelseal::hash::kernels {

MODELSEAL_LANES_TARGET void HashBlake3ChunksVec128(const uint8_t* input, size_t chunk_count,
                                                   uint64_t first_chunk,
                                                   Blake3ChainingValue* out) {
  for (; chunk_count >= kLanes; chunk_count -= kLanes) {
    HashChunkLanes(input, first_chunk, out);
    input += kLanes * kBlake3ChunkBytes;
    first_chunk += kLanes;
    out += kLanes;
  }
  HashBlake3ChunksPortable(input, chunk_count, first_chunk, out);
}

MODELSEAL_LANES_TARGET void HashBlake3ParentsVec128(const Blake3ChainingValue* children,
                                                    size_t parent_count,
                                                    Blake3ChainingValue* out) {
  for (; parent_count >= kLanes; parent_count -= kLanes) {
    HashParentLanes(children, out);
    children += 2 * kLanes;
    out += kLanes;
  }
  HashBlake3ParentsPortable(children, parent_count, out);
}

}  // namespace modelseal::hash::kernels
