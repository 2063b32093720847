// SPDX-License-Identifier: Apache-2.0
//
// Body of Rekor v2 of the kind hashedrekord 0.0.2 (dev.sigstore.rekor.v2.HashedRekordLogEntryV002):
// a signature over the digest of an artifact or of an envelope's pre-authentication encoding.
#ifndef MODELSEAL_LIB_TLOG_HASHED_REKORD_V002_H_
#define MODELSEAL_LIB_TLOG_HASHED_REKORD_V002_H_

#include <string_view>

#include "absl/status/status.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::tlog {

// VerifyHashedRekordV002 writes the one canonical body (RFC 8785) that such content can have, and
// checks that `body` is the same bytes. Fails with kLogEntryMismatch; with kLogEntryUnsupported if
// no such entry can be about the key and scheme, as Ed25519, which signs no digest; and as
// content.artifact_digest fails.
absl::Status VerifyHashedRekordV002(std::string_view body, const SignedContent& content);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_HASHED_REKORD_V002_H_
