// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/public_key.h"

#include <openssl/bytestring.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/key_errors.h"
#include "lib/crypto/pem.h"

namespace modelseal::crypto {
namespace {

std::optional<Curve> CurveOf(KeyKind kind) {
  switch (kind) {
    case KeyKind::kEcdsaP256:
      return Curve::kP256;
    case KeyKind::kEcdsaP384:
      return Curve::kP384;
    case KeyKind::kEcdsaP521:
      return Curve::kP521;
    case KeyKind::kRsa:
    case KeyKind::kEd25519:
      break;
  }
  return std::nullopt;
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
  switch (curve) {
    case Curve::kP256:
      return ComputeHash(HashKind::kSha256, message);
    case Curve::kP384:
      return ComputeHash(HashKind::kSha384, message);
    case Curve::kP521:
      return ComputeHash(HashKind::kSha512, message);
  }
  return "";
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
  absl::StatusOr<VerificationKey> any_kind = VerificationKey::FromEvp(std::move(key));
  if (!any_kind.ok()) {
    return ReasonOf(any_kind.status()) == Reason::kKeyUnsupported ? UnsupportedKeyError()
                                                                  : any_kind.status();
  }
  const std::optional<Curve> curve = CurveOf(any_kind->kind());
  if (!curve.has_value()) {
    return UnsupportedKeyError();
  }
  PublicKey out(*std::move(any_kind));
  out.curve_ = *curve;
  out.pem_ = out.key_.ToPem();
  out.fingerprint_ = EncodeHex(ComputeSha256(out.pem_));
  return out;
}

absl::Status PublicKey::VerifySignature(std::string_view message,
                                        std::string_view signature) const {
  return key_.Verify(key_.default_scheme(), message, signature);
}

absl::Status PublicKey::VerifySha256Signature(std::string_view message,
                                              std::string_view signature) const {
  return key_.Verify(SignatureScheme::kEcdsaSha256, message, signature);
}

}  // namespace modelseal::crypto
