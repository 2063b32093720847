// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernels for vector instructions. Each leaves to the next narrower one what does not fill
// its vectors. The caller makes sure that the processor has the instructions.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE3_VECTOR_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE3_VECTOR_H_

#include "lib/hash/kernels/blake3_kernels.h"

namespace modelseal::hash::kernels {

void HashBlake3ChunksVec128(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                            Blake3ChainingValue* out);
void HashBlake3ParentsVec128(const Blake3ChainingValue* children, size_t parent_count,
                             Blake3ChainingValue* out);

#if defined(__x86_64__)
void HashBlake3ChunksAvx2(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                          Blake3ChainingValue* out);
void HashBlake3ParentsAvx2(const Blake3ChainingValue* children, size_t parent_count,
                           Blake3ChainingValue* out);

void HashBlake3ChunksAvx512(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                            Blake3ChainingValue* out);
void HashBlake3ParentsAvx512(const Blake3ChainingValue* children, size_t parent_count,
                             Blake3ChainingValue* out);

void HashBlake3ChunksAvx512X8(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                              Blake3ChainingValue* out);
void HashBlake3ParentsAvx512X8(const Blake3ChainingValue* children, size_t parent_count,
                               Blake3ChainingValue* out);

void HashBlake3ChunksAvx512X4(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                              Blake3ChainingValue* out);
void HashBlake3ParentsAvx512X4(const Blake3ChainingValue* children, size_t parent_count,
                               Blake3ChainingValue* out);
#endif

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE3_VECTOR_H_
