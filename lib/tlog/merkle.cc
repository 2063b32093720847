// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/merkle.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"

namespace modelseal::tlog {
namespace {

// RFC 9162 §2.1.1: they keep a leaf from being taken for a node.
constexpr uint8_t kLeafPrefix = 0x00;
constexpr uint8_t kNodePrefix = 0x01;

// The way from a leaf up to the root. Below the point where it meets the way from the tree's last
// leaf it has a sibling on each level, left or right; above it only the complete subtrees to its
// left are siblings.
struct Climb {
  unsigned inner_levels;
  unsigned border_levels;
};

// `leaf_index` must be below `tree_size`.
Climb ClimbOf(uint64_t leaf_index, uint64_t tree_size) {
  constexpr unsigned kAllBits = 64;
  const auto inner = static_cast<unsigned>(std::bit_width(leaf_index ^ (tree_size - 1)));
  // A shift by all bits is undefined in C++.
  const uint64_t above = inner == kAllBits ? 0 : leaf_index >> inner;
  return {inner, static_cast<unsigned>(std::popcount(above))};
}

bool IsRightChild(uint64_t index, size_t level) { return (index >> level & 1) != 0; }

absl::Status CountError(std::string_view proof_name, size_t actual, size_t expected) {
  return MakeError(
      Reason::kLogInclusionInvalid,
      absl::StrCat(proof_name, " has ", actual, " hashes, expected exactly ", expected),
      {{"expected", absl::StrCat(expected)}, {"actual", absl::StrCat(actual)}});
}

absl::Status CheckRoot(std::string_view what, const MerkleHash& computed, const MerkleHash& root) {
  if (computed == root) {
    return absl::OkStatus();
  }
  const std::string expected = EncodeHex(root);
  const std::string actual = EncodeHex(computed);
  return MakeError(Reason::kLogInclusionInvalid,
                   absl::StrCat(what, " gives root ", actual, ", expected ", expected),
                   {{"expected", expected}, {"actual", actual}});
}

}  // namespace

absl::StatusOr<MerkleHash> ParseMerkleHash(std::string_view bytes) {
  MerkleHash hash;
  if (bytes.size() != hash.size()) {
    return MakeError(
        Reason::kLogInclusionInvalid,
        absl::StrCat("hash of the log's tree has ", bytes.size(), " bytes, expected ", hash.size()),
        {{"expected", absl::StrCat(hash.size())}, {"actual", absl::StrCat(bytes.size())}});
  }
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

MerkleHash ComputeLeafHash(std::string_view entry) {
  crypto::Sha256 sha256;
  sha256.Update({&kLeafPrefix, 1});
  sha256.Update(crypto::AsBytes(entry));
  return sha256.Finish();
}

MerkleHash ComputeNodeHash(const MerkleHash& left, const MerkleHash& right) {
  crypto::Sha256 sha256;
  sha256.Update({&kNodePrefix, 1});
  sha256.Update(left);
  sha256.Update(right);
  return sha256.Finish();
}

MerkleHash ComputeEmptyRoot() { return crypto::ComputeSha256(""); }

absl::Status VerifyInclusion(uint64_t leaf_index, uint64_t tree_size, const MerkleHash& leaf_hash,
                             std::span<const MerkleHash> proof, const MerkleHash& root) {
  if (leaf_index >= tree_size) {
    return MakeError(
        Reason::kLogInclusionInvalid,
        absl::StrCat("leaf index ", leaf_index, " not below tree size ", tree_size),
        {{"expected", absl::StrCat("below ", tree_size)}, {"actual", absl::StrCat(leaf_index)}});
  }
  const Climb climb = ClimbOf(leaf_index, tree_size);
  const size_t hash_count = climb.inner_levels + climb.border_levels;
  if (proof.size() != hash_count) {
    return CountError("inclusion proof", proof.size(), hash_count);
  }
  MerkleHash hash = leaf_hash;
  for (size_t level = 0; level < proof.size(); ++level) {
    const bool has_left_sibling = level >= climb.inner_levels || IsRightChild(leaf_index, level);
    hash = has_left_sibling ? ComputeNodeHash(proof[level], hash)
                            : ComputeNodeHash(hash, proof[level]);
  }
  return CheckRoot("inclusion proof", hash, root);
}

absl::Status VerifyConsistency(uint64_t size1, uint64_t size2, const MerkleHash& root1,
                               const MerkleHash& root2, std::span<const MerkleHash> proof) {
  if (size1 == 0 || size1 > size2) {
    return MakeError(Reason::kLogInclusionInvalid,
                     absl::StrCat("no proof of consistency from tree size ", size1, " to ", size2),
                     {{"expected", absl::StrCat("1 to ", size2)}, {"actual", absl::StrCat(size1)}});
  }
  if (size1 == size2) {
    return proof.empty() ? CheckRoot("equal tree size", root1, root2)
                         : CountError("consistency proof", proof.size(), 0);
  }
  // The way up from the largest complete subtree that ends where the first tree ends. If that is
  // the whole first tree, its hash is known and the proof leaves it out.
  const auto start_level = static_cast<unsigned>(std::countr_zero(size1));
  const bool starts_with_root1 = std::has_single_bit(size1);
  const Climb climb = ClimbOf(size1 - 1, size2);
  // The last leaf of the first tree is the rightmost below the start, so inner_levels >
  // start_level.
  const size_t inner_levels = climb.inner_levels - start_level;
  const size_t hash_count = (starts_with_root1 ? 0 : 1) + inner_levels + climb.border_levels;
  if (proof.size() != hash_count) {
    return CountError("consistency proof", proof.size(), hash_count);
  }
  const MerkleHash start = starts_with_root1 ? root1 : proof.front();
  const std::span<const MerkleHash> siblings = proof.subspan(starts_with_root1 ? 0 : 1);
  MerkleHash first = start;
  MerkleHash second = start;
  for (size_t level = 0; level < siblings.size(); ++level) {
    if (level >= inner_levels || IsRightChild(size1 - 1, start_level + level)) {
      // What is to the left belongs to both trees, what is to the right only to the second.
      first = ComputeNodeHash(siblings[level], first);
      second = ComputeNodeHash(siblings[level], second);
    } else {
      second = ComputeNodeHash(second, siblings[level]);
    }
  }
  MODELSEAL_RETURN_IF_ERROR(CheckRoot("consistency proof, first tree,", first, root1));
  return CheckRoot("consistency proof, second tree,", second, root2);
}

}  // namespace modelseal::tlog
