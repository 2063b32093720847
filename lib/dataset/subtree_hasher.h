// SPDX-License-Identifier: Apache-2.0
//
// The hash of a subtree from its leaves, which come in the order of their labels and are not kept
// (docs/dataset-format.md, "The trie").
#ifndef MODELSEAL_LIB_DATASET_SUBTREE_HASHER_H_
#define MODELSEAL_LIB_DATASET_SUBTREE_HASHER_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "lib/dataset/label.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/subtree.h"

namespace modelseal::dataset {

// Keeps one hash for each level at which the way to the last leaf turned right: at most 256.
// Not thread-safe.
class SubtreeHasher {
 public:
  // Of the subtree whose root is at `depth`, 0 for the whole trie: all its labels have their first
  // `depth` bits in common.
  explicit SubtreeHasher(size_t depth) : depth_(depth) {}

  // The next leaf. Fails with kInternal, and without having taken it, if its label is not above the
  // one before or does not belong to this subtree.
  absl::Status Add(const Label& label, const LeafContent& content);

  // The subtree of what was added; leaves the hasher as new.
  Subtree Finish();

 private:
  // A complete left child that waits for its sibling.
  struct Left {
    NodeHash hash;
    size_t parent_depth;
  };
  // The last leaf, not hashed in before it is known where it parts from the next one.
  struct Leaf {
    Label label;
    LeafContent content;
  };

  // The hash of the node at `depth` on the way to the last leaf, once all below it is there.
  NodeHash CloseDownTo(size_t depth);

  size_t depth_;
  std::optional<Leaf> last_;
  size_t last_depth_ = 0;  // below where the last leaf parted from the one before it
  uint64_t leaf_count_ = 0;
  std::vector<Left> lefts_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SUBTREE_HASHER_H_
