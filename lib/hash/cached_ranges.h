// SPDX-License-Identifier: Apache-2.0
//
// Hashing only what a digest cache does not know.
#ifndef MODELSEAL_LIB_HASH_CACHED_RANGES_H_
#define MODELSEAL_LIB_HASH_CACHED_RANGES_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/fs/model_root.h"
#include "lib/fs/walk.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// HashRanges() with job.cache. A file whose digest is known is opened nevertheless and must be in
// the state that the walk saw. Digests of the rest are kept once all of it was hashed. Throws
// std::bad_alloc.
absl::StatusOr<std::vector<RangeDigest>> HashRangesWithCache(const fs::ModelRoot& root,
                                                             std::span<const fs::WalkedFile> files,
                                                             std::span<const FileRange> ranges,
                                                             HashAlgorithm algorithm,
                                                             const HashJob& job);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_CACHED_RANGES_H_
