// SPDX-License-Identifier: Apache-2.0
//
// Names of dev.sigstore.common.v1.PublicKeyDetails: a kind of key and the scheme in which it signs.
#ifndef MODELSEAL_LIB_TLOG_KEY_DETAILS_H_
#define MODELSEAL_LIB_TLOG_KEY_DETAILS_H_

#include <optional>
#include <string_view>

#include "lib/crypto/verification_key.h"

namespace modelseal::tlog {

// KeyDetailsName gives the name that Rekor v2 writes for a key that signs digests in this scheme,
// as "PKIX_ECDSA_P256_SHA_256". No value if the registry has none, or only one for whole messages
// (Ed25519).
std::optional<std::string_view> KeyDetailsName(const crypto::VerificationKey& key,
                                               crypto::SignatureScheme scheme);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_KEY_DETAILS_H_
