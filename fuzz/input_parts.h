// SPDX-License-Identifier: Apache-2.0
//
// An input that has several fields: each but the last has its length before it, in two bytes, the
// higher one first. tools/fuzz_seeds.py writes seeds so.
#ifndef MODELSEAL_FUZZ_INPUT_PARTS_H_
#define MODELSEAL_FUZZ_INPUT_PARTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace modelseal::fuzz {

class InputParts {
 public:
  InputParts(const uint8_t* data, size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  // One byte; 0 at the end.
  uint8_t NextByte() { return static_cast<uint8_t>(Take(1).empty() ? 0 : last_.front()); }

  // A field, as much of it as is there.
  std::string_view Next() {
    const size_t high = NextByte();
    const size_t low = NextByte();
    return Take(high << 8 | low);
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view Take(size_t size) {
    last_ = rest_.substr(0, std::min(size, rest_.size()));
    rest_.remove_prefix(last_.size());
    return last_;
  }

  std::string_view rest_;
  std::string_view last_;
};

}  // namespace modelseal::fuzz

#endif  // MODELSEAL_FUZZ_INPUT_PARTS_H_
