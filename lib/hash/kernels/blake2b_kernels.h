// SPDX-License-Identifier: Apache-2.0
//
// The compression function of BLAKE2b (RFC 7693 §3.2), one implementation per instruction set, of
// one message or of several at once.
#ifndef MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_
#define MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

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

// Of a message in the middle.
struct Blake2bState {
  std::array<uint64_t, 8> h;
  uint64_t byte_count;  // compressed so far; the upper half of RFC 7693's t stays 0 below 2^64
};

// RFC 7693 §2.5, §3.3: of an unkeyed digest of 64 bytes, sequential mode.
Blake2bState InitialBlake2bState();

struct Blake2bKernel {
  std::string_view name;
  size_t lanes;  // messages at once

  // Compresses `block_count` blocks, which lie one after another at inputs[lane] and are not the
  // last of their message, into *states[lane], for each of `lanes` lanes. The states differ.
  void (*compress)(Blake2bState* const* states, const uint8_t* const* inputs, size_t block_count);
};

// Those that this processor can run. The first is the portable one.
const std::vector<Blake2bKernel>& SupportedBlake2bKernels();

// The names of all kernels for this kind of processor, whether or not this one can run them.
std::vector<std::string_view> KnownBlake2bKernels();

// Compresses the last block of a message: the first `block_bytes` bytes of `block`; those after
// them are zeros.
void CompressLastBlake2b(Blake2bState& state, const uint8_t block[kBlake2bBlockBytes],
                         size_t block_bytes);

// The functions behind the kernels. Those for newer processors must not be called on others.
void CompressBlake2bPortable(Blake2bState* const* states, const uint8_t* const* inputs,
                             size_t block_count);
#if defined(__x86_64__)
void CompressBlake2bAvx2X4(Blake2bState* const* states, const uint8_t* const* inputs,
                           size_t block_count);
void CompressBlake2bAvx512X8(Blake2bState* const* states, const uint8_t* const* inputs,
                             size_t block_count);
#endif

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_BLAKE2B_KERNELS_H_
