// SPDX-License-Identifier: Apache-2.0
//
// Whether a certificate is within its period of validity (RFC 5280, 4.1.2.5).
#ifndef MODELSEAL_LIB_X509_VALIDITY_H_
#define MODELSEAL_LIB_X509_VALIDITY_H_

#include <cstdint>

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// kCertificateExpired, with details "subject", "expected" (the period) and "actual", unless
// certificate.IsValidAtMs(time_ms).
absl::Status CheckValidity(const Certificate& certificate, int64_t time_ms);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_VALIDITY_H_
