// SPDX-License-Identifier: Apache-2.0
//
// Signs in the name of a certificate.
#ifndef MODELSEAL_LIB_SIGNER_CERTIFICATE_SIGNER_H_
#define MODELSEAL_LIB_SIGNER_CERTIFICATE_SIGNER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/signer/signer.h"

namespace modelseal::signer {

// As thread-safe as the signer of the key.
class CertificateSigner final : public Signer {
 public:
  // `key` signs, `certificates` go into the bundle: the one of that key first, then those that lead
  // towards a root, which a verifier must have itself. kKeyMismatch if the first is of another key,
  // kCertificateInvalid if there is none or it may not sign models (x509/code_signing.h),
  // kCertificateKeyUnsupported, kLimitExceeded above limits::kMaxCertificates. Neither validity nor
  // trust is judged here: that is the verifier's, who has a clock and roots.
  static absl::StatusOr<std::unique_ptr<CertificateSigner>> Create(
      std::unique_ptr<Signer> key, std::vector<x509::Certificate> certificates);

  const crypto::PublicKey& public_key() const override { return key_->public_key(); }
  const std::vector<x509::Certificate>& certificates() const override { return certificates_; }
  absl::StatusOr<std::string> Sign(const dsse::Pae& pae) const override { return key_->Sign(pae); }

 private:
  CertificateSigner(std::unique_ptr<Signer> key, std::vector<x509::Certificate> certificates)
      : key_(std::move(key)), certificates_(std::move(certificates)) {}

  std::unique_ptr<Signer> key_;
  std::vector<x509::Certificate> certificates_;
};

}  // namespace modelseal::signer

#endif  // MODELSEAL_LIB_SIGNER_CERTIFICATE_SIGNER_H_
