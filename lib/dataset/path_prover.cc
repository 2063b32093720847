// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/path_prover.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/subtree_hasher.h"

namespace modelseal::dataset {
namespace {

using Leaves = std::span<const Leaf>;
using Labels = std::span<const Label>;

absl::Status Damaged(std::string_view problem) {
  return MakeError(Reason::kDatasetStoreInvalid, absl::StrCat("store: ", problem));
}

// How many of them, which are sorted and share their first `depth` bits, go left there.
size_t CountLeft(Leaves leaves, size_t depth) {
  return static_cast<size_t>(
      std::partition_point(leaves.begin(), leaves.end(),
                           [depth](const Leaf& leaf) { return !GoesRight(leaf.label, depth); }) -
      leaves.begin());
}

size_t CountLeft(Labels labels, size_t depth) {
  return static_cast<size_t>(
      std::partition_point(labels.begin(), labels.end(),
                           [depth](const Label& label) { return !GoesRight(label, depth); }) -
      labels.begin());
}

absl::StatusOr<NodeHash> HashOf(Leaves leaves, size_t depth) {
  SubtreeHasher hasher(depth);
  for (const Leaf& leaf : leaves) {
    if (!hasher.Add(leaf.label, leaf.content).ok()) {
      return Damaged("labels of a bucket are not in order");
    }
  }
  return hasher.Finish().hash;
}

// The end of the ways of `labels`, of which the first is the one with index `offset`, where there
// is one leaf or none.
MultiProof::End EndAt(Leaves leaves, Labels labels, size_t offset, size_t depth) {
  MultiProof::End end{.depth = depth};
  if (leaves.empty()) {
    end.terminal.type = TerminalType::kEmpty;
    return end;
  }
  end.terminal.content = leaves[0].content;
  const auto own = std::lower_bound(labels.begin(), labels.end(), leaves[0].label);
  if (own != labels.end() && *own == leaves[0].label) {
    end.terminal.type = TerminalType::kMember;
    end.label_index = static_cast<uint32_t>(offset + static_cast<size_t>(own - labels.begin()));
  } else {
    end.terminal.type = TerminalType::kOtherLeaf;
    end.terminal.other_label = leaves[0].label;
  }
  return end;
}

// Walks as path_verifier.cc does, and takes down what that walk will need.
class MultiWalk {
 public:
  MultiWalk(const Store& store, Labels labels) : store_(store), labels_(labels) {}

  // The node at `depth` that is in the store's array, and labels `first` to `last` - 1, at least
  // one, that lead there.
  absl::Status WalkStored(size_t first, size_t last, size_t depth) {
    const uint64_t prefix = LabelPrefix(labels_[first], depth);
    MODELSEAL_ASSIGN_OR_RETURN(const LeafRange range, store_.LeavesBelow(depth, prefix));
    if (range.size() <= 1 || depth == store_.bucket_bits()) {
      MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Leaf> leaves, store_.ReadLeaves(range));
      return WalkLeaves(leaves, first, last, depth);
    }
    const size_t middle = first + CountLeft(labels_.subspan(first, last - first), depth);
    MODELSEAL_RETURN_IF_ERROR(first < middle ? WalkStored(first, middle, depth + 1)
                                             : AddStoredSibling(depth + 1, prefix << 1));
    return middle < last ? WalkStored(middle, last, depth + 1)
                         : AddStoredSibling(depth + 1, prefix << 1 | 1);
  }

  MultiProof Finish() { return std::move(proof_); }

 private:
  absl::Status WalkLeaves(Leaves leaves, size_t first, size_t last, size_t depth) {
    if (leaves.size() <= 1) {
      proof_.ends.push_back(EndAt(leaves, labels_.subspan(first, last - first), first, depth));
      return absl::OkStatus();
    }
    if (depth == kMaxDepth) {
      return Damaged("a label is there twice");
    }
    const size_t middle = first + CountLeft(labels_.subspan(first, last - first), depth);
    const size_t left_count = CountLeft(leaves, depth);
    const Leaves left = leaves.first(left_count);
    const Leaves right = leaves.subspan(left_count);
    MODELSEAL_RETURN_IF_ERROR(first < middle ? WalkLeaves(left, first, middle, depth + 1)
                                             : AddSibling(left, depth + 1));
    return middle < last ? WalkLeaves(right, middle, last, depth + 1)
                         : AddSibling(right, depth + 1);
  }

