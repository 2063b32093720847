// SPDX-License-Identifier: Apache-2.0
//
// BLAKE2b with a 64-byte digest and no key (RFC 7693).
#ifndef MODELSEAL_LIB_HASH_BLAKE2B_H_
#define MODELSEAL_LIB_HASH_BLAKE2B_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace modelseal::hash {

// Streaming BLAKE2b-512. Not thread-safe; Finish() leaves it as new.
class Blake2b {
 public:
  static constexpr size_t kDigestBytes = 64;

  Blake2b() { Reset(); }
  void Update(std::span<const uint8_t> bytes);
  std::array<uint8_t, kDigestBytes> Finish();

 private:
  void Reset();

  std::array<uint64_t, 8> state_;
  uint64_t byte_count_;  // compressed so far; the upper half of RFC 7693's t stays 0 below 2^64
  std::array<uint8_t, 128> buffer_;
  size_t buffered_bytes_;  // the last block waits here: it is compressed with the final flag
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_BLAKE2B_H_
