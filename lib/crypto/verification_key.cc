// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/verification_key.h"

#include <openssl/bytestring.h>
#include <openssl/curve25519.h>
#include <openssl/ec_key.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/nid.h>
#include <openssl/rsa.h>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/key_errors.h"
#include "lib/crypto/lazy_preparation.h"
#include "lib/crypto/pem.h"

namespace modelseal::crypto {
namespace {

// NIST SP 800-131A asks for 2048; above 8192 a hostile key costs more than any real one is worth.
constexpr int kMinRsaBits = 2048;
constexpr int kMaxRsaBits = 8192;

enum class Padding { kPkcs1, kPss };

struct SchemeParts {
  bool is_ecdsa = false;
  Padding padding = Padding::kPkcs1;
  const EVP_MD* digest = nullptr;  // null for Ed25519
};

SchemeParts PartsOf(SignatureScheme scheme) {
  switch (scheme) {
    case SignatureScheme::kEcdsaSha256:
      return {true, Padding::kPkcs1, EVP_sha256()};
    case SignatureScheme::kEcdsaSha384:
      return {true, Padding::kPkcs1, EVP_sha384()};
    case SignatureScheme::kEcdsaSha512:
      return {true, Padding::kPkcs1, EVP_sha512()};
    case SignatureScheme::kRsaPkcs1Sha256:
      return {false, Padding::kPkcs1, EVP_sha256()};
    case SignatureScheme::kRsaPkcs1Sha384:
      return {false, Padding::kPkcs1, EVP_sha384()};
    case SignatureScheme::kRsaPkcs1Sha512:
      return {false, Padding::kPkcs1, EVP_sha512()};
    case SignatureScheme::kRsaPssSha256:
      return {false, Padding::kPss, EVP_sha256()};
    case SignatureScheme::kRsaPssSha384:
      return {false, Padding::kPss, EVP_sha384()};
    case SignatureScheme::kRsaPssSha512:
      return {false, Padding::kPss, EVP_sha512()};
    case SignatureScheme::kEd25519:
      break;
  }
  return {};
}

absl::Status UnsupportedKindError() {
  return MakeError(Reason::kKeyUnsupported,
                   "the key is not ECDSA on P-256, P-384 or P-521, RSA or Ed25519");
}

// Why BoringSSL did not take a key; `form` is the ASN.1 type that was expected.
absl::Status DerError(std::string_view form) {
  if (ReasonOf(KeyParseError("public key")) == Reason::kKeyUnsupported) {
    return UnsupportedKindError();
  }
  return MakeError(Reason::kKeyInvalid, absl::StrCat("the public key is no valid ", form));
}

absl::StatusOr<KeyKind> KindOf(const EVP_PKEY* key) {
  switch (EVP_PKEY_id(key)) {
    case EVP_PKEY_RSA:
      if (EVP_PKEY_bits(key) < kMinRsaBits || EVP_PKEY_bits(key) > kMaxRsaBits) {
        return MakeError(Reason::kKeyUnsupported,
                         absl::StrCat("the RSA key has ", EVP_PKEY_bits(key), " bits, expected ",
                                      kMinRsaBits, " to ", kMaxRsaBits));
      }
      return KeyKind::kRsa;
    case EVP_PKEY_ED25519:
      return KeyKind::kEd25519;
    case EVP_PKEY_EC:
      break;
    default:
      return UnsupportedKindError();
  }
  switch (EC_GROUP_get_curve_name(EC_KEY_get0_group(EVP_PKEY_get0_EC_KEY(key)))) {
    case NID_X9_62_prime256v1:
      return KeyKind::kEcdsaP256;
    case NID_secp384r1:
      return KeyKind::kEcdsaP384;
    case NID_secp521r1:
      return KeyKind::kEcdsaP521;
    default:
      return UnsupportedKindError();
  }
}

std::optional<std::string> MarshalSpki(const EVP_PKEY* key) {
  bssl::ScopedCBB cbb;
  uint8_t* der = nullptr;
  size_t size = 0;
  if (!CBB_init(cbb.get(), 128) || !EVP_marshal_public_key(cbb.get(), key) ||
      !CBB_finish(cbb.get(), &der, &size)) {
    ERR_clear_error();
    return std::nullopt;
  }
  const bssl::UniquePtr<uint8_t> der_owner(der);
  return std::string(reinterpret_cast<const char*>(der), size);
}

// What RFC 5480 leaves of a SubjectPublicKeyInfo before the coordinates of an uncompressed point,
// whose length goes without saying then. Empty for kinds that are not on a curve of NIST.
std::string_view EcSpkiStart(KeyKind kind) {
  using namespace std::string_view_literals;
  switch (kind) {
    case KeyKind::kEcdsaP256:
      return "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01"
             "\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04"sv;
    case KeyKind::kEcdsaP384:
      return "\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01"
             "\x06\x05\x2b\x81\x04\x00\x22\x03\x62\x00\x04"sv;
    case KeyKind::kEcdsaP521:
      return "\x30\x81\x9b\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01"
             "\x06\x05\x2b\x81\x04\x00\x23\x03\x81\x86\x00\x04"sv;
    case KeyKind::kRsa:
    case KeyKind::kEd25519:
      break;
  }
  return {};
}

// Whether the bytes from which a key was read are those in which it would be written. On a curve it
// is not written to see: BoringSSL would invert a field element for that, which takes longer than
// all else that is done with the key before it verifies.
bool IsDerOf(std::string_view der, const EVP_PKEY* key, KeyKind kind) {
  const std::string_view start = EcSpkiStart(kind);
  if (start.empty()) {
    return MarshalSpki(key) == der;
  }
  const size_t coordinate_bytes = (static_cast<size_t>(EVP_PKEY_bits(key)) + 7) / 8;
  return der.size() == start.size() + 2 * coordinate_bytes && der.starts_with(start);
}

bool VerifyRsa(EVP_PKEY* key, const SchemeParts& parts, std::string_view digest,
               std::string_view signature) {
  constexpr int kSaltAsLongAsDigest = -1;
  const bssl::UniquePtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key, nullptr));
  const auto digest_bytes = AsBytes(digest);
  const auto signature_bytes = AsBytes(signature);
  const bool is_pss = parts.padding == Padding::kPss;
  return context != nullptr && EVP_PKEY_verify_init(context.get()) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding(context.get(),
                                      is_pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING) == 1 &&
         EVP_PKEY_CTX_set_signature_md(context.get(), parts.digest) == 1 &&
         (!is_pss || EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), kSaltAsLongAsDigest) == 1) &&
         EVP_PKEY_verify(context.get(), signature_bytes.data(), signature_bytes.size(),
                         digest_bytes.data(), digest_bytes.size()) == 1;
}

