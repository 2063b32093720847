// SPDX-License-Identifier: Apache-2.0
//
// SHA-1, for one purpose: timestamps of the older kind name their signer's certificate by it (RFC
// 2634 section 5.4). Their signature is checked with a key that does not depend on it. Never for
// signatures or content.
#ifndef MODELSEAL_LIB_CRYPTO_SHA1_H_
#define MODELSEAL_LIB_CRYPTO_SHA1_H_

#include <string>
#include <string_view>

namespace modelseal::crypto {

// 20 bytes.
std::string ComputeSha1(std::string_view bytes);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_SHA1_H_
