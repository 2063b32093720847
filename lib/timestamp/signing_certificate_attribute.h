// SPDX-License-Identifier: Apache-2.0
//
// The values of the attributes signingCertificate (RFC 2634 section 5.4) and signingCertificateV2
// (RFC 5035 section 3).
#ifndef MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_ATTRIBUTE_H_
#define MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_ATTRIBUTE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/timestamp/signer_info.h"

namespace modelseal::timestamp {

// SigningCertificate and SigningCertificateV2 in DER; only the first certificate counts, those
// after it are of the path, which the trust root gives. kTimestampInvalid.
absl::StatusOr<CertificateId> ParseSigningCertificate(std::string_view der);
absl::StatusOr<CertificateId> ParseSigningCertificateV2(std::string_view der);

// Whether `id` has the hash of this certificate.
bool IsHashOf(const CertificateId& id, std::string_view certificate_der);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_ATTRIBUTE_H_
