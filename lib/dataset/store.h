// SPDX-License-Identifier: Apache-2.0
//
// A store that is open for answers (store_layout.h).
#ifndef MODELSEAL_LIB_DATASET_STORE_H_
#define MODELSEAL_LIB_DATASET_STORE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/store_layout.h"
#include "lib/fs/random_file.h"

namespace modelseal::dataset {

// Leaves `first` to `last` - 1.
struct LeafRange {
  uint64_t first = 0;
  uint64_t last = 0;

  uint64_t size() const { return last - first; }
};

struct Leaf {
  Label label = {};
  LeafContent content = {};
};

// Reads only what is asked for, with pread: a file that is cut while it is open gives an error and
// no signal. What it reads is checked as far as one read can be; path_prover.h checks every proof
// against the root before it is given out, and store_check.h checks all. Movable; const methods are
// thread-safe.
class Store {
 public:
  // Checks the header with its digest and that the file is exactly as long as the numbers in it
  // ask for. Fails with kDatasetStoreInvalid, as Commitment::Parse() and as
  // RandomFile::OpenForReading().
  static absl::StatusOr<Store> Open(std::string_view path);

  const Commitment& commitment() const { return header_.commitment; }
  uint64_t leaf_count() const { return header_.leaf_count; }
  // Leaves that are no dummies.
  uint64_t record_count() const { return header_.record_count; }
  uint64_t values_bytes() const { return header_.values_bytes; }
  size_t bucket_bits() const { return layout_.bucket_bits(); }
  bool is_map() const { return commitment().parameters().kind == DatasetKind::kMap; }

  // The leaves below the node at `depth`, at most bucket_bits(), whose labels begin with `prefix`.
  absl::StatusOr<LeafRange> LeavesBelow(size_t depth, uint64_t prefix) const;

  // The hash of that node.
  absl::StatusOr<NodeHash> ReadHash(size_t depth, uint64_t prefix) const;

  // kDatasetStoreInvalid if there are more than a bucket may have.
  absl::StatusOr<std::vector<Leaf>> ReadLeaves(const LeafRange& range) const;

  // Where among the values that of a leaf of a map begins; nothing for a dummy.
  absl::StatusOr<std::optional<uint64_t>> ReadValuePlace(uint64_t leaf) const;

  // The value that begins there.
  absl::StatusOr<std::string> ReadValue(uint64_t place) const;

  // The index of the leaf with that label, if there is one.
  absl::StatusOr<std::optional<uint64_t>> FindLeaf(const Label& label) const;

 private:
  Store(fs::RandomFile file, StoreHeader header, const StoreLayout& layout)
      : file_(std::move(file)), header_(std::move(header)), layout_(layout) {}

  fs::RandomFile file_;
  StoreHeader header_;
  StoreLayout layout_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_STORE_H_
