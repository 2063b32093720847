// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/private_key.h"

#include <openssl/bytestring.h>
#include <openssl/cipher.h>
#include <openssl/ec_key.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/nid.h>
#include <openssl/pkcs8.h>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/key_errors.h"
#include "lib/crypto/pem.h"

namespace modelseal::crypto {
namespace {

// BoringSSL derives with HMAC-SHA1; OWASP's 2023 figure for that PRF. About 0.3 s.
constexpr int kPbkdf2Iterations = 1'300'000;

CBS CbsOf(std::string_view der) {
  CBS cbs;
  CBS_init(&cbs, AsBytes(der).data(), der.size());
  return cbs;
}

absl::Status DecryptError() {
  bool is_unsupported = false;
  while (const uint32_t error = ERR_get_error()) {
    const int reason = ERR_GET_REASON(error);
    is_unsupported |=
        ERR_GET_LIB(error) == ERR_LIB_PKCS8 &&
        (reason == PKCS8_R_UNKNOWN_ALGORITHM || reason == PKCS8_R_UNSUPPORTED_CIPHER ||
         reason == PKCS8_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION ||
         reason == PKCS8_R_UNSUPPORTED_PRF);
  }
  if (is_unsupported) {
    return MakeError(Reason::kKeyUnsupported,
                     "the private key is encrypted in a way that is not supported; use PBES2 with "
                     "PBKDF2 and AES");
  }
  return MakeError(Reason::kPasswordWrong, "the password does not open the private key");
}

absl::StatusOr<bssl::UniquePtr<EVP_PKEY>> ParseEncrypted(std::string_view der,
                                                         std::string_view password) {
  if (password.empty()) {
    return MakeError(Reason::kPasswordRequired,
                     "the private key is encrypted: a password is needed");
  }
  CBS cbs = CbsOf(der);
  bssl::UniquePtr<EVP_PKEY> key(
      PKCS8_parse_encrypted_private_key(&cbs, password.data(), password.size()));
  if (key == nullptr) {
    return DecryptError();
  }
  return key;
}

absl::StatusOr<bssl::UniquePtr<EVP_PKEY>> ParseSec1(std::string_view der) {
  CBS cbs = CbsOf(der);
  bssl::UniquePtr<EC_KEY> ec_key(EC_KEY_parse_private_key(&cbs, nullptr));
  bssl::UniquePtr<EVP_PKEY> key(EVP_PKEY_new());
  if (ec_key == nullptr || CBS_len(&cbs) != 0 || !EVP_PKEY_set1_EC_KEY(key.get(), ec_key.get())) {
    return KeyParseError("private key");
  }
  return key;
}

absl::StatusOr<bssl::UniquePtr<EVP_PKEY>> ParsePkcs8(std::string_view der) {
  CBS cbs = CbsOf(der);
  bssl::UniquePtr<EVP_PKEY> key(EVP_parse_private_key(&cbs));
  if (key == nullptr || CBS_len(&cbs) != 0) {
    return KeyParseError("private key");
  }
  return key;
}

int NidOf(Curve curve) {
  switch (curve) {
    case Curve::kP256:
      return NID_X9_62_prime256v1;
    case Curve::kP384:
      return NID_secp384r1;
    case Curve::kP521:
      return NID_secp521r1;
  }
  return NID_undef;
}

absl::Status InternalError(std::string_view what) {
  ERR_clear_error();
  return MakeError(Reason::kInternal, what);
}

}  // namespace

absl::StatusOr<PrivateKey> PrivateKey::ParsePem(std::string_view pem, std::string_view password) {
  MODELSEAL_ASSIGN_OR_RETURN(const PemBlock block, ParsePemBlock(pem));
  if (block.is_legacy_encrypted) {
    return MakeError(Reason::kKeyUnsupported,
                     "the private key is encrypted in the old PEM manner; convert it to PKCS#8");
  }
  if (block.label == "ENCRYPTED PRIVATE KEY") {
    MODELSEAL_ASSIGN_OR_RETURN(auto key, ParseEncrypted(block.der.view(), password));
    return FromEvp(std::move(key));
  }
  if (block.label == "PRIVATE KEY") {
    MODELSEAL_ASSIGN_OR_RETURN(auto key, ParsePkcs8(block.der.view()));
    return FromEvp(std::move(key));
  }
  if (block.label == "EC PRIVATE KEY") {
    MODELSEAL_ASSIGN_OR_RETURN(auto key, ParseSec1(block.der.view()));
    return FromEvp(std::move(key));
  }
  return MakeError(Reason::kKeyInvalid,
                   absl::StrCat("expected a PEM block with a private key, found ", block.label),
                   {{"expected", "PRIVATE KEY"}, {"actual", block.label}});
}

absl::StatusOr<PrivateKey> PrivateKey::Generate(Curve curve) {
  bssl::UniquePtr<EC_KEY> ec_key(EC_KEY_new_by_curve_name(NidOf(curve)));
  bssl::UniquePtr<EVP_PKEY> key(EVP_PKEY_new());
  if (ec_key == nullptr || key == nullptr || !EC_KEY_generate_key(ec_key.get()) ||
      !EVP_PKEY_set1_EC_KEY(key.get(), ec_key.get())) {
    return InternalError("cannot make a key");
  }
  return FromEvp(std::move(key));
}

absl::StatusOr<PrivateKey> PrivateKey::FromEvp(bssl::UniquePtr<EVP_PKEY> key) {
  MODELSEAL_ASSIGN_OR_RETURN(PublicKey public_key, PublicKey::FromEvp(bssl::UpRef(key)));
  PrivateKey out(std::move(public_key));
  out.key_ = std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free);
  return out;
}

absl::StatusOr<std::string> PrivateKey::Sign(std::string_view message) const {
  const std::string digest = ComputeCurveDigest(public_key_.curve(), message);
  bssl::UniquePtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key_.get(), nullptr));
  std::string signature(limits::kMaxSignatureBytes, '\0');
  size_t size = signature.size();
  if (context == nullptr || !EVP_PKEY_sign_init(context.get()) ||
      !EVP_PKEY_sign(context.get(), reinterpret_cast<uint8_t*>(signature.data()), &size,
                     AsBytes(digest).data(), digest.size())) {
    return InternalError("cannot sign");
  }
  signature.resize(size);
  return signature;
}

absl::StatusOr<Secret> PrivateKey::ToPem(std::string_view password) const {
  bssl::ScopedCBB cbb;
  uint8_t* der = nullptr;
  size_t size = 0;
  if (!CBB_init(cbb.get(), 256)) {
    return InternalError("cannot encode the private key");
  }
  const int encoded = password.empty()
                          ? EVP_marshal_private_key(cbb.get(), key_.get())
                          : PKCS8_marshal_encrypted_private_key(
                                cbb.get(), -1, EVP_aes_256_cbc(), password.data(), password.size(),
                                nullptr, 0, kPbkdf2Iterations, key_.get());
  if (!encoded || !CBB_finish(cbb.get(), &der, &size)) {
    return InternalError("cannot encode the private key");
  }
  const bssl::UniquePtr<uint8_t> der_owner(der);
  return WritePemBlock(password.empty() ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY",
                       {reinterpret_cast<const char*>(der), size});
}

}  // namespace modelseal::crypto
