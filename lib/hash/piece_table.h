// SPDX-License-Identifier: Apache-2.0
//
// One long BLAKE3 input whose tree is hashed in pieces by several threads.
#ifndef MODELSEAL_LIB_HASH_PIECE_TABLE_H_
#define MODELSEAL_LIB_HASH_PIECE_TABLE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/hash/algorithm.h"
#include "lib/hash/kernels/blake3_kernels.h"

namespace modelseal::hash {

// Thread-safe, provided that each piece is set once.
class PieceTable {
 public:
  // Cuts at least two pieces off an input of `size_bytes`, which must be more than
  // kMinPieceBytes.
  explicit PieceTable(uint64_t size_bytes);

  size_t count() const { return values_.size(); }
  // All but the last piece have this size: 2^k chunks.
  uint64_t piece_bytes() const { return piece_bytes_; }
  uint64_t first_chunk(size_t piece) const {
    return piece * (piece_bytes_ / kernels::kBlake3ChunkBytes);
  }

  // Returns the digest of the whole input with the last piece that was missing.
  std::optional<Digest> Set(size_t piece, const kernels::Blake3ChainingValue& value);

  static constexpr uint64_t kMinPieceBytes = 1 << 20;

 private:
  uint64_t piece_bytes_;
  std::vector<kernels::Blake3ChainingValue> values_;
  std::atomic<size_t> missing_;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_PIECE_TABLE_H_
