// SPDX-License-Identifier: Apache-2.0
//
// How far the building of a dataset has come: what a builder that was killed goes on from. Written
// in whole at each checkpoint, after what it speaks of is on the disk.
#ifndef MODELSEAL_LIB_DATASET_BUILD_MANIFEST_H_
#define MODELSEAL_LIB_DATASET_BUILD_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/subtree.h"

namespace modelseal::dataset {

enum class BuildPhase : uint8_t {
  kAdding = 1,   // records come in
  kSorting = 2,  // the partitions are sorted
  kPadding = 3,  // the dummies are made
  kWriting = 4,  // the store is written
};

struct BuildManifest {
  // The records of one partition, sorted and each once.
  struct Run {
    bool is_done = false;
    uint64_t record_count = 0;
    uint64_t values_bytes = 0;
    crypto::Sha256Digest digest = {};
  };
  // A part of the store that is written: the leaves below one node.
  struct Slice {
    bool is_done = false;
    Subtree subtree = {};
  };

  crypto::Sha256Digest parameters_digest = {};
  uint8_t partition_bits = 0;
  BuildPhase phase = BuildPhase::kAdding;
  uint64_t records_added = 0;
  uint64_t records_file_bytes = 0;
  uint64_t values_file_bytes = 0;
  uint64_t padding_file_bytes = 0;
  std::vector<Run> runs = {};
  std::vector<Slice> slices = {};
};

std::vector<uint8_t> EncodeBuildManifest(const BuildManifest& manifest);

// Fails with kDatasetStoreInvalid if the manifest was cut or altered.
absl::StatusOr<BuildManifest> ParseBuildManifest(std::span<const uint8_t> bytes);

inline constexpr size_t kMaxPartitionBits = 12;

// No manifest is larger: see kMaxPartitionBits.
inline constexpr size_t kMaxBuildManifestBytes = 1u << 20;

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BUILD_MANIFEST_H_
