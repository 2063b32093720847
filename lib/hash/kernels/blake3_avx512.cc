// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernel for AVX-512: 16 chunks at once.
#if defined(__x86_64__)
#define MODELSEAL_LANES 16
#define MODELSEAL_LANES_REGISTERS 32
#define MODELSEAL_LANES_MIN_USED 9
#define MODELSEAL_LANES_TARGET __attribute__((target("avx512f,avx512vl")))
#include "lib/hash/kernels/blake3_lanes.inc"
#include "lib/hash/kernels/blake3_vector.h"

namespace modelseal::hash::kernels {

void HashBlake3ChunksAvx512(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                            Blake3ChainingValue* out) {
  const size_t done = HashMostChunks(input, chunk_count, first_chunk, out);
  HashBlake3ChunksAvx512X8(input + done * kBlake3ChunkBytes, chunk_count - done, first_chunk + done,
                           out + done);
}

void HashBlake3ParentsAvx512(const Blake3ChainingValue* children, size_t parent_count,
                             Blake3ChainingValue* out) {
  const size_t done = HashMostParents(children, parent_count, out);
  HashBlake3ParentsAvx512X8(children + 2 * done, parent_count - done, out + done);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
