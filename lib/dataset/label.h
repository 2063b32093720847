// SPDX-License-Identifier: Apache-2.0
//
// The place of a record in the trie of a dataset, and what that place is a function of.
#ifndef MODELSEAL_LIB_DATASET_LABEL_H_
#define MODELSEAL_LIB_DATASET_LABEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modelseal::dataset {

// 256 bits; bit 0 is the most significant bit of byte 0.
using Label = std::array<uint8_t, 32>;

// The SHA-256 of a record under one of its views.
using RecordDigest = std::array<uint8_t, 32>;

// What a label is computed from (alpha of RFC 9381): MakeVrfInput() for records of datasets, any
// bytes in tests.
using VrfInput = std::string;

// The length of `context` in four bytes, the most significant first, `context`, and the digest: no
// two pairs give the same input, so that labels of different contexts have nothing in common.
inline VrfInput MakeVrfInput(std::string_view context, const RecordDigest& record) {
  VrfInput input;
  input.reserve(4 + context.size() + record.size());
  for (size_t shift = 32; shift > 0;) {
    shift -= 8;
    input += static_cast<char>(static_cast<uint32_t>(context.size()) >> shift);
  }
  input += context;
  input.append(record.begin(), record.end());
  return input;
}

// The inputs of several records, in their order.
inline std::vector<VrfInput> MakeVrfInputs(std::string_view context,
                                           std::span<const RecordDigest> records) {
  std::vector<VrfInput> inputs;
  inputs.reserve(records.size());
  for (const RecordDigest& record : records) {
    inputs.push_back(MakeVrfInput(context, record));
  }
  return inputs;
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_LABEL_H_
