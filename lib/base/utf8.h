// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
#ifndef MODELSEAL_LIB_BASE_UTF8_H_
#define MODELSEAL_LIB_BASE_UTF8_H_

#include <cstddef>
#include <string_view>

namespace modelseal {

// Bytes of the well-formed sequence that `text` begins with: 1 to 4; 0 if it is ill-formed or
// `text` is empty.
size_t Utf8SequenceLength(std::string_view text);

// Whether all of `text` is well-formed.
bool IsUtf8(std::string_view text);

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_UTF8_H_
