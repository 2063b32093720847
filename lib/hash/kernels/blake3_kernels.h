// SPDX-License-Identifier: Apache-2.0
//
// The compression function of BLAKE3 (J. O'Connor, J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn:
// BLAKE3, §2.2) over many chunks or parents at once, one implementation per instruction set.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE3_KERNELS_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE3_KERNELS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace modelseal::hash::kernels {

inline constexpr size_t kBlake3BlockBytes = 64;
inline constexpr size_t kBlake3ChunkBytes = 1024;

// BLAKE3 §2.2, table 1: the initialization vector, that of SHA-256.
inline constexpr uint32_t kBlake3Iv[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// BLAKE3 §2.2, table 2 applied 0 to 6 times: the order of the message words in each round.
inline constexpr uint8_t kBlake3Schedule[7][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8},
    {3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1},
    {10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6},
    {12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4},
    {9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7},
    {11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13}};

// BLAKE3 §2.2, table 3.
inline constexpr uint32_t kBlake3ChunkStart = 1 << 0;
inline constexpr uint32_t kBlake3ChunkEnd = 1 << 1;
inline constexpr uint32_t kBlake3Parent = 1 << 2;
inline constexpr uint32_t kBlake3Root = 1 << 3;

using Blake3ChainingValue = std::array<uint32_t, 8>;

// Compresses one block into `chaining_value`: the first 8 words of the compression's output.
void CompressBlake3(Blake3ChainingValue& chaining_value, const uint8_t block[kBlake3BlockBytes],
                    uint32_t block_bytes, uint64_t counter, uint32_t flags);

struct Blake3Kernel {
  std::string_view name;

  // The chaining values of `chunk_count` whole chunks that lie one after another in `input`, none
  // of which is the root; the first has the index `first_chunk`.
  void (*hash_chunks)(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                      Blake3ChainingValue* out);

  // The chaining values of `parent_count` parents, none of them the root, from those of their
  // children, two and two in order. `out` may be `children`.
  void (*hash_parents)(const Blake3ChainingValue* children, size_t parent_count,
                       Blake3ChainingValue* out);
};

// Those that this processor can run, the fastest last. The first is the portable one.
const std::vector<Blake3Kernel>& SupportedBlake3Kernels();

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE3_KERNELS_H_
