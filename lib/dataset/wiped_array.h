// SPDX-License-Identifier: Apache-2.0
//
// Secret bytes on the stack.
#ifndef MODELSEAL_LIB_DATASET_WIPED_ARRAY_H_
#define MODELSEAL_LIB_DATASET_WIPED_ARRAY_H_

#include <openssl/mem.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace modelseal::dataset {

// All zeros at first, wiped at the end. Neither copied nor moved.
template <size_t kSize>
class WipedArray : public std::array<uint8_t, kSize> {
 public:
  WipedArray() : std::array<uint8_t, kSize>{} {}
  WipedArray(const WipedArray&) = delete;
  WipedArray& operator=(const WipedArray&) = delete;
  ~WipedArray() { OPENSSL_cleanse(this->data(), kSize); }
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_WIPED_ARRAY_H_
