// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/subtree_hasher.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::dataset {

absl::Status SubtreeHasher::Add(const Label& label, const LeafContent& content) {
  size_t leaf_depth = depth_;
  if (last_.has_value()) {
    const size_t shared = CommonPrefixBits(last_->label, label);
    if (shared == kMaxDepth || GoesRight(last_->label, shared)) {
      return MakeError(Reason::kInternal, "label is not above the one before it");
    }
    if (shared < depth_) {
      return MakeError(
          Reason::kInternal,
          absl::StrCat("label has ", shared, " bits in common with its subtree, not ", depth_));
    }
    // The last leaf stands below the deeper of the two nodes where it parts from its neighbours.
    last_depth_ = std::max(last_depth_, shared + 1);
    lefts_.push_back({CloseDownTo(shared + 1), shared});
    leaf_depth = shared + 1;
  }
  last_ = Leaf{label, content};
  last_depth_ = leaf_depth;
  ++leaf_count_;
  return absl::OkStatus();
}

NodeHash SubtreeHasher::CloseDownTo(size_t depth) {
  NodeHash hash = ComputeLeafHash(last_->label, last_->content);
  for (size_t parent = last_depth_; parent-- > depth;) {
    if (!lefts_.empty() && lefts_.back().parent_depth == parent) {
      hash = ComputeInnerHash(lefts_.back().hash, hash);
      lefts_.pop_back();
    } else if (GoesRight(last_->label, parent)) {
      hash = ComputeInnerHash(kEmptySubtree, hash);
    } else {
      hash = ComputeInnerHash(hash, kEmptySubtree);
    }
  }
  return hash;
}

Subtree SubtreeHasher::Finish() {
  Subtree subtree;
  if (last_.has_value()) {
    subtree = {CloseDownTo(depth_), leaf_count_};
  }
  last_.reset();
  leaf_count_ = 0;
  lefts_.clear();
  return subtree;
}

}  // namespace modelseal::dataset
