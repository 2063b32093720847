// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#ifndef MODELSEAL_CLI_CODE_POINT_H_
#define MODELSEAL_CLI_CODE_POINT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace modelseal::cli {

struct CodePoint {
  uint32_t value;
  size_t length_bytes;  // 0 if the text does not start with UTF-8
};

// Reads the first code point of `text`, which is not empty.
CodePoint ReadCodePoint(std::string_view text);

// `text` with U+FFFD for each byte that is not UTF-8.
std::string ReplaceInvalidUtf8(std::string_view text);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_CODE_POINT_H_
