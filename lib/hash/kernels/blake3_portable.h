// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3's kernel in plain C++, for any processor, and for what is left over by the wider ones.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE3_PORTABLE_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE3_PORTABLE_H_

#include "lib/hash/kernels/blake3_kernels.h"

namespace modelseal::hash::kernels {

void HashBlake3ChunksPortable(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                              Blake3ChainingValue* out);
void HashBlake3ParentsPortable(const Blake3ChainingValue* children, size_t parent_count,
                               Blake3ChainingValue* out);

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE3_PORTABLE_H_
