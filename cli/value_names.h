// SPDX-License-Identifier: Apache-2.0
//
// The values of modelseal.h by the names that people and JSON documents use: hashes, curves,
// methods; and bytes in hex.
#ifndef MODELSEAL_CLI_VALUE_NAMES_H_
#define MODELSEAL_CLI_VALUE_NAMES_H_

#include <modelseal/modelseal.hpp>
#include <string>
#include <string_view>

namespace modelseal::cli {

// "sha256", "blake2b", "blake3" (OMS 1.0, hash_type).
std::string HashName(Hash hash);

// "P-256", "P-384", "P-521".
std::string CurveName(Curve curve);

// "key", "certificate", "sigstore".
std::string MethodName(Method method);

// "email", "uri", "other_name", "dns".
std::string SanTypeName(SanType type);

// Lower-case hex.
std::string Hex(std::string_view bytes);
std::string Hex(const RootDigest& digest);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_VALUE_NAMES_H_
