// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernel for few chunks with AVX-512: 8 at once, in vectors of AVX2's width but with twice
// its registers and a rotation.
#if defined(__x86_64__)
#define MODELSEAL_LANES 8
#define MODELSEAL_LANES_REGISTERS 32
#define MODELSEAL_LANES_MIN_USED 5
#define MODELSEAL_LANES_TARGET __attribute__((target("avx512f,avx512vl")))
#include "lib/hash/kernels/blake3_lanes.inc"
#include "lib/hash/kernels/blake3_vector.h"

namespace modelseal::hash::kernels {

void HashBlake3ChunksAvx512X8(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                              Blake3ChainingValue* out) {
  const size_t done = HashMostChunks(input, chunk_count, first_chunk, out);
  HashBlake3ChunksAvx512X4(input + done * kBlake3ChunkBytes, chunk_count - done, first_chunk + done,
                           out + done);
}

void HashBlake3ParentsAvx512X8(const Blake3ChainingValue* children, size_t parent_count,
                               Blake3ChainingValue* out) {
  const size_t done = HashMostParents(children, parent_count, out);
  HashBlake3ParentsAvx512X4(children + 2 * done, parent_count - done, out + done);
}

}  // namespace modelseal::hash::kernels

#endif  // defined(__x86_64__)
