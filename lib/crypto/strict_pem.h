// SPDX-License-Identifier: Apache-2.0
//
// One PEM block and nothing else (RFC 7468 §3, the strict grammar with lines of any length): for
// text that must have only one reading, where pem.h reads what people keep in files.
#ifndef MODELSEAL_LIB_CRYPTO_STRICT_PEM_H_
#define MODELSEAL_LIB_CRYPTO_STRICT_PEM_H_

#include <optional>
#include <string>
#include <string_view>

namespace modelseal::crypto {

// DecodeStrictPem gives the bytes of the one block of that label ("CERTIFICATE") that is the whole
// text, but for one newline at the end, which may be missing. Lines end in LF, none is empty, and
// together they are canonical base64. No value for anything else: a second block, another label,
// RFC 1421 headers, white space, carriage returns, text around the block.
std::optional<std::string> DecodeStrictPem(std::string_view text, std::string_view label);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_STRICT_PEM_H_
