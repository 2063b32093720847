// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/piece_table.h"

#include <algorithm>
#include <bit>

#include "lib/hash/blake3.h"

namespace modelseal::hash {
namespace {

// More would not spread the work better; their chaining values take 32 bytes each.
constexpr uint64_t kMaxPieces = 1024;

uint64_t PieceBytes(uint64_t size_bytes) {
  return std::max(PieceTable::kMinPieceBytes, std::bit_ceil(size_bytes / kMaxPieces));
}

}  // namespace

PieceTable::PieceTable(uint64_t size_bytes)
    : piece_bytes_(PieceBytes(size_bytes)),
      values_(size_bytes / piece_bytes_ + (size_bytes % piece_bytes_ != 0 ? 1 : 0)),
      missing_(values_.size()) {}

std::optional<Digest> PieceTable::Set(size_t piece, const kernels::Blake3ChainingValue& value) {
  values_[piece] = value;
  // Releases this value, and acquires those of the others for whoever comes last.
  if (missing_.fetch_sub(1, std::memory_order_acq_rel) != 1) {
    return std::nullopt;
  }
  return Digest(CombineBlake3Pieces(values_));
}

}  // namespace modelseal::hash
