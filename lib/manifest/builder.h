// SPDX-License-Identifier: Apache-2.0
//
// From a model on disk to a manifest: walk, then hash.
#ifndef MODELSEAL_LIB_MANIFEST_BUILDER_H_
#define MODELSEAL_LIB_MANIFEST_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/fs/model_root.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/scheduler.h"
#include "lib/manifest/manifest.h"

namespace modelseal::manifest {

// What of a model is left out.
struct IgnoreRules {
  std::vector<std::string> names;  // canonical, relative to the model
  std::vector<std::string> paths;  // of the file system; those outside the model have no effect
  bool git_paths = true;           // fs::kGitPaths

  // All of it as canonical names, sorted, once each. kInvalidArgument if a path is the model
  // itself: a manifest of nothing would verify any model.
  absl::StatusOr<std::vector<std::string>> Resolve(const fs::ModelRoot& root) const;

  // The same of a model that is not on disk, for which paths mean nothing.
  absl::StatusOr<std::vector<std::string>> ResolveNames() const;
};

struct BuildOptions {
  hash::HashAlgorithm algorithm = hash::HashAlgorithm::kSha256;
  uint64_t shard_size_bytes = 0;
  fs::SymlinkPolicy symlinks = fs::SymlinkPolicy::kRefuse;
  IgnoreRules ignore = {};
};

// What a manifest says of how it was made. kNameInvalid if one of `ignored`, which are the options'
// rules resolved, is not in the form of an ignored name.
absl::StatusOr<Serialization> MakeSerialization(const BuildOptions& options,
                                                std::vector<std::string> ignored);

// Fails as fs::Walk and hash::HashRanges do; with the reason of the first entry that may not be in
// a model; with kModelEmpty if nothing is left to hash (OMS 1.0 §6: an empty model is not signed).
absl::StatusOr<Manifest> ComputeManifest(std::string_view model_path, const BuildOptions& options,
                                         const hash::HashJob& job);

// Splits [0, size_bytes) of a file: one range, or ranges of the shard size; none for an empty file
// in shard mode. Stops one past limits::kMaxManifestEntries, for the caller to refuse: a sparse
// file of 2^60 bytes must not become a list of 2^48 ranges.
void AppendRanges(size_t file_index, uint64_t size_bytes, uint64_t shard_size_bytes,
                  std::vector<hash::FileRange>& ranges);

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_BUILDER_H_
