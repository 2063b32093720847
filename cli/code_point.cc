// SPDX-License-Identifier: Apache-2.0
#include "cli/code_point.h"

namespace modelseal::cli {
namespace {

constexpr CodePoint kInvalid = {0, 0};

}  // namespace

CodePoint ReadCodePoint(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) {
    return {lead, 1};
  }
  const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
    return kInvalid;
  }
  uint32_t value = lead & (0xffu >> (length + 1));
  for (const char c : text.substr(1, length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) {
      return kInvalid;
    }
    value = value << 6 | (byte & 0x3fu);
  }
  const bool is_overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool is_surrogate = value >= 0xd800 && value <= 0xdfff;
  return is_overlong || is_surrogate || value > 0x10ffff ? kInvalid : CodePoint{value, length};
}

std::string ReplaceInvalidUtf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const size_t length = ReadCodePoint(text).length_bytes;
    valid += length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return valid;
}

}  // namespace modelseal::cli
