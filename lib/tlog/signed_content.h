// SPDX-License-Identifier: Apache-2.0
//
// What a bundle signs, as far as a log entry can repeat it.
#ifndef MODELSEAL_LIB_TLOG_SIGNED_CONTENT_H_
#define MODELSEAL_LIB_TLOG_SIGNED_CONTENT_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::tlog {

// Views: what they show must outlive it.
struct SignedContent {
  struct Dsse {
    std::string_view payload;
    std::string_view payload_type;
    std::string_view pae;  // what the signature is over
  };

  std::string_view signature;        // the bytes that are verified, not base64; not empty
  std::string_view certificate_der;  // the signer's; empty if a key without one signed
  const crypto::VerificationKey* key = nullptr;  // of that certificate, or that key; never null
  crypto::SignatureScheme scheme;                // in which the signature is verified
  std::optional<Dsse> dsse;                      // of an envelope; none for a message signature
  // The digest of the artifact under a message signature; asked at most once for each entry, by the
  // hash that the entry names. May be empty if there is an envelope.
  std::function<absl::StatusOr<std::string>(crypto::HashKind)> artifact_digest;
};

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_SIGNED_CONTENT_H_
