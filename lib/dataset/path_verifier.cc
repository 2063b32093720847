// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/path_verifier.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/label_bits.h"

namespace modelseal::dataset {
namespace {

absl::Status Invalid(std::string_view problem) {
  return MakeError(Reason::kDatasetProofInvalid, problem);
}

// A node as far as a proof shows it. Of a sibling that is not empty nothing is known but its hash.
enum class NodeType { kEmpty, kLeaf, kInnerOrHidden };
struct Node {
  NodeHash hash;
  NodeType type;
};

// A subtree of no or one leaf has no inner node: an honest trie has none above an empty node and a
// leaf or two empty nodes, and a proof that shows one is not taken.
absl::StatusOr<Node> Join(const Node& left, const Node& right) {
  const bool has_empty = left.type == NodeType::kEmpty || right.type == NodeType::kEmpty;
  const bool has_hidden =
      left.type == NodeType::kInnerOrHidden || right.type == NodeType::kInnerOrHidden;
  if (has_empty && !has_hidden) {
    return Invalid("path: an inner node has less than two leaves");
  }
  return Node{ComputeInnerHash(left.hash, right.hash), NodeType::kInnerOrHidden};
}

Node Sibling(const NodeHash& hash) {
  return {hash, hash == kEmptySubtree ? NodeType::kEmpty : NodeType::kInnerOrHidden};
}

bool IsMember(const Terminal& terminal) {
  return terminal.type == TerminalType::kMember || terminal.type == TerminalType::kMemberWithValue;
}

// The last node on the way of `label`: of all labels that lead there, if it is no member's.
absl::StatusOr<Node> TerminalNode(const Terminal& terminal, size_t depth, const Label& label) {
  switch (terminal.type) {
    case TerminalType::kEmpty:
      return Node{kEmptySubtree, NodeType::kEmpty};
    case TerminalType::kOtherLeaf:
      if (terminal.other_label == label) {
        return Invalid("terminal: the other leaf has the record's own label");
      }
      if (CommonPrefixBits(terminal.other_label, label) < depth) {
        return Invalid("terminal: the other leaf does not belong there");
      }
      return Node{ComputeLeafHash(terminal.other_label, terminal.content), NodeType::kLeaf};
    case TerminalType::kMember:
      return Node{ComputeLeafHash(label, terminal.content), NodeType::kLeaf};
    case TerminalType::kMemberWithValue: {
      const LeafContent content =
          ComputeValueContent(terminal.opening.salt, crypto::AsBytes(terminal.opening.value));
      return Node{ComputeLeafHash(label, content), NodeType::kLeaf};
    }
  }
  return Invalid("terminal: type is not known");
}

Answer AnswerOf(const Terminal& terminal) {
  Answer answer{.is_member = IsMember(terminal)};
  if (terminal.type == TerminalType::kMemberWithValue) {
    answer.value = terminal.opening.value;
  }
  return answer;
}

absl::Status CheckRoot(const NodeHash& computed, const NodeHash& root) {
  if (computed == root) {
    return absl::OkStatus();
  }
  const std::string expected = EncodeHex(root);
  const std::string actual = EncodeHex(computed);
  return MakeError(Reason::kDatasetProofInvalid,
                   absl::StrCat("path leads to root ", actual, ", expected ", expected),
                   {{"expected", expected}, {"actual", actual}});
}

// Walks a multi-proof over the labels, which are sorted and distinct.
class MultiWalk {
 public:
  MultiWalk(std::span<const Label> labels, const MultiProof& proof)
      : labels_(labels), proof_(proof), answers_(labels.size()) {}

