// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/certificate_signature.h"

#include <openssl/asn1.h>
#include <openssl/nid.h>
#include <openssl/obj.h>
#include <openssl/x509.h>

#include <optional>
#include <string_view>

#include "lib/crypto/der_reader.h"

namespace modelseal::x509 {
namespace {

using crypto::SignatureScheme;

std::optional<SignatureScheme> SchemeOf(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* object = nullptr;
  int parameter_type = V_ASN1_UNDEF;
  X509_ALGOR_get0(&object, &parameter_type, nullptr, algorithm);
  if (parameter_type != V_ASN1_UNDEF && parameter_type != V_ASN1_NULL) {
    return std::nullopt;
  }
  switch (OBJ_obj2nid(object)) {
    case NID_ecdsa_with_SHA256:
      return SignatureScheme::kEcdsaSha256;
    case NID_ecdsa_with_SHA384:
      return SignatureScheme::kEcdsaSha384;
    case NID_ecdsa_with_SHA512:
      return SignatureScheme::kEcdsaSha512;
    case NID_sha256WithRSAEncryption:
      return SignatureScheme::kRsaPkcs1Sha256;
    case NID_sha384WithRSAEncryption:
      return SignatureScheme::kRsaPkcs1Sha384;
    case NID_sha512WithRSAEncryption:
      return SignatureScheme::kRsaPkcs1Sha512;
    default:
      return std::nullopt;
  }
}

std::optional<std::string_view> TbsCertificateOf(const Certificate& certificate) {
  std::optional<crypto::DerReader> outer =
      crypto::DerReader(certificate.der()).Enter(crypto::DerTag::kSequence);
  return outer.has_value() ? outer->ReadWholeElement(crypto::DerTag::kSequence) : std::nullopt;
}

// No value unless the bits are whole bytes.
std::optional<std::string_view> BytesOf(const ASN1_BIT_STRING* bits) {
  size_t size = 0;
  if (!ASN1_BIT_STRING_num_bytes(bits, &size)) {
    return std::nullopt;
  }
  return std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(bits)), size);
}

}  // namespace

bool IsSignedBy(const Certificate& certificate, const crypto::VerificationKey& key) {
  const ASN1_BIT_STRING* bits = nullptr;
  const X509_ALGOR* algorithm = nullptr;
  X509_get0_signature(&bits, &algorithm, certificate.get());
  // RFC 5280 section 4.1.1.2: "This field MUST contain the same algorithm identifier as the
  // signature field in the sequence tbsCertificate".
  if (X509_ALGOR_cmp(algorithm, X509_get0_tbs_sigalg(certificate.get())) != 0) {
    return false;
  }
  const std::optional<SignatureScheme> scheme = SchemeOf(algorithm);
  const std::optional<std::string_view> tbs = TbsCertificateOf(certificate);
  const std::optional<std::string_view> signature = BytesOf(bits);
  return scheme.has_value() && tbs.has_value() && signature.has_value() &&
         key.Verify(*scheme, *tbs, *signature).ok();
}

}  // namespace modelseal::x509
