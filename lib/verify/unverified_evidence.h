// SPDX-License-Identifier: Apache-2.0
//
// What a bundle claims of its signer, its times and its place in logs, for showing it to people.
#ifndef MODELSEAL_LIB_VERIFY_UNVERIFIED_EVIDENCE_H_
#define MODELSEAL_LIB_VERIFY_UNVERIFIED_EVIDENCE_H_

#include <optional>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/verify/evidence.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

struct UnverifiedEvidence {
  // Nothing in it is verified, whatever its types are called, and `unchecked` has everything.
  // Authorities of timestamps are empty; logs are named by their identifiers in lower-case hex.
  Evidence claims;
  std::optional<x509::Certificate> certificate;  // the signer's, whoever issued it
};

// Never a reason to trust. The identity and the logs of certificates are read only where the method
// is kSigstore: other authorities have names of their own. kCertificateInvalid, kSctInvalid,
// kTimestampInvalid (with the detail "field").
absl::StatusOr<UnverifiedEvidence> ReadUnverifiedEvidence(const bundle::Bundle& bundle);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_UNVERIFIED_EVIDENCE_H_
