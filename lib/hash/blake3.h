// SPDX-License-Identifier: Apache-2.0
//
// BLAKE3 in its default mode (no key, no derivation) with a 32-byte digest.
#ifndef MODELSEAL_LIB_HASH_BLAKE3_H_
#define MODELSEAL_LIB_HASH_BLAKE3_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/hash/kernels/blake3_kernels.h"

namespace modelseal::hash {

// Streaming BLAKE3. Not thread-safe; Finish() leaves it as new.
//
// The input is a binary tree of chunks. `subtrees_` holds the chaining values of the subtrees whose
// parents are not computed yet, from left to right. The last merge is put off until more input is
// known to follow, since the topmost parent is compressed with another flag.
class Blake3 {
 public:
  static constexpr size_t kDigestBytes = 32;

  // With the fastest kernel of this processor.
  Blake3();
  // Of a piece of an input that is hashed in pieces, which starts at chunk `first_chunk`. Ends with
  // FinishPiece(); Finish() would give the digest of no input.
  explicit Blake3(uint64_t first_chunk);
  explicit Blake3(const kernels::Blake3Kernel& kernel, uint64_t first_chunk = 0);

  void Update(std::span<const uint8_t> bytes);
  std::array<uint8_t, kDigestBytes> Finish();
  // The chaining value of a piece, which is never the root. Leaves it as new.
  kernels::Blake3ChainingValue FinishPiece();

 private:
  friend std::array<uint8_t, kDigestBytes> CombineBlake3Pieces(
      std::span<const kernels::Blake3ChainingValue> pieces);

  // Input to the compression that gives a node's chaining value, or the digest if it is the root.
  struct Node {
    kernels::Blake3ChainingValue chaining_value;
    std::array<uint8_t, kernels::kBlake3BlockBytes> block;
    uint32_t block_bytes;
    uint64_t counter;
    uint32_t flags;
  };

  static kernels::Blake3ChainingValue Compress(const Node& node, uint32_t extra_flags);
  static Node Parent(const kernels::Blake3ChainingValue& left,
                     const kernels::Blake3ChainingValue& right);

  void Reset();
  void StartChunk();
  size_t chunk_bytes() const { return chunk_blocks_ * kernels::kBlake3BlockBytes + block_bytes_; }
  // Takes what fits into the current chunk; returns how much.
  size_t FillChunk(std::span<const uint8_t> bytes);
  void CompressBlock();
  Node LastBlock() const;
  void PushSubtree(const kernels::Blake3ChainingValue& chaining_value, uint64_t chunk_count);
  // Hashes a complete subtree from the start of `bytes`; returns its size.
  size_t HashSubtree(std::span<const uint8_t> bytes);
  void MergeSubtrees();
  // The topmost node; Top() of an input is the root.
  Node Top();

  const kernels::Blake3Kernel* kernel_;
  uint64_t first_chunk_;

  uint64_t chunk_count_;  // in subtrees_
  // 2^54 chunks are 2^64 bytes; one more waits for its merge.
  std::array<kernels::Blake3ChainingValue, 55> subtrees_;
  size_t subtree_count_;

  // The chunk that is being filled. Its last block waits in block_, for the flag of a chunk's end.
  kernels::Blake3ChainingValue chunk_chaining_value_;
  size_t chunk_blocks_;  // compressed so far
  std::array<uint8_t, kernels::kBlake3BlockBytes> block_;
  size_t block_bytes_;
};

// The digest of an input from the chaining values of its pieces, from left to right: at least two,
// each of the same power of two of chunks but the last, which may be shorter.
std::array<uint8_t, Blake3::kDigestBytes> CombineBlake3Pieces(
    std::span<const kernels::Blake3ChainingValue> pieces);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_BLAKE3_H_
