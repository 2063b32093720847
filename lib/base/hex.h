// SPDX-License-Identifier: Apache-2.0
//
// Lower-case hexadecimal, the only form that OMS digests have.
#ifndef MODELSEAL_LIB_BASE_HEX_H_
#define MODELSEAL_LIB_BASE_HEX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace modelseal {

std::string EncodeHex(std::span<const uint8_t> bytes);

// Fills `out` from exactly 2 * out.size() lower-case digits; false for anything else.
bool DecodeHex(std::string_view text, std::span<uint8_t> out);

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_HEX_H_