bool VerifyEd25519(EVP_PKEY* key, std::string_view message, std::string_view signature) {
  const auto message_bytes = AsBytes(message);
  const auto signature_bytes = AsBytes(signature);
  bssl::ScopedEVP_MD_CTX context;
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), signature_bytes.data(), signature_bytes.size(),
                          message_bytes.data(), message_bytes.size()) == 1;
}

}  // namespace

std::string_view KeyKindName(KeyKind kind) {
  switch (kind) {
    case KeyKind::kEcdsaP256:
      return "P-256";
    case KeyKind::kEcdsaP384:
      return "P-384";
    case KeyKind::kEcdsaP521:
      return "P-521";
    case KeyKind::kRsa:
      return "RSA";
    case KeyKind::kEd25519:
      return "Ed25519";
  }
  return "";
}

bool IsEcdsa(KeyKind kind) {
  switch (kind) {
    case KeyKind::kEcdsaP256:
    case KeyKind::kEcdsaP384:
    case KeyKind::kEcdsaP521:
      return true;
    case KeyKind::kRsa:
    case KeyKind::kEd25519:
      break;
  }
  return false;
}

std::optional<HashKind> HashOf(SignatureScheme scheme) {
  switch (scheme) {
    case SignatureScheme::kEcdsaSha256:
    case SignatureScheme::kRsaPkcs1Sha256:
    case SignatureScheme::kRsaPssSha256:
      return HashKind::kSha256;
    case SignatureScheme::kEcdsaSha384:
    case SignatureScheme::kRsaPkcs1Sha384:
    case SignatureScheme::kRsaPssSha384:
      return HashKind::kSha384;
    case SignatureScheme::kEcdsaSha512:
    case SignatureScheme::kRsaPkcs1Sha512:
    case SignatureScheme::kRsaPssSha512:
      return HashKind::kSha512;
    case SignatureScheme::kEd25519:
      break;
  }
  return std::nullopt;
}

absl::StatusOr<VerificationKey> VerificationKey::ParseSpki(std::string_view der) {
  CBS cbs;
  const auto bytes = AsBytes(der);
  CBS_init(&cbs, bytes.data(), bytes.size());
  bssl::UniquePtr<EVP_PKEY> key(EVP_parse_public_key(&cbs));
  if (key == nullptr) {
    return DerError("SubjectPublicKeyInfo");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const KeyKind kind, KindOf(key.get()));
  if (CBS_len(&cbs) != 0 || !IsDerOf(der, key.get(), kind)) {
    return MakeError(Reason::kKeyInvalid,
                     "the public key is not written as DER with an uncompressed point has it");
  }
  return VerificationKey(kind, std::move(key), std::string(der));
}

absl::StatusOr<VerificationKey> VerificationKey::ParsePkcs1Rsa(std::string_view der) {
  const auto bytes = AsBytes(der);
  bssl::UniquePtr<RSA> rsa(RSA_public_key_from_bytes(bytes.data(), bytes.size()));
  bssl::UniquePtr<EVP_PKEY> key(EVP_PKEY_new());
  if (rsa == nullptr || key == nullptr || !EVP_PKEY_set1_RSA(key.get(), rsa.get())) {
    return DerError("RSAPublicKey");
  }
  return FromEvp(std::move(key));
}

