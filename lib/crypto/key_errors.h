// SPDX-License-Identifier: Apache-2.0
//
// What BoringSSL's error queue says of a key that did not parse, in our reasons.
#ifndef MODELSEAL_LIB_CRYPTO_KEY_ERRORS_H_
#define MODELSEAL_LIB_CRYPTO_KEY_ERRORS_H_

#include <string_view>

#include "absl/status/status.h"

namespace modelseal::crypto {

// kKeyUnsupported.
absl::Status UnsupportedKeyError();

// kKeyUnsupported if BoringSSL knew the structure but not the algorithm or curve, else kKeyInvalid.
// `what` is "public key" or "private key". Empties the queue.
absl::Status KeyParseError(std::string_view what);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_KEY_ERRORS_H_
