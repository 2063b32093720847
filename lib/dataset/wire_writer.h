// SPDX-License-Identifier: Apache-2.0
//
// The counterpart of wire_reader.h.
#ifndef MODELSEAL_LIB_DATASET_WIRE_WRITER_H_
#define MODELSEAL_LIB_DATASET_WIRE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace modelseal::dataset {

// Not thread-safe.
class WireWriter {
 public:
  void WriteU8(uint8_t value) { WriteInteger(value, 1); }
  void WriteU16(uint16_t value) { WriteInteger(value, 2); }
  void WriteU32(uint32_t value) { WriteInteger(value, 4); }
  void WriteU64(uint64_t value) { WriteInteger(value, 8); }
  void WriteBytes(std::span<const uint8_t> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void WriteText(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }

  std::span<const uint8_t> bytes() const { return bytes_; }
  std::vector<uint8_t> Finish() { return std::exchange(bytes_, {}); }

 private:
  void WriteInteger(uint64_t value, size_t size) {
    while (size-- > 0) {
      bytes_.push_back(static_cast<uint8_t>(value >> 8 * size));
    }
  }

  std::vector<uint8_t> bytes_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_WIRE_WRITER_H_
