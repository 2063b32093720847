// SPDX-License-Identifier: Apache-2.0
//
// Any public key that a signer, an authority or a log of Sigstore may have, and the ways in which
// each kind signs (Sigstore's algorithm registry). Model signatures by key or by certificate of
// one's own accept fewer kinds: public_key.h.
#ifndef MODELSEAL_LIB_CRYPTO_VERIFICATION_KEY_H_
#define MODELSEAL_LIB_CRYPTO_VERIFICATION_KEY_H_

#include <openssl/base.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::crypto {

class LazyPreparation;

enum class KeyKind { kEcdsaP256, kEcdsaP384, kEcdsaP521, kRsa, kEd25519 };

// "P-256", "RSA", "Ed25519".
std::string_view KeyKindName(KeyKind kind);

bool IsEcdsa(KeyKind kind);

// ECDSA signatures are DER, PSS has salt as long as the digest, Ed25519 signs the message itself.
enum class SignatureScheme {
  kEcdsaSha256,
  kEcdsaSha384,
  kEcdsaSha512,
  kRsaPkcs1Sha256,
  kRsaPkcs1Sha384,
  kRsaPkcs1Sha512,
  kRsaPssSha256,
  kRsaPssSha384,
  kRsaPssSha512,
  kEd25519,
};

// What is hashed before signing; no value for Ed25519.
std::optional<HashKind> HashOf(SignatureScheme scheme);

// Immutable but for EnablePreparation, and cheap to copy; thread-safe.
class VerificationKey {
 public:
  // A SubjectPublicKeyInfo and nothing behind it, in the one form that DER, a named curve and an
  // uncompressed point leave; RSA of 2048 to 8192 bits. kKeyInvalid, or kKeyUnsupported for a key
  // of another kind or size.
  static absl::StatusOr<VerificationKey> ParseSpki(std::string_view der);

  // An RSAPublicKey (RFC 8017 A.1.1), the form in which one old log is listed.
  static absl::StatusOr<VerificationKey> ParsePkcs1Rsa(std::string_view der);

  // One PEM block PUBLIC KEY; text before it is allowed.
  static absl::StatusOr<VerificationKey> ParsePem(std::string_view pem);

  // Takes a key that BoringSSL has parsed. kKeyUnsupported as above.
  static absl::StatusOr<VerificationKey> FromEvp(bssl::UniquePtr<EVP_PKEY> key);

  KeyKind kind() const { return kind_; }
  // Of the field (256, 384, 521; 255 for Ed25519) or of the modulus.
  int bits() const { return bits_; }
  const std::string& spki_der() const { return spki_der_; }
  const Sha256Digest& spki_sha256() const { return spki_sha256_; }

  // SubjectPublicKeyInfo, 64 columns, a newline after each line.
  std::string ToPem() const;

  // Lower-case hex of the SHA-256 over ToPem(): the `hint` of a bundle.
  std::string Fingerprint() const;

  // How Sigstore's clients sign with such a key: with the hash of the size of the curve, RSA with
  // PKCS#1 v1.5 and SHA-256.
  SignatureScheme default_scheme() const;

  // For a key that is known ahead and may verify many signatures, as those of a trust root: after
  // some of them, tables of 0.5 MiB are made that take P-384 and P-521 down to a third of the time
  // and P-256 to six tenths.
  // They belong to this key and its later copies. Nothing else changes, and nothing for other
  // kinds. To be called before other threads use the key.
  void EnablePreparation();

  // kSignatureInvalid if the signature does not hold, or the scheme is not one of such a key.
  absl::Status Verify(SignatureScheme scheme, std::string_view message,
                      std::string_view signature) const;

  // The same over what HashOf(scheme) makes of the message. kAlgorithmUnsupported for Ed25519.
  absl::Status VerifyDigest(SignatureScheme scheme, std::string_view digest,
                            std::string_view signature) const;

  bool operator==(const VerificationKey& other) const { return spki_der_ == other.spki_der_; }

 private:
  VerificationKey(KeyKind kind, bssl::UniquePtr<EVP_PKEY> key, std::string spki_der);
  bool VerifyEcdsa(std::string_view digest, std::string_view signature) const;
  absl::Status SignatureError() const;

  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<LazyPreparation> preparation_;  // null unless enabled
  KeyKind kind_ = KeyKind::kEcdsaP256;
  int bits_ = 0;
  std::string spki_der_;
  Sha256Digest spki_sha256_{};
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_VERIFICATION_KEY_H_
