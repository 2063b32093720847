// SPDX-License-Identifier: Apache-2.0
//
// The compression function of BLAKE2b (RFC 7693 §3.2), one implementation per instruction set.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_

#include <cstddef>
#include <cstdint>

namespace modelseal::hash::kernels {

inline constexpr size_t kBlake2bBlockBytes = 128;

// RFC 7693 §2.6: the initialization vector.
inline constexpr uint64_t kBlake2bIv[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// RFC 7693 §2.7: the order of the message words in each round; rounds 10 and 11 repeat 0 and 1.
inline constexpr uint8_t kBlake2bSigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

// Compresses `block_count` whole blocks that are not the last into `state`; `byte_count` bytes were
// compressed before them.
void CompressBlake2bPortable(uint64_t state[8], const uint8_t* blocks, size_t block_count,
                             uint64_t byte_count);

// Compresses the last block, which is padded with zeros; the message has `byte_count` bytes.
void CompressLastBlake2bPortable(uint64_t state[8], const uint8_t block[kBlake2bBlockBytes],
                                 uint64_t byte_count);

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_
