// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/blake3.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace modelseal::hash {
namespace {

using kernels::Blake3ChainingValue;
using kernels::kBlake3BlockBytes;
using kernels::kBlake3ChunkBytes;

// Chunks hashed in one go: their chaining values (8 KiB) stay in the first-level cache.
constexpr size_t kMaxSubtreeChunks = 256;

}  // namespace

Blake3::Blake3() : Blake3(kernels::SupportedBlake3Kernels().back()) {}

Blake3::Blake3(uint64_t first_chunk)
    : Blake3(kernels::SupportedBlake3Kernels().back(), first_chunk) {}

Blake3::Blake3(const kernels::Blake3Kernel& kernel, uint64_t first_chunk)
    : kernel_(&kernel), first_chunk_(first_chunk) {
  Reset();
}

void Blake3::Reset() {
  chunk_count_ = 0;
  subtree_count_ = 0;
  StartChunk();
}

void Blake3::StartChunk() {
  std::copy_n(kernels::kBlake3Iv, 8, chunk_chaining_value_.begin());
  chunk_blocks_ = 0;
  block_bytes_ = 0;
}

Blake3ChainingValue Blake3::Compress(const Node& node, uint32_t extra_flags) {
  Blake3ChainingValue chaining_value = node.chaining_value;
  kernels::CompressBlake3(chaining_value, node.block.data(), node.block_bytes, node.counter,
                          node.flags | extra_flags);
  return chaining_value;
}

Blake3::Node Blake3::Parent(const Blake3ChainingValue& left, const Blake3ChainingValue& right) {
  Node node;
  std::copy_n(kernels::kBlake3Iv, 8, node.chaining_value.begin());
  std::memcpy(node.block.data(), left.data(), sizeof(left));
  std::memcpy(node.block.data() + sizeof(left), right.data(), sizeof(right));
  node.block_bytes = kBlake3BlockBytes;
  node.counter = 0;
  node.flags = kernels::kBlake3Parent;
  return node;
}

void Blake3::CompressBlock() {
  kernels::CompressBlake3(chunk_chaining_value_, block_.data(), kBlake3BlockBytes,
                          first_chunk_ + chunk_count_,
                          chunk_blocks_ == 0 ? kernels::kBlake3ChunkStart : 0);
  ++chunk_blocks_;
  block_bytes_ = 0;
}

size_t Blake3::FillChunk(std::span<const uint8_t> bytes) {
  const size_t taken = std::min(bytes.size(), kBlake3ChunkBytes - chunk_bytes());
  bytes = bytes.first(taken);
  while (!bytes.empty()) {
    if (block_bytes_ == kBlake3BlockBytes) {
      CompressBlock();
    }
    const size_t filled = std::min(bytes.size(), kBlake3BlockBytes - block_bytes_);
    std::copy_n(bytes.begin(), filled, block_.begin() + block_bytes_);
    block_bytes_ += filled;
    bytes = bytes.subspan(filled);
  }
  return taken;
}

Blake3::Node Blake3::LastBlock() const {
  Node node{chunk_chaining_value_,
            {},
            static_cast<uint32_t>(block_bytes_),
            first_chunk_ + chunk_count_,
            kernels::kBlake3ChunkEnd};
  std::copy_n(block_.begin(), block_bytes_, node.block.begin());
  if (chunk_blocks_ == 0) {
    node.flags |= kernels::kBlake3ChunkStart;
  }
  return node;
}

void Blake3::MergeSubtrees() {
  // Complete subtrees have the sizes of the bits of the chunk count (BLAKE3 §5.1.2).
  while (subtree_count_ > static_cast<size_t>(std::popcount(chunk_count_))) {
    --subtree_count_;
    subtrees_[subtree_count_ - 1] =
        Compress(Parent(subtrees_[subtree_count_ - 1], subtrees_[subtree_count_]), 0);
  }
}

void Blake3::PushSubtree(const Blake3ChainingValue& chaining_value, uint64_t chunk_count) {
  MergeSubtrees();
  subtrees_[subtree_count_++] = chaining_value;
  chunk_count_ += chunk_count;
}

size_t Blake3::HashSubtree(std::span<const uint8_t> bytes) {
  size_t chunks = std::min(std::bit_floor(bytes.size() / kBlake3ChunkBytes), kMaxSubtreeChunks);
  if (chunk_count_ > 0) {
    chunks = std::min(chunks, size_t{1} << std::min(std::countr_zero(chunk_count_), 8));
  }
  std::array<Blake3ChainingValue, kMaxSubtreeChunks> values;
  kernel_->hash_chunks(bytes.data(), chunks, first_chunk_ + chunk_count_, values.data());
  size_t count = chunks;
  for (; count > 2; count /= 2) {
    kernel_->hash_parents(values.data(), count / 2, values.data());
  }
  // Two halves, not their parent: it may be the root.
  for (size_t i = 0; i < count; ++i) {
    PushSubtree(values[i], chunks / count);
  }
  return chunks * kBlake3ChunkBytes;
}

void Blake3::Update(std::span<const uint8_t> bytes) {
  if (chunk_bytes() > 0) {
    bytes = bytes.subspan(FillChunk(bytes));
    if (bytes.empty()) {
      return;
    }
    PushSubtree(Compress(LastBlock(), 0), 1);
    StartChunk();
  }
  // A whole chunk at the end may be hashed too, unless it is the only one and so the root.
  while (bytes.size() > kBlake3ChunkBytes ||
         (bytes.size() == kBlake3ChunkBytes && chunk_count_ > 0)) {
    bytes = bytes.subspan(HashSubtree(bytes));
  }
  FillChunk(bytes);
}

Blake3::Node Blake3::Top() {
  Node node;
  if (chunk_bytes() > 0 || chunk_count_ == 0) {
    MergeSubtrees();
    node = LastBlock();
  } else {
    subtree_count_ -= 2;
    node = Parent(subtrees_[subtree_count_], subtrees_[subtree_count_ + 1]);
  }
  while (subtree_count_ > 0) {
    --subtree_count_;
    node = Parent(subtrees_[subtree_count_], Compress(node, 0));
  }
  return node;
}

std::array<uint8_t, Blake3::kDigestBytes> Blake3::Finish() {
  const Blake3ChainingValue root = Compress(Top(), kernels::kBlake3Root);
  std::array<uint8_t, kDigestBytes> digest;
  std::memcpy(digest.data(), root.data(), digest.size());
  Reset();
  return digest;
}

Blake3ChainingValue Blake3::FinishPiece() {
  const Blake3ChainingValue value = Compress(Top(), 0);
  Reset();
  return value;
}

std::array<uint8_t, Blake3::kDigestBytes> CombineBlake3Pieces(
    std::span<const kernels::Blake3ChainingValue> pieces) {
  // A piece takes the place of a chunk: the tree above both is the same.
  Blake3 tree;
  for (const Blake3ChainingValue& piece : pieces) {
    tree.PushSubtree(piece, 1);
  }
  return tree.Finish();
}

}  // namespace modelseal::hash
