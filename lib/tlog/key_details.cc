// SPDX-License-Identifier: Apache-2.0
//
// See key_details.h.
#include "lib/tlog/key_details.h"

namespace modelseal::tlog {
namespace {

using crypto::KeyKind;
using crypto::SignatureScheme;

struct NamedDetails {
  KeyKind kind;
  int bits;
  SignatureScheme scheme;
  std::string_view name;
};

// Numbers 5, 9 to 13, 16 to 20. The last two are deprecated, but clients signed so.
constexpr NamedDetails kNamedDetails[] = {
    {KeyKind::kEcdsaP256, 256, SignatureScheme::kEcdsaSha256, "PKIX_ECDSA_P256_SHA_256"},
    {KeyKind::kRsa, 2048, SignatureScheme::kRsaPkcs1Sha256, "PKIX_RSA_PKCS1V15_2048_SHA256"},
    {KeyKind::kRsa, 3072, SignatureScheme::kRsaPkcs1Sha256, "PKIX_RSA_PKCS1V15_3072_SHA256"},
    {KeyKind::kRsa, 4096, SignatureScheme::kRsaPkcs1Sha256, "PKIX_RSA_PKCS1V15_4096_SHA256"},
    {KeyKind::kEcdsaP384, 384, SignatureScheme::kEcdsaSha384, "PKIX_ECDSA_P384_SHA_384"},
    {KeyKind::kEcdsaP521, 521, SignatureScheme::kEcdsaSha512, "PKIX_ECDSA_P521_SHA_512"},
    {KeyKind::kRsa, 2048, SignatureScheme::kRsaPssSha256, "PKIX_RSA_PSS_2048_SHA256"},
    {KeyKind::kRsa, 3072, SignatureScheme::kRsaPssSha256, "PKIX_RSA_PSS_3072_SHA256"},
    {KeyKind::kRsa, 4096, SignatureScheme::kRsaPssSha256, "PKIX_RSA_PSS_4096_SHA256"},
    {KeyKind::kEcdsaP384, 384, SignatureScheme::kEcdsaSha256, "PKIX_ECDSA_P384_SHA_256"},
    {KeyKind::kEcdsaP521, 521, SignatureScheme::kEcdsaSha256, "PKIX_ECDSA_P521_SHA_256"},
};

}  // namespace

std::optional<std::string_view> KeyDetailsName(const crypto::VerificationKey& key,
                                               SignatureScheme scheme) {
  for (const NamedDetails& each : kNamedDetails) {
    if (each.kind == key.kind() && each.bits == key.bits() && each.scheme == scheme) {
      return each.name;
    }
  }
  return std::nullopt;
}

}  // namespace modelseal::tlog
