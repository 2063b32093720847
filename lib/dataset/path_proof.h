// SPDX-License-Identifier: Apache-2.0
//
// What is at the end of the way that a label gives through the trie, and the hashes beside it: the
// parts of a proof that are not about the label itself (docs/dataset-format.md, "Proofs").
#ifndef MODELSEAL_LIB_DATASET_PATH_PROOF_H_
#define MODELSEAL_LIB_DATASET_PATH_PROOF_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"

namespace modelseal::dataset {

enum class TerminalType : uint8_t {
  kEmpty = 1,            // no leaf: the record is not in the dataset
  kOtherLeaf = 2,        // the leaf of another record alone: not in it either
  kMember = 3,           // the record's own leaf
  kMemberWithValue = 4,  // the same, its value shown
};

// What the content of a leaf of a map is made of.
struct ValueOpening {
  ValueSalt salt = {};
  std::string value = {};

  bool operator==(const ValueOpening&) const = default;
};

struct Terminal {
  TerminalType type = TerminalType::kEmpty;
  Label other_label = {};     // of kOtherLeaf
  LeafContent content = {};   // of kOtherLeaf and kMember; kNoContent in a set
  ValueOpening opening = {};  // of kMemberWithValue

  bool operator==(const Terminal&) const = default;
};

// The way of one label.
struct PathProof {
  Terminal terminal = {};
  // Of the nodes on the way, from the one at depth 1 to the terminal itself; kEmptySubtree where
  // nothing is. At most kMaxDepth.
  std::vector<NodeHash> siblings = {};

  bool operator==(const PathProof&) const = default;
};

// The ways of several labels, which have their beginnings in common. The nodes are in the order in
// which a walk that goes left first comes by.
struct MultiProof {
  struct End {
    Terminal terminal = {};
    size_t depth = 0;
    // Of kMember and kMemberWithValue: which of the sorted labels, each counted once, has the leaf.
    uint32_t label_index = 0;

    bool operator==(const End&) const = default;
  };
  std::vector<End> ends = {};
  // Of each child beside the ways: whether nothing is there, and the hash of each that is not
  // empty.
  std::vector<bool> sibling_is_empty = {};
  std::vector<NodeHash> sibling_hashes = {};

  bool operator==(const MultiProof&) const = default;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PATH_PROOF_H_
