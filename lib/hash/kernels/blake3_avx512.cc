// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernel for AVX-512: 16 chunks at once.
#if defined(__x86_64__)
#define MODELSEAL_LANES 16
#define MODELSEAL_LANES_TARGET __attribute__((target("avx512f,avx512vl")))
#include "lib/hash/kernels/blake3_lanes.inc"
#include "lib/hash/kernels/blake3_vector.h"

namespace modelseal::hash::kernels {

MODELSEAL_LANES_TARGET void HashBlake3ChunksAvx512(const uint8_t* input, size_t chunk_count,
                                                   uint64_t first_chunk,
                                                   Blake3ChainingValue* out) {
  for (; chunk_count >= kLanes; chunk_count -= kLanes) {
    HashChunkLanes(input, first_chunk, out);
    input += kLanes * kBlake3ChunkBytes;
    first_chunk += kLanes;
    out += kLanes;
  }
  HashBlake3ChunksAvx2(input, chunk_count, first_chunk, out);
}

MODELSEAL_LANES_TARGET void HashBlake3ParentsAvx512(const Blake3ChainingValue* children,
                                                    size_t parent_count,
                                                    Blake3ChainingValue* out) {
  for (; parent_count >= kLanes; parent_count -= kLanes) {
    HashParentLanes(children, out);
    children += 2 * kLanes;
    out += kLanes;
  }
  HashBlake3ParentsAvx2(children, parent_count, out);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
