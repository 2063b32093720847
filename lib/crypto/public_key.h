// SPDX-License-Identifier: Apache-2.0
//
// ECDSA public keys on the curves that OMS 1.0 registers.
#ifndef MODELSEAL_LIB_CRYPTO_PUBLIC_KEY_H_
#define MODELSEAL_LIB_CRYPTO_PUBLIC_KEY_H_

#include <openssl/base.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::crypto {

// Values are those of MODELSEAL_CURVE_* in the C header.
enum class Curve : int32_t { kP256 = 256, kP384 = 384, kP521 = 521 };

// "P-256", "P-384", "P-521".
std::string_view CurveName(Curve curve);

// The SHA-2 digest with which a curve signs: SHA-256, SHA-384, SHA-512 (OMS 1.0).
std::string ComputeCurveDigest(Curve curve, std::string_view message);

// Immutable and cheap to copy; thread-safe.
class PublicKey {
 public:
  // Reads one PEM "PUBLIC KEY" block; text before it is allowed, as in the reference's fixtures.
  // kKeyInvalid: no such block, or not a key; kKeyUnsupported: a key of another kind or curve.
  static absl::StatusOr<PublicKey> ParsePem(std::string_view pem);

  // Takes a key that BoringSSL has parsed. kKeyUnsupported as above.
  static absl::StatusOr<PublicKey> FromEvp(bssl::UniquePtr<EVP_PKEY> key);

  Curve curve() const { return curve_; }

  // SubjectPublicKeyInfo as OpenSSL writes it: 64 columns, a newline after each line.
  const std::string& pem() const { return pem_; }

  // Lower-case hex of the SHA-256 over pem(): the `hint` of a bundle, as the reference writes it.
  const std::string& fingerprint() const { return fingerprint_; }

  // OK if `signature` is a DER-encoded ECDSA signature over `message`, hashed as the curve says;
  // kSignatureInvalid otherwise.
  absl::Status VerifySignature(std::string_view message, std::string_view signature) const;

  // The same, hashed with SHA-256 whatever the curve: only for bundles of model-signing 0.2, which
  // signed so with certificates.
  absl::Status VerifySha256Signature(std::string_view message, std::string_view signature) const;

  // The same key, for code that takes any kind.
  const VerificationKey& verification_key() const { return key_; }

  bool operator==(const PublicKey& other) const { return pem_ == other.pem_; }

 private:
  explicit PublicKey(VerificationKey key) : key_(std::move(key)) {}

  VerificationKey key_;
  Curve curve_ = Curve::kP256;
  std::string pem_;
  std::string fingerprint_;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_PUBLIC_KEY_H_
