// SPDX-License-Identifier: Apache-2.0
//
// Where a digest of file content came from, for those who want to know what a result rests on.
#ifndef MODELSEAL_LIB_HASH_DIGEST_SOURCE_H_
#define MODELSEAL_LIB_HASH_DIGEST_SOURCE_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace modelseal::hash {

// Values are those of MODELSEAL_DIGEST_SOURCE_* in the C header.
enum class DigestSource : uint8_t {
  kHashed = 1,  // this run, by our own kernels
  kCached = 2,  // an earlier run, of a file that is in the same state
  kEngine = 3,  // the caller's engine, such as an accelerator
  kGiven = 4,   // the caller said so
};

// Counts bytes by the source of their digests.
class SourceBytes {
 public:
  void Add(DigestSource source, uint64_t bytes) { bytes_[IndexOf(source)] += bytes; }

  uint64_t of(DigestSource source) const { return bytes_[IndexOf(source)]; }
  uint64_t total() const {
    uint64_t sum = 0;
    for (const uint64_t bytes : bytes_) {
      sum += bytes;
    }
    return sum;
  }

 private:
  static constexpr size_t kSources = 4;

  static size_t IndexOf(DigestSource source) { return static_cast<size_t>(source) - 1; }

  std::array<uint64_t, kSources> bytes_{};
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_DIGEST_SOURCE_H_
