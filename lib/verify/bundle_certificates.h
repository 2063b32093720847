// SPDX-License-Identifier: Apache-2.0
//
// The certificates that a bundle brings, parsed.
#ifndef MODELSEAL_LIB_VERIFY_BUNDLE_CERTIFICATES_H_
#define MODELSEAL_LIB_VERIFY_BUNDLE_CERTIFICATES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

// The signer's first. kCertificateInvalid with the detail "field".
absl::StatusOr<std::vector<x509::Certificate>> ReadCertificates(const bundle::Bundle& bundle);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_BUNDLE_CERTIFICATES_H_
