// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/blake3_portable.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace modelseal::hash::kernels {
namespace {

static_assert(std::endian::native == std::endian::little, "words are loaded as they lie");

// BLAKE3 §2.2: the quarter-round G.
[[gnu::always_inline]] inline void Mix(uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d,
                                       uint32_t x, uint32_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 12);
  a += b + y;
  d = std::rotr(d ^ a, 8);
  c += d;
  b = std::rotr(b ^ c, 7);
}

}  // namespace

void CompressBlake3(Blake3ChainingValue& chaining_value, const uint8_t block[kBlake3BlockBytes],
                    uint32_t block_bytes, uint64_t counter, uint32_t flags) {
  uint32_t m[16];
  std::memcpy(m, block, sizeof(m));
  uint32_t v[16];
  std::copy_n(chaining_value.begin(), 8, v);
  std::copy_n(kBlake3Iv, 4, v + 8);
  v[12] = static_cast<uint32_t>(counter);
  v[13] = static_cast<uint32_t>(counter >> 32);
  v[14] = block_bytes;
  v[15] = flags;
#pragma GCC unroll 7
  for (const auto& s : kBlake3Schedule) {
    Mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
    Mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
    Mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
    Mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
    Mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
    Mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
    Mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
    Mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
  }
  for (size_t i = 0; i < 8; ++i) {
    chaining_value[i] = v[i] ^ v[i + 8];
  }
}

void HashBlake3ChunksPortable(const uint8_t* input, size_t chunk_count, uint64_t first_chunk,
                              Blake3ChainingValue* out) {
  for (size_t chunk = 0; chunk < chunk_count; ++chunk) {
    Blake3ChainingValue& chaining_value = out[chunk];
    std::copy_n(kBlake3Iv, 8, chaining_value.begin());
    for (size_t offset = 0; offset < kBlake3ChunkBytes; offset += kBlake3BlockBytes) {
      const uint32_t flags =
          (offset == 0 ? kBlake3ChunkStart : 0) |
          (offset == kBlake3ChunkBytes - kBlake3BlockBytes ? kBlake3ChunkEnd : 0);
      CompressBlake3(chaining_value, input + chunk * kBlake3ChunkBytes + offset, kBlake3BlockBytes,
                     first_chunk + chunk, flags);
    }
  }
}

void HashBlake3ParentsPortable(const Blake3ChainingValue* children, size_t parent_count,
                               Blake3ChainingValue* out) {
  for (size_t parent = 0; parent < parent_count; ++parent) {
    uint8_t block[kBlake3BlockBytes];
    std::memcpy(block, children + 2 * parent, sizeof(block));
    std::copy_n(kBlake3Iv, 8, out[parent].begin());
    CompressBlake3(out[parent], block, kBlake3BlockBytes, 0, kBlake3Parent);
  }
}

}  // namespace modelseal::hash::kernels
