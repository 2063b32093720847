// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/bundle_certificates.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::verify {

absl::StatusOr<std::vector<x509::Certificate>> ReadCertificates(const bundle::Bundle& bundle) {
  std::vector<x509::Certificate> certificates;
  for (const std::string& der : bundle.certificates_der()) {
    absl::StatusOr<x509::Certificate> certificate = x509::Certificate::ParseDer(der);
    if (!certificate.ok()) {
      // Where version 0.3 has one certificate, others have a list.
      const std::string field =
          bundle.brings_certificate_chain()
              ? absl::StrCat("verificationMaterial.x509CertificateChain.certificates[",
                             certificates.size(), "]")
              : "verificationMaterial.certificate";
      return InField(field, certificate.status());
    }
    certificates.push_back(*std::move(certificate));
  }
  return certificates;
}

}  // namespace modelseal::verify
