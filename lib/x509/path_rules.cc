// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/path_rules.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/nid.h>
#include <openssl/obj.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::x509 {
namespace {

// NIST SP 800-131A: 112 bits of security.
constexpr int kMinRsaBits = 2048;

// policyConstraints, inhibitAnyPolicy and policyMappings are not among them: what they ask for is
// not done here. certificatePolicies alone asks for nothing while any policy is welcome.
bool IsProcessed(int extension) {
  switch (extension) {
    case NID_basic_constraints:
    case NID_key_usage:
    case NID_ext_key_usage:
    case NID_subject_alt_name:
    case NID_name_constraints:
    case NID_certificate_policies:
      return true;
    default:
      return false;
  }
}

bool IsAcceptedAlgorithm(int algorithm) {
  switch (algorithm) {
    case NID_ecdsa_with_SHA256:
    case NID_ecdsa_with_SHA384:
    case NID_ecdsa_with_SHA512:
    case NID_sha256WithRSAEncryption:
    case NID_sha384WithRSAEncryption:
    case NID_sha512WithRSAEncryption:
      return true;
    default:
      return false;
  }
}

absl::Status CheckAuthority(const Certificate& certificate, long authorities_below) {
  if (X509_get_version(certificate.get()) != X509_VERSION_3 || !X509_check_ca(certificate.get())) {
    return PathError(certificate,
                     "is not that of an authority (CA:TRUE and keyCertSign), but issued another");
  }
  const long limit = X509_get_pathlen(certificate.get());  // -1: none
  if (limit >= 0 && authorities_below > limit) {
    return PathError(certificate, absl::StrCat("allows ", limit, " authorities below it, but has ",
                                               authorities_below));
  }
  return absl::OkStatus();
}

absl::Status CheckIssuerKey(const Certificate& issuer) {
  if (issuer.PublicKey().ok()) {
    return absl::OkStatus();
  }
  const bssl::UniquePtr<EVP_PKEY> key(X509_get_pubkey(issuer.get()));
  ERR_clear_error();
  if (key == nullptr || EVP_PKEY_id(key.get()) != EVP_PKEY_RSA) {
    return PathError(issuer, "has a key that is neither RSA nor ECDSA on P-256, P-384 or P-521");
  }
  if (EVP_PKEY_bits(key.get()) < kMinRsaBits) {
    return PathError(issuer, absl::StrCat("has an RSA key of ", EVP_PKEY_bits(key.get()),
                                          " bits, expected at least ", kMinRsaBits));
  }
  return absl::OkStatus();
}

absl::Status CheckAlgorithm(const Certificate& certificate) {
  const int algorithm = X509_get_signature_nid(certificate.get());
  if (IsAcceptedAlgorithm(algorithm)) {
    return absl::OkStatus();
  }
  const char* name = OBJ_nid2sn(algorithm);
  return PathError(certificate,
                   absl::StrCat("is signed with ", name != nullptr ? name : "an unknown algorithm",
                                ", expected ECDSA or RSA PKCS#1 with SHA-256, SHA-384 or SHA-512"));
}

struct UsageBit {
  std::string_view name;
  uint32_t bit = 0;
};

UsageBit BitOf(ExtendedUsage usage) {
  switch (usage) {
    case ExtendedUsage::kCodeSigning:
      return {"code signing", XKU_CODE_SIGN};
    case ExtendedUsage::kTimeStamping:
      return {"timestamping", XKU_TIMESTAMP};
    case ExtendedUsage::kServerAuth:
      return {"servers", XKU_SSL_SERVER};
    case ExtendedUsage::kClientAuth:
      return {"clients", XKU_SSL_CLIENT};
  }
  return {};
}

absl::Status CheckIntermediateUsage(const Certificate& certificate, ExtendedUsage usage) {
  const UsageBit wanted = BitOf(usage);
  const bool has_extended_usage =
      (X509_get_extension_flags(certificate.get()) & EXFLAG_XKUSAGE) != 0;
  if (has_extended_usage &&
      (X509_get_extended_key_usage(certificate.get()) & (wanted.bit | XKU_ANYEKU)) == 0) {
    return PathError(certificate, absl::StrCat("may not issue for ", wanted.name,
                                               ": its extended key usage lacks it"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status PathError(const Certificate& certificate, std::string_view problem) {
  ERR_clear_error();
  return MakeError(Reason::kCertificateInvalid,
                   absl::StrCat("the certificate of ", certificate.display_name(), " ", problem),
                   {{"subject", certificate.subject()}});
}

absl::Status CheckCriticalExtensions(const Certificate& certificate) {
  for (int i = 0; i < X509_get_ext_count(certificate.get()); ++i) {
    X509_EXTENSION* extension = X509_get_ext(certificate.get(), i);
    const ASN1_OBJECT* object = X509_EXTENSION_get_object(extension);
    if (X509_EXTENSION_get_critical(extension) && !IsProcessed(OBJ_obj2nid(object))) {
      char identifier[80];
      OBJ_obj2txt(identifier, sizeof(identifier), object, /*always_return_oid=*/1);
      return PathError(
          certificate,
          absl::StrCat("has a critical extension that is not known here, ", identifier));
    }
  }
  return absl::OkStatus();
}

bool IsSelfIssued(const Certificate& certificate) {
  return (X509_get_extension_flags(certificate.get()) & EXFLAG_SI) != 0;
}

absl::Status CheckSubjectRules(const Certificate& certificate) {
  MODELSEAL_RETURN_IF_ERROR(CheckCriticalExtensions(certificate));
  return CheckAlgorithm(certificate);
}

absl::Status CheckAuthorityRules(std::span<const Certificate> authorities, ExtendedUsage usage) {
  long authorities_below = 0;  // NOLINT(google-runtime-int): BoringSSL's type for path lengths
  for (size_t i = 0; i < authorities.size(); ++i) {
    const Certificate& authority = authorities[i];
    MODELSEAL_RETURN_IF_ERROR(CheckCriticalExtensions(authority));
    MODELSEAL_RETURN_IF_ERROR(CheckAuthority(authority, authorities_below));
    MODELSEAL_RETURN_IF_ERROR(CheckIssuerKey(authority));
    authorities_below += IsSelfIssued(authority) ? 0 : 1;
    const bool is_root = i + 1 == authorities.size();
    if (!is_root) {
      MODELSEAL_RETURN_IF_ERROR(CheckAlgorithm(authority));
      MODELSEAL_RETURN_IF_ERROR(CheckIntermediateUsage(authority, usage));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPathRules(std::span<const Certificate> path, ExtendedUsage usage) {
  const Certificate& leaf = path.front();
  if (path.size() == 1) {
    return CheckCriticalExtensions(leaf);
  }
  MODELSEAL_RETURN_IF_ERROR(CheckSubjectRules(leaf));
  return CheckAuthorityRules(path.subspan(1), usage);
}

}  // namespace modelseal::x509
