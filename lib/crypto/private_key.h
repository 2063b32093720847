// SPDX-License-Identifier: Apache-2.0
//
// ECDSA private keys: PKCS#8 (RFC 5958), encrypted PKCS#8 (PBES2, RFC 8018), SEC1 (RFC 5915).
#ifndef MODELSEAL_LIB_CRYPTO_PRIVATE_KEY_H_
#define MODELSEAL_LIB_CRYPTO_PRIVATE_KEY_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/public_key.h"
#include "lib/crypto/secret.h"

namespace modelseal::crypto {

// Immutable; thread-safe. BoringSSL wipes the key when the last copy goes.
class PrivateKey {
 public:
  // `password` may be empty. kKeyInvalid, kKeyUnsupported, kPasswordRequired (the key is encrypted
  // and there is none), kPasswordWrong.
  static absl::StatusOr<PrivateKey> ParsePem(std::string_view pem, std::string_view password);

  static absl::StatusOr<PrivateKey> Generate(Curve curve);

  const PublicKey& public_key() const { return public_key_; }

  // A DER-encoded ECDSA signature over `message`, hashed as the curve says.
  absl::StatusOr<std::string> Sign(std::string_view message) const;

  // PKCS#8; encrypted with PBES2 (PBKDF2, AES-256-CBC) unless `password` is empty.
  absl::StatusOr<Secret> ToPem(std::string_view password) const;

 private:
  explicit PrivateKey(PublicKey public_key) : public_key_(std::move(public_key)) {}
  static absl::StatusOr<PrivateKey> FromEvp(bssl::UniquePtr<EVP_PKEY> key);

  std::shared_ptr<EVP_PKEY> key_;
  PublicKey public_key_;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_PRIVATE_KEY_H_
