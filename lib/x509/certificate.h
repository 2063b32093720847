// SPDX-License-Identifier: Apache-2.0
//
// X.509 certificates (RFC 5280). Parsed does not mean trusted: see chain.h.
#ifndef MODELSEAL_LIB_X509_CERTIFICATE_H_
#define MODELSEAL_LIB_X509_CERTIFICATE_H_

#include <openssl/base.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/public_key.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::x509 {

// Immutable and cheap to copy; thread-safe.
class Certificate {
 public:
  // One certificate and nothing behind it, as DER has it; known extensions that can be read, none
  // twice. kCertificateInvalid otherwise.
  static absl::StatusOr<Certificate> ParseDer(std::string_view der);

  // The PEM blocks CERTIFICATE of a text, at least one and no other kind; text around them is
  // allowed. kCertificateInvalid otherwise.
  static absl::StatusOr<std::vector<Certificate>> ParsePem(std::string_view pem);

  const std::string& der() const { return der_; }

  // Lower-case hex of the SHA-256 over der().
  const std::string& fingerprint() const { return fingerprint_; }

  // Distinguished names as RFC 4514 writes them, in UTF-8: "CN=signer,O=Example". May be empty.
  const std::string& subject() const { return subject_; }
  const std::string& issuer() const { return issuer_; }

  // The subject or, if it is empty, a subject alternative name or a placeholder: for messages.
  std::string display_name() const;

  // The period of validity, both ends included.
  int64_t not_before_seconds() const { return not_before_seconds_; }
  int64_t not_after_seconds() const { return not_after_seconds_; }
  bool IsValidAt(int64_t seconds) const {
    return not_before_seconds_ <= seconds && seconds <= not_after_seconds_;
  }
  // The same in milliseconds: past the last second by a millisecond is past.
  bool IsValidAtMs(int64_t time_ms) const {
    return not_before_seconds_ * 1000 <= time_ms && time_ms <= not_after_seconds_ * 1000;
  }

  // Whether subject and issuer are one, and the certificate's own key made its signature. The name
  // alone says nothing: signers may carry the name of the authority that issued them. Verifies that
  // signature each time, if the names are one.
  bool IsSelfSigned() const;

  // kCertificateKeyUnsupported unless the key is ECDSA on P-256, P-384 or P-521.
  absl::StatusOr<crypto::PublicKey> PublicKey() const;

  // The key, of any kind with which Sigstore's clients and services sign.
  // kCertificateKeyUnsupported for others.
  absl::StatusOr<crypto::VerificationKey> Key() const;

  bool operator==(const Certificate& other) const { return der_ == other.der_; }

  // BoringSSL's form, for the other files of this folder. Its functions lock what they cache.
  X509* get() const { return certificate_.get(); }

 private:
  Certificate() = default;

  std::shared_ptr<X509> certificate_;
  std::string der_;
  std::string fingerprint_;
  std::string subject_;
  std::string issuer_;
  int64_t not_before_seconds_ = 0;
  int64_t not_after_seconds_ = 0;
};

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_CERTIFICATE_H_
