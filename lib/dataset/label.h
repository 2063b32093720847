// SPDX-License-Identifier: Apache-2.0
//
// The place of a record in the trie of a dataset.
#ifndef MODELSEAL_LIB_DATASET_LABEL_H_
#define MODELSEAL_LIB_DATASET_LABEL_H_

#include <array>
#include <cstdint>

namespace modelseal::dataset {

// 256 bits; bit 0 is the most significant bit of byte 0.
using Label = std::array<uint8_t, 32>;

// The SHA-256 of a record under one of its views.
using RecordDigest = std::array<uint8_t, 32>;

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_H_
