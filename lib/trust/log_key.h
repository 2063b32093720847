// SPDX-License-Identifier: Apache-2.0
//
// The public key of a log and how it signs, from `publicKey` of a trusted root. The names of
// keyDetails are those of Sigstore's algorithm registry.
#ifndef MODELSEAL_LIB_TRUST_LOG_KEY_H_
#define MODELSEAL_LIB_TRUST_LOG_KEY_H_

#include <optional>

#include "absl/status/statusor.h"
#include "lib/crypto/verification_key.h"
#include "lib/json/field_path.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

struct LogKey {
  crypto::VerificationKey key;
  crypto::SignatureScheme scheme;
};

// No value if keyDetails names a kind of key that is not supported here (Ed25519ph, LMS, ML-DSA and
// others): such a log is left out, the rest of the file stays good. kTrustRootInvalid if the key of
// a supported kind is malformed or is not what keyDetails says. `path` is that of the message.
absl::StatusOr<std::optional<LogKey>> ReadLogKey(const sigstore::PublicKey& message,
                                                 const json::Path& path);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_LOG_KEY_H_
