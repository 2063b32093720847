// SPDX-License-Identifier: Apache-2.0
#include "tests/dataset/reference_proof.h"

#include <algorithm>

namespace modelseal::testing {
namespace {

using dataset::Label;
using dataset::MultiProof;
using dataset::PathProof;
using dataset::Terminal;
using dataset::TerminalType;
using Leaves = std::span<const ReferenceLeaf>;
using Labels = std::span<const Label>;

// The terminal of at most one leaf.
Terminal TerminalOf(Leaves leaves, bool is_own) {
  if (leaves.empty()) {
    return {.type = TerminalType::kEmpty};
  }
  if (is_own) {
    return {.type = TerminalType::kMember, .content = leaves[0].content};
  }
  return {.type = TerminalType::kOtherLeaf,
          .other_label = leaves[0].label,
          .content = leaves[0].content};
}

void AddSibling(Leaves leaves, size_t depth, MultiProof& proof) {
  proof.sibling_is_empty.push_back(leaves.empty());
  if (!leaves.empty()) {
    proof.sibling_hashes.push_back(ReferenceHash(leaves, depth));
  }
}

// `offset`: the index of the first of the labels among all.
void AddPaths(Leaves leaves, Labels labels, size_t offset, size_t depth, MultiProof& proof) {
  if (leaves.size() <= 1) {
    MultiProof::End end{.depth = depth};
    const auto own =
        leaves.empty() ? labels.end() : std::find(labels.begin(), labels.end(), leaves[0].label);
    end.terminal = TerminalOf(leaves, own != labels.end());
    if (own != labels.end()) {
      end.label_index = static_cast<uint32_t>(offset + static_cast<size_t>(own - labels.begin()));
    }
    proof.ends.push_back(end);
    return;
  }
  const size_t middle = ReferenceSplit(leaves, depth);
  size_t right = 0;
  while (right < labels.size() && !ReferenceBit(labels[right], depth)) {
    ++right;
  }
  if (right > 0) {
    AddPaths(leaves.first(middle), labels.first(right), offset, depth + 1, proof);
  } else {
    AddSibling(leaves.first(middle), depth + 1, proof);
  }
  if (right < labels.size()) {
    AddPaths(leaves.subspan(middle), labels.subspan(right), offset + right, depth + 1, proof);
  } else {
    AddSibling(leaves.subspan(middle), depth + 1, proof);
  }
}

}  // namespace

PathProof ReferencePath(Leaves leaves, const Label& label) {
  PathProof proof;
  for (size_t depth = 0; leaves.size() > 1; ++depth) {
    const size_t middle = ReferenceSplit(leaves, depth);
    const Leaves left = leaves.first(middle);
    const Leaves right = leaves.subspan(middle);
    const bool goes_right = ReferenceBit(label, depth);
    proof.siblings.push_back(ReferenceHash(goes_right ? left : right, depth + 1));
    leaves = goes_right ? right : left;
  }
  proof.terminal = TerminalOf(leaves, !leaves.empty() && leaves[0].label == label);
  return proof;
}

MultiProof ReferencePaths(Leaves leaves, std::vector<Label> labels) {
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  MultiProof proof;
  AddPaths(leaves, labels, 0, 0, proof);
  return proof;
}

}  // namespace modelseal::testing
