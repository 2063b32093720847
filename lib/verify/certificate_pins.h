// SPDX-License-Identifier: Apache-2.0
//
// Which of those who have a certificate of a trusted authority may sign.
#ifndef MODELSEAL_LIB_VERIFY_CERTIFICATE_PINS_H_
#define MODELSEAL_LIB_VERIFY_CERTIFICATE_PINS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

// A certificate passes a list if it has one of its values, byte by byte; an empty list lets all
// pass.
struct CertificatePins {
  std::vector<std::string> subjects;      // distinguished names as RFC 4514 writes them
  std::vector<std::string> alt_names;     // subject alternative names of any kind that is text
  std::vector<std::string> fingerprints;  // lower-case hex of the SHA-256 over the DER

  bool is_empty() const { return subjects.empty() && alt_names.empty() && fingerprints.empty(); }
};

// kIdentityMismatch, with the details field ("subject", "subject_alternative_name",
// "fingerprint"), expected and actual; kCertificateInvalid if the names cannot be read.
absl::Status CheckPins(const x509::Certificate& certificate, const CertificatePins& pins);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_CERTIFICATE_PINS_H_
