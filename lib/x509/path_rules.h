// SPDX-License-Identifier: Apache-2.0
//
// What BoringSSL's path validation leaves out or does leniently: it takes the caller's roots as
// they are, checks names of authorities by old heuristics, and knows extensions that it does not
// process.
#ifndef MODELSEAL_LIB_X509_PATH_RULES_H_
#define MODELSEAL_LIB_X509_PATH_RULES_H_

#include <span>

#include "absl/status/status.h"
#include "lib/x509/certificate.h"
#include "lib/x509/extended_usage.h"

namespace modelseal::x509 {

// A failure that names the certificate at fault: kCertificateInvalid, detail "subject".
absl::Status PathError(const Certificate& certificate, std::string_view problem);

// Rule 5 of chain.h for one certificate. kCertificateInvalid, with the extension's identifier.
absl::Status CheckCriticalExtensions(const Certificate& certificate);

// Subject and issuer have one name: an authority may certify its own new key so.
bool IsSelfIssued(const Certificate& certificate);

// Rules 3 and 5 of chain.h for a certificate that another one issued; its own key is not judged.
// kCertificateInvalid.
absl::Status CheckSubjectRules(const Certificate& certificate);

// Rules 2, 3, 5 and 6 of chain.h over authorities from the one that issues to signers to the root,
// whose own signature does not matter. kCertificateInvalid.
absl::Status CheckAuthorityRules(std::span<const Certificate> authorities, ExtendedUsage usage);

// The same over a path from the leaf to the root. kCertificateInvalid.
absl::Status CheckPathRules(std::span<const Certificate> path, ExtendedUsage usage);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_PATH_RULES_H_
