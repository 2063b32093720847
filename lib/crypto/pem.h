// SPDX-License-Identifier: Apache-2.0
//
// The first PEM block of a text (RFC 7468, and text before the block).
#ifndef MODELSEAL_LIB_CRYPTO_PEM_H_
#define MODELSEAL_LIB_CRYPTO_PEM_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"

namespace modelseal::crypto {

struct PemBlock {
  std::string label;                 // "PUBLIC KEY"
  bool is_legacy_encrypted = false;  // has "Proc-Type" lines (RFC 1421)
  Secret der;
};

// kKeyInvalid if there is no well-formed block or the text is over limits::kMaxKeyFileBytes.
absl::StatusOr<PemBlock> ParsePemBlock(std::string_view text);

// A block of the label, 64 columns, a newline after each line.
Secret WritePemBlock(std::string_view label, std::string_view der);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_PEM_H_
