// SPDX-License-Identifier: Apache-2.0
//
// Writes one part of a store, the leaves below one node of the array of hashes and that part of the
// array, from the leaves in the order of their labels.
#ifndef MODELSEAL_LIB_DATASET_SLICE_WRITER_H_
#define MODELSEAL_LIB_DATASET_SLICE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/store.h"
#include "lib/dataset/store_layout.h"
#include "lib/dataset/subtree.h"
#include "lib/dataset/subtree_hasher.h"
#include "lib/fs/random_file.h"

namespace modelseal::dataset {

// Bytes that follow each other in a file, written in large pieces. Not thread-safe.
class SectionWriter {
 public:
  SectionWriter(const fs::RandomFile& file, uint64_t offset) : file_(file), offset_(offset) {}

  absl::Status Append(std::span<const uint8_t> bytes);
  absl::Status Flush();

 private:
  const fs::RandomFile& file_;
  uint64_t offset_;
  std::vector<uint8_t> buffer_;
};

// Not thread-safe; several may write to different parts of one file.
class SliceWriter {
 public:
  struct Place {
    size_t depth;          // of the node, at most bucket_bits()
    uint64_t prefix;       // its labels' first bits
    uint64_t first_leaf;   // how many leaves are left of it
    uint64_t first_value;  // and bytes of their values
  };

  SliceWriter(const fs::RandomFile& file, const StoreLayout& layout, bool is_map, Place place);

  // The next leaf; of a map its value as well, which no dummy has. Fails with kInternal for a label
  // that does not follow the one before, kLimitExceeded if a bucket gets too many, and as
  // RandomFile::WriteAt().
  absl::Status Add(const Leaf& leaf, std::optional<std::span<const uint8_t>> value);

  // Writes what is left. Returns the subtree of the slice.
  absl::StatusOr<Subtree> Finish();

 private:
  absl::Status CloseBucketsBefore(uint64_t bucket);
  absl::Status AddValue(std::optional<std::span<const uint8_t>> value);

  const fs::RandomFile& file_;
  const StoreLayout& layout_;
  const bool is_map_;
  const Place place_;
  uint64_t bucket_;  // that takes leaves now
  uint64_t end_bucket_;
  uint64_t leaf_;
  uint64_t value_place_;
  uint64_t bucket_leaves_ = 0;
  SubtreeHasher hasher_;
  std::vector<Subtree> buckets_;
  SectionWriter labels_;
  SectionWriter contents_;
  SectionWriter value_places_;
  SectionWriter bucket_offsets_;
  SectionWriter values_;
};

// Writes the hashes of the nodes at `depth` from `prefix` on, and of all above them up to
// `top_depth`, where one node is left, which is returned. As many as there are below that node.
absl::StatusOr<Subtree> WriteHashes(const fs::RandomFile& file, const StoreLayout& layout,
                                    size_t depth, size_t top_depth, uint64_t prefix,
                                    std::vector<Subtree> nodes);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SLICE_WRITER_H_
