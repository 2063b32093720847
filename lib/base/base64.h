// SPDX-License-Identifier: Apache-2.0
//
// Base64 (RFC 4648 §4), canonical only: standard alphabet, padded, no white space, unused bits 0.
// Parsers that skip foreign characters read different bytes from one text; every known producer of
// bundles writes the canonical form.
#ifndef MODELSEAL_LIB_BASE_BASE64_H_
#define MODELSEAL_LIB_BASE_BASE64_H_

#include <optional>
#include <string>
#include <string_view>

namespace modelseal {

std::string EncodeBase64(std::string_view bytes);

// The bytes, or nullopt if `text` is not the canonical encoding of anything.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_BASE64_H_
