// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/code_signing.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::x509 {
namespace {

absl::Status UsageError(const Certificate& certificate, std::string_view problem,
                        std::string_view expected) {
  return MakeError(Reason::kCertificateInvalid,
                   absl::StrCat("the certificate of ", certificate.display_name(),
                                " may not sign models: ", problem),
                   {{"subject", certificate.subject()}, {"expected", std::string(expected)}});
}

}  // namespace

absl::Status CheckCodeSigning(const Certificate& certificate) {
  const uint32_t flags = X509_get_extension_flags(certificate.get());
  const bool has_usage = (flags & EXFLAG_KUSAGE) != 0;
  const bool has_extended_usage = (flags & EXFLAG_XKUSAGE) != 0;
  if (!has_usage && !has_extended_usage) {
    return UsageError(certificate, "it has neither a key usage nor an extended key usage",
                      "digitalSignature or codeSigning");
  }
  if (has_usage && (X509_get_key_usage(certificate.get()) & KU_DIGITAL_SIGNATURE) == 0) {
    return UsageError(certificate, "its key usage lacks digitalSignature", "digitalSignature");
  }
  if (has_extended_usage && (X509_get_extended_key_usage(certificate.get()) & XKU_CODE_SIGN) == 0) {
    return UsageError(certificate, "its extended key usage lacks codeSigning", "codeSigning");
  }
  return absl::OkStatus();
}

}  // namespace modelseal::x509
