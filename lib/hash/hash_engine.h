// SPDX-License-Identifier: Apache-2.0
//
// Hashing by somebody else, such as an accelerator: we open the files and see that they stay as
// they are, the engine reads and hashes.
#ifndef MODELSEAL_LIB_HASH_HASH_ENGINE_H_
#define MODELSEAL_LIB_HASH_HASH_ENGINE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/fs/model_root.h"
#include "lib/fs/walk.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// Bytes [start_bytes, end_bytes) of an open file. Ranges of one file that follow one another share
// the descriptor, so it is for reading at given offsets; it is closed by us.
struct EngineRange {
  int fd = -1;
  std::string_view name;  // relative to the model
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
};

// Trusted: what it says of a range is that range's digest.
class HashEngine {
 public:
  static constexpr size_t kMaxRanges = 256;  // each may hold a file open

  virtual ~HashEngine() = default;

  // How many ranges it takes at once, 1 to kMaxRanges.
  virtual size_t max_ranges() const = 0;

  // Fills `digests`, one of DigestSizeBytes(algorithm) after another, zeros before. Returns 0, or
  // another value to stop the run. Must not throw.
  virtual int32_t Hash(std::span<const EngineRange> ranges, HashAlgorithm algorithm,
                       std::span<uint8_t> digests) = 0;
};

// HashRanges() by job.engine, which is called on this thread and is given the ranges in their
// order; progress and cancellation between two calls. Throws std::bad_alloc.
absl::StatusOr<std::vector<RangeDigest>> HashRangesWithEngine(const fs::ModelRoot& root,
                                                              std::span<const fs::WalkedFile> files,
                                                              std::span<const FileRange> ranges,
                                                              HashAlgorithm algorithm,
                                                              const HashJob& job);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_HASH_ENGINE_H_