  // The node at `depth` under which labels `first` to `last` - 1 lie, at least one.
  absl::StatusOr<Node> Walk(size_t first, size_t last, size_t depth) {
    if (end_ == proof_.ends.size()) {
      return Invalid("ends: too few");
    }
    const size_t end_depth = proof_.ends[end_].depth;
    if (end_depth == depth) {
      return TakeEnd(first, last);
    }
    if (end_depth < depth || depth == kMaxDepth) {
      return Invalid(absl::StrCat("ends: one at depth ", end_depth, " is not where it belongs"));
    }
    const auto right =
        std::partition_point(labels_.begin() + static_cast<std::ptrdiff_t>(first),
                             labels_.begin() + static_cast<std::ptrdiff_t>(last),
                             [depth](const Label& label) { return !GoesRight(label, depth); });
    const auto middle = static_cast<size_t>(right - labels_.begin());
    MODELSEAL_ASSIGN_OR_RETURN(const Node left_child,
                               first < middle ? Walk(first, middle, depth + 1) : TakeSibling());
    MODELSEAL_ASSIGN_OR_RETURN(const Node right_child,
                               middle < last ? Walk(middle, last, depth + 1) : TakeSibling());
    return Join(left_child, right_child);
  }

  bool is_used_up() const {
    return end_ == proof_.ends.size() && sibling_ == proof_.sibling_is_empty.size() &&
           hash_ == proof_.sibling_hashes.size();
  }
  const std::vector<Answer>& answers() const { return answers_; }

 private:
  absl::StatusOr<Node> TakeEnd(size_t first, size_t last) {
    const MultiProof::End& end = proof_.ends[end_++];
    if (IsMember(end.terminal)) {
      if (end.label_index < first || end.label_index >= last) {
        return Invalid(absl::StrCat("ends: label ", end.label_index, " does not lead there"));
      }
      // The other labels that lead there find a leaf that is not theirs.
      answers_[end.label_index] = AnswerOf(end.terminal);
      return TerminalNode(end.terminal, end.depth, labels_[end.label_index]);
    }
    for (size_t index = first; index + 1 < last; ++index) {
      MODELSEAL_RETURN_IF_ERROR(TerminalNode(end.terminal, end.depth, labels_[index]).status());
    }
    return TerminalNode(end.terminal, end.depth, labels_[last - 1]);
  }

  absl::StatusOr<Node> TakeSibling() {
    if (sibling_ == proof_.sibling_is_empty.size()) {
      return Invalid("siblings: too few");
    }
    if (proof_.sibling_is_empty[sibling_++]) {
      return Sibling(kEmptySubtree);
    }
    if (hash_ == proof_.sibling_hashes.size()) {
      return Invalid("siblings: too few hashes");
    }
    return Sibling(proof_.sibling_hashes[hash_++]);
  }

  const std::span<const Label> labels_;
  const MultiProof& proof_;
  size_t end_ = 0;
  size_t sibling_ = 0;
  size_t hash_ = 0;
  std::vector<Answer> answers_;
};

}  // namespace

absl::StatusOr<Answer> VerifyPath(const NodeHash& root, const Label& label,
                                  const PathProof& proof) {
  if (proof.siblings.size() > kMaxDepth) {
    return Invalid(
        absl::StrCat("path: depth ", proof.siblings.size(), ", expected at most ", kMaxDepth));
  }
  MODELSEAL_ASSIGN_OR_RETURN(Node node, TerminalNode(proof.terminal, proof.siblings.size(), label));
  for (size_t depth = proof.siblings.size(); depth-- > 0;) {
    const Node sibling = Sibling(proof.siblings[depth]);
    MODELSEAL_ASSIGN_OR_RETURN(node,
                               GoesRight(label, depth) ? Join(sibling, node) : Join(node, sibling));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckRoot(node.hash, root));
  return AnswerOf(proof.terminal);
}

absl::StatusOr<std::vector<Answer>> VerifyPaths(const NodeHash& root, std::span<const Label> labels,
                                                const MultiProof& proof) {
  if (labels.empty()) {
    return Invalid("records: none");
  }
  std::vector<Label> sorted(labels.begin(), labels.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  MultiWalk walk(sorted, proof);
  MODELSEAL_ASSIGN_OR_RETURN(const Node node, walk.Walk(0, sorted.size(), 0));
  if (!walk.is_used_up()) {
    return Invalid("proof has more ends or siblings than the labels lead to");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckRoot(node.hash, root));
  std::vector<Answer> answers;
  answers.reserve(labels.size());
  for (const Label& label : labels) {
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), label);
    answers.push_back(walk.answers()[static_cast<size_t>(place - sorted.begin())]);
  }
  return answers;
}

}  // namespace modelseal::dataset