  absl::Status AddSibling(Leaves leaves, size_t depth) {
    MODELSEAL_ASSIGN_OR_RETURN(const NodeHash hash, HashOf(leaves, depth));
    AddHash(hash);
    return absl::OkStatus();
  }

  absl::Status AddStoredSibling(size_t depth, uint64_t prefix) {
    MODELSEAL_ASSIGN_OR_RETURN(const NodeHash hash, store_.ReadHash(depth, prefix));
    AddHash(hash);
    return absl::OkStatus();
  }

  void AddHash(const NodeHash& hash) {
    proof_.sibling_is_empty.push_back(hash == kEmptySubtree);
    if (hash != kEmptySubtree) {
      proof_.sibling_hashes.push_back(hash);
    }
  }

  const Store& store_;
  const Labels labels_;
  MultiProof proof_;
};

// The depth of the shallowest node on the way of `label` with at most one leaf, or that of its
// bucket, and the leaves below it.
struct Foot {
  size_t depth;
  LeafRange range;
};
absl::StatusOr<Foot> FindFoot(const Store& store, const Label& label) {
  Foot foot{.depth = store.bucket_bits(), .range = {}};
  MODELSEAL_ASSIGN_OR_RETURN(foot.range,
                             store.LeavesBelow(foot.depth, LabelPrefix(label, foot.depth)));
  while (foot.range.size() <= 1 && foot.depth > 0) {
    MODELSEAL_ASSIGN_OR_RETURN(
        const LeafRange above,
        store.LeavesBelow(foot.depth - 1, LabelPrefix(label, foot.depth - 1)));
    if (above.size() > 1) {
      break;
    }
    foot = {foot.depth - 1, above};
  }
  return foot;
}

}  // namespace

absl::StatusOr<PathProof> ProvePath(const Store& store, const Label& label) {
  MODELSEAL_ASSIGN_OR_RETURN(const Foot foot, FindFoot(store, label));
  PathProof proof;
  for (size_t depth = 1; depth <= foot.depth; ++depth) {
    MODELSEAL_ASSIGN_OR_RETURN(const NodeHash sibling,
                               store.ReadHash(depth, LabelPrefix(label, depth) ^ 1));
    proof.siblings.push_back(sibling);
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Leaf> bucket, store.ReadLeaves(foot.range));
  Leaves leaves = bucket;
  for (size_t depth = foot.depth; leaves.size() > 1; ++depth) {
    if (depth == kMaxDepth) {
      return Damaged("a label is there twice");
    }
    const size_t left_count = CountLeft(leaves, depth);
    const Leaves left = leaves.first(left_count);
    const Leaves right = leaves.subspan(left_count);
    const bool goes_right = GoesRight(label, depth);
    MODELSEAL_ASSIGN_OR_RETURN(const NodeHash sibling,
                               HashOf(goes_right ? left : right, depth + 1));
    proof.siblings.push_back(sibling);
    leaves = goes_right ? right : left;
  }
  proof.terminal = EndAt(leaves, {&label, 1}, 0, proof.siblings.size()).terminal;
  const auto answer = VerifyPath(store.commitment().root(), label, proof);
  if (!answer.ok()) {
    return Damaged(answer.status().message());
  }
  return proof;
}

absl::StatusOr<MultiProof> ProvePaths(const Store& store, std::span<const Label> labels) {
  std::vector<Label> sorted(labels.begin(), labels.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.empty()) {
    return MakeError(Reason::kInvalidArgument, "no record to prove anything about");
  }
  MultiWalk walk(store, sorted);
  MODELSEAL_RETURN_IF_ERROR(walk.WalkStored(0, sorted.size(), 0));
  MultiProof proof = walk.Finish();
  const auto answers = VerifyPaths(store.commitment().root(), sorted, proof);
  if (!answers.ok()) {
    return Damaged(answers.status().message());
  }
  return proof;
}

}  // namespace modelseal::dataset
