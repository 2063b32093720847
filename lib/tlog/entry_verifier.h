// SPDX-License-Identifier: Apache-2.0
//
// The signer as bodies of Rekor v1 name it: base64 of a PEM certificate or public key.
#ifndef MODELSEAL_LIB_TLOG_ENTRY_VERIFIER_H_
#define MODELSEAL_LIB_TLOG_ENTRY_VERIFIER_H_

#include <string_view>

#include "absl/status/status.h"
#include "lib/json/fields.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::tlog {

// CheckEntryVerifier checks that the member `key` holds the certificate of the content, or its key
// if it has none, byte for byte in DER, and nothing else: one block without headers or text around
// it (lib/crypto/strict_pem.h). kLogEntryMismatch.
absl::Status CheckEntryVerifier(const json::Fields& fields, std::string_view key,
                                const SignedContent& content);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_ENTRY_VERIFIER_H_
