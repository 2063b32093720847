// SPDX-License-Identifier: Apache-2.0
//
// A label as the way from the root of the trie down to a leaf: bit d says which child of the node
// at depth d is next, 0 the left and 1 the right.
#ifndef MODELSEAL_LIB_DATASET_LABEL_BITS_H_
#define MODELSEAL_LIB_DATASET_LABEL_BITS_H_

#include <bit>
#include <cstddef>
#include <cstdint>

#include "lib/dataset/label.h"

namespace modelseal::dataset {

// The depth of a node below the root, and the bits of a label.
inline constexpr size_t kMaxDepth = 256;

// `depth` is below kMaxDepth.
inline bool GoesRight(const Label& label, size_t depth) {
  return (label[depth / 8] >> (7 - depth % 8) & 1) != 0;
}

// How many bits from the first on are equal: kMaxDepth for equal labels.
inline size_t CommonPrefixBits(const Label& a, const Label& b) {
  for (size_t byte = 0; byte < a.size(); ++byte) {
    const auto difference = static_cast<uint8_t>(a[byte] ^ b[byte]);
    if (difference != 0) {
      return byte * 8 + static_cast<size_t>(std::countl_zero(difference));
    }
  }
  return kMaxDepth;
}

// The first `bits` bits as a number; at most 64.
inline uint64_t LabelPrefix(const Label& label, size_t bits) {
  uint64_t first = 0;
  for (size_t byte = 0; byte < sizeof(first); ++byte) {
    first = first << 8 | label[byte];
  }
  return bits == 0 ? 0 : first >> (64 - bits);
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_BITS_H_
