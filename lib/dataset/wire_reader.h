// SPDX-License-Identifier: Apache-2.0
//
// Fields of a binary format of docs/dataset-format.md, one after another: integers with the most
// significant byte first, and bytes.
#ifndef MODELSEAL_LIB_DATASET_WIRE_READER_H_
#define MODELSEAL_LIB_DATASET_WIRE_READER_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace modelseal::dataset {

// Once a field is not there in whole, that and every later one reads as zeros or as nothing, and
// the reader stays failed: what reads a format asks once, at the end. Counts that were read bound
// loops and memory only after a comparison with left() or a limit. Not thread-safe.
class WireReader {
 public:
  explicit WireReader(std::span<const uint8_t> bytes) : left_(bytes) {}

  bool is_failed() const { return is_failed_; }
  // All fields were there, and nothing after them.
  bool is_complete() const { return !is_failed_ && left_.empty(); }
  size_t left() const { return left_.size(); }

  uint8_t ReadU8() { return static_cast<uint8_t>(ReadInteger(1)); }
  uint16_t ReadU16() { return static_cast<uint16_t>(ReadInteger(2)); }
  uint32_t ReadU32() { return static_cast<uint32_t>(ReadInteger(4)); }
  uint64_t ReadU64() { return ReadInteger(8); }

  // A view into what is read.
  std::span<const uint8_t> ReadBytes(size_t size) {
    if (is_failed_ || size > left_.size()) {
      is_failed_ = true;
      return {};
    }
    const std::span<const uint8_t> bytes = left_.first(size);
    left_ = left_.subspan(size);
    return bytes;
  }

  std::string_view ReadText(size_t size) {
    const std::span<const uint8_t> bytes = ReadBytes(size);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  template <size_t kSize>
  std::array<uint8_t, kSize> ReadArray() {
    std::array<uint8_t, kSize> array = {};
    const std::span<const uint8_t> bytes = ReadBytes(kSize);
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
  }

 private:
  uint64_t ReadInteger(size_t size) {
    uint64_t integer = 0;
    for (const uint8_t byte : ReadBytes(size)) {
      integer = integer << 8 | byte;
    }
    return integer;
  }

  std::span<const uint8_t> left_;
  bool is_failed_ = false;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_WIRE_READER_H_
