// SPDX-License-Identifier: Apache-2.0
//
// The functions behind the SHA-256 kernels. Those for newer processors must not be called on
// others.
#ifndef MODELSEAL_LIB_HASH_KERNELS_SHA256_IMPLEMENTATIONS_H_
#define MODELSEAL_LIB_HASH_KERNELS_SHA256_IMPLEMENTATIONS_H_

#include <cstddef>
#include <cstdint>

#include "lib/hash/kernels/sha256_kernels.h"

namespace modelseal::hash::kernels {

void CompressSha256Portable(Sha256State* const* states, const uint8_t* const* inputs,
                            size_t block_count);

#if defined(__x86_64__)
// SHA extensions, SSE4.1.
void CompressSha256ShaNi(Sha256State* const* states, const uint8_t* const* inputs,
                         size_t block_count);
void CompressSha256ShaNiX2(Sha256State* const* states, const uint8_t* const* inputs,
                           size_t block_count);
void CompressSha256Avx2X8(Sha256State* const* states, const uint8_t* const* inputs,
                          size_t block_count);
// AVX-512 F, VL and BW.
void CompressSha256Avx512X16(Sha256State* const* states, const uint8_t* const* inputs,
                             size_t block_count);
#elif defined(__aarch64__)
// The SHA-2 instructions of ARMv8's cryptographic extension.
void CompressSha256Armv8(Sha256State* const* states, const uint8_t* const* inputs,
                         size_t block_count);
void CompressSha256Armv8X2(Sha256State* const* states, const uint8_t* const* inputs,
                           size_t block_count);
#endif

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_SHA256_IMPLEMENTATIONS_H_
