// SPDX-License-Identifier: Apache-2.0
#include "lib/signer/certificate_signer.h"

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/x509/code_signing.h"

namespace modelseal::signer {

absl::StatusOr<std::unique_ptr<CertificateSigner>> CertificateSigner::Create(
    std::unique_ptr<Signer> key, std::vector<x509::Certificate> certificates) {
  if (certificates.empty()) {
    return MakeError(Reason::kCertificateInvalid, "there is no certificate to sign with");
  }
  if (certificates.size() > limits::kMaxCertificates) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(certificates.size(), " certificates to sign with, more than ",
                                  limits::kMaxCertificates),
                     {{"limit", absl::StrCat(limits::kMaxCertificates)}});
  }
  const x509::Certificate& leaf = certificates.front();
  MODELSEAL_RETURN_IF_ERROR(x509::CheckCodeSigning(leaf));
  MODELSEAL_ASSIGN_OR_RETURN(const crypto::PublicKey certified, leaf.PublicKey());
  if (!(certified == key->public_key())) {
    return MakeError(Reason::kKeyMismatch,
                     absl::StrCat("the first certificate, of ", leaf.display_name(),
                                  ", is not for the private key but for ", certified.fingerprint()),
                     {{"subject", leaf.subject()},
                      {"expected", key->public_key().fingerprint()},
                      {"actual", certified.fingerprint()}});
  }
  return absl::WrapUnique(new CertificateSigner(std::move(key), std::move(certificates)));
}

}  // namespace modelseal::signer