absl::StatusOr<VerificationKey> VerificationKey::ParsePem(std::string_view pem) {
  MODELSEAL_ASSIGN_OR_RETURN(const PemBlock block, ParsePemBlock(pem));
  if (block.label != "PUBLIC KEY") {
    return MakeError(Reason::kKeyInvalid,
                     absl::StrCat("expected a PEM block PUBLIC KEY, found ", block.label),
                     {{"expected", "PUBLIC KEY"}, {"actual", block.label}});
  }
  return ParseSpki(block.der.view());
}

absl::StatusOr<VerificationKey> VerificationKey::FromEvp(bssl::UniquePtr<EVP_PKEY> key) {
  MODELSEAL_ASSIGN_OR_RETURN(const KeyKind kind, KindOf(key.get()));
  std::optional<std::string> spki = MarshalSpki(key.get());
  if (!spki.has_value()) {
    return MakeError(Reason::kInternal, "cannot encode the public key");
  }
  return VerificationKey(kind, std::move(key), *std::move(spki));
}

VerificationKey::VerificationKey(KeyKind kind, bssl::UniquePtr<EVP_PKEY> key, std::string spki_der)
    : kind_(kind),
      // BoringSSL counts the bits of Ed25519's group instead of its field.
      bits_(kind == KeyKind::kEd25519 ? 255 : EVP_PKEY_bits(key.get())),
      spki_der_(std::move(spki_der)),
      spki_sha256_(ComputeSha256(spki_der_)) {
  key_ = std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free);
}

std::string VerificationKey::ToPem() const {
  return std::string(WritePemBlock("PUBLIC KEY", spki_der_).view());
}

std::string VerificationKey::Fingerprint() const { return EncodeHex(ComputeSha256(ToPem())); }

SignatureScheme VerificationKey::default_scheme() const {
  switch (kind_) {
    case KeyKind::kEcdsaP256:
      return SignatureScheme::kEcdsaSha256;
    case KeyKind::kEcdsaP384:
      return SignatureScheme::kEcdsaSha384;
    case KeyKind::kEcdsaP521:
      return SignatureScheme::kEcdsaSha512;
    case KeyKind::kRsa:
      return SignatureScheme::kRsaPkcs1Sha256;
    case KeyKind::kEd25519:
      break;
  }
  return SignatureScheme::kEd25519;
}

void VerificationKey::EnablePreparation() {
  if (IsEcdsa(kind_)) {
    preparation_ = std::make_shared<LazyPreparation>();
  }
}

absl::Status VerificationKey::Verify(SignatureScheme scheme, std::string_view message,
                                     std::string_view signature) const {
  if (const std::optional<HashKind> hash = HashOf(scheme)) {
    return VerifyDigest(scheme, ComputeHash(*hash, message), signature);
  }
  const bool is_valid = kind_ == KeyKind::kEd25519 && VerifyEd25519(key_.get(), message, signature);
  ERR_clear_error();
  return is_valid ? absl::OkStatus() : SignatureError();
}

absl::Status VerificationKey::VerifyDigest(SignatureScheme scheme, std::string_view digest,
                                           std::string_view signature) const {
  const SchemeParts parts = PartsOf(scheme);
  if (parts.digest == nullptr) {
    return MakeError(Reason::kAlgorithmUnsupported,
                     "an Ed25519 signature cannot be checked from a digest: it needs the content");
  }
  bool is_valid = false;
  if (digest.size() == EVP_MD_size(parts.digest) && kind_ != KeyKind::kEd25519 &&
      parts.is_ecdsa == (kind_ != KeyKind::kRsa)) {
    is_valid = parts.is_ecdsa ? VerifyEcdsa(digest, signature)
                              : VerifyRsa(key_.get(), parts, digest, signature);
  }
  ERR_clear_error();
  return is_valid ? absl::OkStatus() : SignatureError();
}

bool VerificationKey::VerifyEcdsa(std::string_view digest, std::string_view signature) const {
  const EC_KEY* key = EVP_PKEY_get0_EC_KEY(key_.get());
  const PreparedEcdsa* prepared = preparation_ != nullptr ? preparation_->Use(key) : nullptr;
  if (prepared != nullptr && prepared->Verify(digest, signature)) {
    return true;
  }
  // Also where the prepared key said no: then BoringSSL decides, so no good signature is refused.
  const auto digest_bytes = AsBytes(digest);
  const auto signature_bytes = AsBytes(signature);
  return ECDSA_verify(0, digest_bytes.data(), digest_bytes.size(), signature_bytes.data(),
                      signature_bytes.size(), key) == 1;
}

absl::Status VerificationKey::SignatureError() const {
  return MakeError(Reason::kSignatureInvalid,
                   absl::StrCat("the signature was not made by the ", KeyKindName(kind_), " key ",
                                EncodeHex(spki_sha256_).substr(0, 16), " over this content"));
}

}  // namespace modelseal::crypto
