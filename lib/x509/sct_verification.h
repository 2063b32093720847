// SPDX-License-Identifier: Apache-2.0
//
// Whether logs of certificate transparency promised to publish a certificate (RFC 6962, 3.2).
#ifndef MODELSEAL_LIB_X509_SCT_VERIFICATION_H_
#define MODELSEAL_LIB_X509_SCT_VERIFICATION_H_

#include <cstddef>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "lib/x509/certificate.h"
#include "lib/x509/sct.h"

namespace modelseal::x509 {

// The bytes that a log signed for the precertificate of `leaf`. `issuer` must be the certificate
// that verifiably issued the leaf: of several with one name only one has the right key.
// kSctInvalid if they cannot be made. A certificate for signing precertificates (extended key usage
// 1.3.6.1.4.1.11129.2.4.4) issues no leaf, and is refused.
absl::StatusOr<std::string> BuildSctSignedData(const Sct& sct, const Certificate& leaf,
                                               const Certificate& issuer);

// The number of different logs among `logs` whose timestamps are embedded in the leaf. A timestamp
// of a known log counts only if it holds, and must hold: signed by the log's key with SHA-256, at a
// time at which the log was trusted. Timestamps of unknown logs are passed over. A log is its key:
// listed or signing twice, it counts once. kSctInvalid if a timestamp does not hold, the list
// cannot be read, or there are fewer than `threshold`.
absl::StatusOr<size_t> VerifyScts(const Certificate& leaf, const Certificate& issuer,
                                  std::span<const CtLog> logs, size_t threshold);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_SCT_VERIFICATION_H_
