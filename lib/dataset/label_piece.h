// SPDX-License-Identifier: Apache-2.0
//
// A part of the labels of a partition, by the bits that follow those of the partition: what is
// sorted at once, so that memory has a bound however many records there are.
#ifndef MODELSEAL_LIB_DATASET_LABEL_PIECE_H_
#define MODELSEAL_LIB_DATASET_LABEL_PIECE_H_

#include <cstddef>
#include <cstdint>

#include "lib/dataset/label.h"
#include "lib/dataset/label_bits.h"

namespace modelseal::dataset {

// The labels whose first `bits` bits are `prefix`; at most 64 bits.
struct LabelPiece {
  size_t bits = 0;
  uint64_t prefix = 0;

  bool Contains(const Label& label) const { return LabelPrefix(label, bits) == prefix; }
};

// By how many bits a partition of so many bytes is taken apart so that a piece has about
// `piece_bytes`, since labels are uniform.
inline size_t PieceBits(uint64_t partition_bytes, uint64_t piece_bytes) {
  constexpr size_t kMaxPieceBits = 32;
  size_t bits = 0;
  while (bits < kMaxPieceBits && partition_bytes >> bits > piece_bytes) {
    ++bits;
  }
  return bits;
}

// Piece `index` of the 2^`piece_bits` of a partition; they ascend as their labels do.
inline LabelPiece PieceOf(size_t partition_bits, size_t partition, size_t piece_bits,
                          uint64_t index) {
  return {partition_bits + piece_bits, uint64_t{partition} << piece_bits | index};
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_PIECE_H_
