// SPDX-License-Identifier: Apache-2.0
//
// A certificate whose key makes timestamps (RFC 3161 section 2.3), from a trust root or from a
// token. That its path leads to somebody trusted is for TimestampAuthority to say.
#ifndef MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_H_
#define MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_H_

#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/crypto/verification_key.h"
#include "lib/timestamp/certificate_fields.h"
#include "lib/timestamp/signer_info.h"
#include "lib/x509/certificate.h"

namespace modelseal::timestamp {

// Whether the certificate is that of an authority (CA:TRUE), and so not one that signs timestamps.
bool IsAuthority(const x509::Certificate& certificate);

// Immutable but for EnablePreparation, and cheap to copy; thread-safe.
class SigningCertificate {
 public:
  // kCertificateInvalid if the fields cannot be read.
  static absl::StatusOr<SigningCertificate> Create(x509::Certificate certificate);

  const x509::Certificate& certificate() const { return *certificate_; }

  bool IsNamedBy(const SignerId& signer) const { return fields_->IsNamedBy(signer); }

  // Whether `id` is of exactly this certificate: its hash and, if stated, issuer and serial number.
  // kTimestampInvalid.
  absl::Status CheckCertificateId(const CertificateId& id) const;

  // Whether the key may make timestamps: not CA:TRUE, digitalSignature if there is a key usage, and
  // an extended key usage that is critical and timeStamping alone. kCertificateInvalid.
  const absl::Status& profile_fault() const { return profile_fault_; }

  // For one from a trust root: see crypto::VerificationKey. To be called before it is shared.
  void EnablePreparation();

  // kSignatureInvalid, or kCertificateKeyUnsupported for a key of a kind that is not known.
  absl::Status VerifySignature(const SignerInfo& signer) const;

 private:
  SigningCertificate() = default;

  std::shared_ptr<const x509::Certificate> certificate_;  // whose bytes fields_ points into
  std::shared_ptr<const CertificateFields> fields_;
  absl::Status profile_fault_;
  absl::StatusOr<crypto::VerificationKey> key_;
};

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_SIGNING_CERTIFICATE_H_
