// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/public_key.h"

#include <openssl/bytestring.h>
#include <openssl/ec_key.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/nid.h>
#include <openssl/sha.h>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/key_errors.h"
#include "lib/crypto/pem.h"

namespace modelseal::crypto {
namespace {

const EVP_MD* DigestOf(Curve curve) {
  switch (curve) {
    case Curve::kP256:
      return EVP_sha256();
    case Curve::kP384:
      return EVP_sha384();
    case Curve::kP521:
      return EVP_sha512();
  }
  return nullptr;
}

absl::StatusOr<Curve> CurveOf(const EVP_PKEY* key) {
  const EC_KEY* ec_key = EVP_PKEY_get0_EC_KEY(key);
  if (ec_key != nullptr) {
    switch (EC_GROUP_get_curve_name(EC_KEY_get0_group(ec_key))) {
      case NID_X9_62_prime256v1:
        return Curve::kP256;
      case NID_secp384r1:
        return Curve::kP384;
      case NID_secp521r1:
        return Curve::kP521;
      default:
        break;
    }
  }
  return UnsupportedKeyError();
}

}  // namespace

std::string_view CurveName(Curve curve) {
  switch (curve) {
    case Curve::kP256:
      return "P-256";
    case Curve::kP384:
      return "P-384";
    case Curve::kP521:
      return "P-521";
  }
  return "";
}

std::string ComputeCurveDigest(Curve curve, std::string_view message) {
  uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(message.data(), message.size(), digest, &size, DigestOf(curve), nullptr);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

absl::StatusOr<PublicKey> PublicKey::ParsePem(std::string_view pem) {
  MODELSEAL_ASSIGN_OR_RETURN(const PemBlock block, ParsePemBlock(pem));
  if (block.label != "PUBLIC KEY") {
    return MakeError(Reason::kKeyInvalid,
                     absl::StrCat("expected a PEM block PUBLIC KEY, found ", block.label),
                     {{"expected", "PUBLIC KEY"}, {"actual", block.label}});
  }
  CBS cbs;
  const auto der = AsBytes(block.der.view());
  CBS_init(&cbs, der.data(), der.size());
  bssl::UniquePtr<EVP_PKEY> key(EVP_parse_public_key(&cbs));
  if (key == nullptr || CBS_len(&cbs) != 0) {
    return KeyParseError("public key");
  }
  return FromEvp(std::move(key));
}

absl::StatusOr<PublicKey> PublicKey::FromEvp(bssl::UniquePtr<EVP_PKEY> key) {
  PublicKey out;
  MODELSEAL_ASSIGN_OR_RETURN(out.curve_, CurveOf(key.get()));
  bssl::ScopedCBB cbb;
  uint8_t* der = nullptr;
  size_t size = 0;
  if (!CBB_init(cbb.get(), 256) || !EVP_marshal_public_key(cbb.get(), key.get()) ||
      !CBB_finish(cbb.get(), &der, &size)) {
    ERR_clear_error();
    return MakeError(Reason::kInternal, "cannot encode the public key");
  }
  const bssl::UniquePtr<uint8_t> der_owner(der);
  out.pem_ = WritePemBlock("PUBLIC KEY", {reinterpret_cast<const char*>(der), size}).view();
  out.fingerprint_ = EncodeHex(ComputeSha256(out.pem_));
  out.key_ = std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free);
  return out;
}

absl::Status PublicKey::VerifySignature(std::string_view message,
                                        std::string_view signature) const {
  return Verify(message, signature, DigestOf(curve_));
}

absl::Status PublicKey::VerifySha256Signature(std::string_view message,
                                              std::string_view signature) const {
  return Verify(message, signature, EVP_sha256());
}

absl::Status PublicKey::Verify(std::string_view message, std::string_view signature,
                               const EVP_MD* digest) const {
  bssl::ScopedEVP_MD_CTX context;
  const auto message_bytes = AsBytes(message);
  const auto signature_bytes = AsBytes(signature);
  const bool is_valid =
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), signature_bytes.data(), signature_bytes.size(),
                       message_bytes.data(), message_bytes.size()) == 1;
  ERR_clear_error();
  if (!is_valid) {
    return MakeError(Reason::kSignatureInvalid,
                     absl::StrCat("the signature was not made by the ", CurveName(curve_), " key ",
                                  fingerprint_.substr(0, 16), " over this content"));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::crypto
