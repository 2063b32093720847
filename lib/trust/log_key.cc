// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/log_key.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/trust/root_error.h"

namespace modelseal::trust {
namespace {

using crypto::KeyKind;
using crypto::SignatureScheme;
using crypto::VerificationKey;

enum class Encoding { kSpki, kPkcs1 };

struct KeyForm {
  KeyKind kind;
  SignatureScheme scheme;
  int rsa_bits = 0;  // 0: any number that is accepted at all
  Encoding encoding = Encoding::kSpki;
};

// The details without a hash or size are from before the registry; SHA-256 is what they meant.
std::optional<KeyForm> FormOf(sigstore::PublicKeyDetails details) {
  switch (details) {
    case sigstore::PKCS1_RSA_PKCS1V5:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256, 0, Encoding::kPkcs1};
    case sigstore::PKCS1_RSA_PSS:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPssSha256, 0, Encoding::kPkcs1};
    case sigstore::PKIX_RSA_PKCS1V5:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256};
    case sigstore::PKIX_RSA_PSS:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPssSha256};
    case sigstore::PKIX_ECDSA_P256_SHA_256:
      return KeyForm{KeyKind::kEcdsaP256, SignatureScheme::kEcdsaSha256};
    case sigstore::PKIX_ED25519:
      return KeyForm{KeyKind::kEd25519, SignatureScheme::kEd25519};
    case sigstore::PKIX_RSA_PKCS1V15_2048_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256, 2048};
    case sigstore::PKIX_RSA_PKCS1V15_3072_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256, 3072};
    case sigstore::PKIX_RSA_PKCS1V15_4096_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPkcs1Sha256, 4096};
    case sigstore::PKIX_ECDSA_P384_SHA_384:
      return KeyForm{KeyKind::kEcdsaP384, SignatureScheme::kEcdsaSha384};
    case sigstore::PKIX_ECDSA_P521_SHA_512:
      return KeyForm{KeyKind::kEcdsaP521, SignatureScheme::kEcdsaSha512};
    case sigstore::PKIX_RSA_PSS_2048_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPssSha256, 2048};
    case sigstore::PKIX_RSA_PSS_3072_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPssSha256, 3072};
    case sigstore::PKIX_RSA_PSS_4096_SHA256:
      return KeyForm{KeyKind::kRsa, SignatureScheme::kRsaPssSha256, 4096};
    case sigstore::PKIX_ECDSA_P384_SHA_256:
      return KeyForm{KeyKind::kEcdsaP384, SignatureScheme::kEcdsaSha256};
    case sigstore::PKIX_ECDSA_P521_SHA_256:
      return KeyForm{KeyKind::kEcdsaP521, SignatureScheme::kEcdsaSha256};
    default:
      return std::nullopt;
  }
}

std::string Describe(KeyKind kind, int rsa_bits) {
  return kind == KeyKind::kRsa && rsa_bits != 0 ? absl::StrCat("RSA with ", rsa_bits, " bits")
                                                : std::string(crypto::KeyKindName(kind));
}

}  // namespace

absl::StatusOr<std::optional<LogKey>> ReadLogKey(const sigstore::PublicKey& message,
                                                 const json::Path& path) {
  if (message.key_details() == sigstore::PUBLIC_KEY_DETAILS_UNSPECIFIED) {
    return RootError(path.Member("keyDetails"), "is missing or unspecified");
  }
  const std::optional<KeyForm> form = FormOf(message.key_details());
  if (!message.has_raw_bytes()) {
    return RootError(path.Member("rawBytes"), "is missing");
  }
  if (!form.has_value()) {
    return std::nullopt;
  }
  auto key = form->encoding == Encoding::kPkcs1
                 ? VerificationKey::ParsePkcs1Rsa(message.raw_bytes())
                 : VerificationKey::ParseSpki(message.raw_bytes());
  if (!key.ok()) {
    return RootErrorFrom(path.Member("rawBytes"), key.status());
  }
  if (key->kind() != form->kind || (form->rsa_bits != 0 && key->bits() != form->rsa_bits)) {
    return RootError(path.Member("rawBytes"),
                     absl::StrCat("is a key of the kind ", Describe(key->kind(), key->bits()),
                                  ", expected ", Describe(form->kind, form->rsa_bits)));
  }
  return LogKey{*std::move(key), form->scheme};
}

}  // namespace modelseal::trust
