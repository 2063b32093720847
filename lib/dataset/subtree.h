// SPDX-License-Identifier: Apache-2.0
//
// The hash of a part of a dataset's trie, and how the parts are joined (docs/dataset-format.md,
// "The trie"): a subtree without leaves is the empty constant, one with a single leaf is that leaf
// wherever it stands, and any other is an inner node.
#ifndef MODELSEAL_LIB_DATASET_SUBTREE_H_
#define MODELSEAL_LIB_DATASET_SUBTREE_H_

#include <cstdint>

#include "lib/dataset/node_hash.h"

namespace modelseal::dataset {

struct Subtree {
  NodeHash hash = kEmptySubtree;
  uint64_t leaf_count = 0;

  bool operator==(const Subtree&) const = default;
};

// The subtree whose children are those two.
inline Subtree JoinSubtrees(const Subtree& left, const Subtree& right) {
  const uint64_t leaf_count = left.leaf_count + right.leaf_count;
  if (leaf_count <= 1) {
    return left.leaf_count == 1 ? left : right;
  }
  return {ComputeInnerHash(left.hash, right.hash), leaf_count};
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SUBTREE_H_
