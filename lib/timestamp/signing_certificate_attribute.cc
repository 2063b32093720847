// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/signing_certificate_attribute.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/sha1.h"
#include "lib/timestamp/cms_algorithm.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::DerReader;
using crypto::DerTag;
using crypto::HashKind;

constexpr std::string_view kField = "signerInfo.signedAttrs.signingCertificate";
constexpr size_t kSha1Size = 20;

enum class Version { k1, k2 };

absl::Status MalformedError(std::string_view what) {
  return TimestampError(kField, absl::StrCat(what, " is missing or not in DER"));
}

// IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER }. A certificate has one
// issuer, so there is one directoryName [4].
absl::StatusOr<IssuerAndSerial> ReadIssuerSerial(DerReader& certificate_id) {
  std::optional<DerReader> issuer_serial = certificate_id.Enter(DerTag::kSequence);
  std::optional<DerReader> names;
  if (issuer_serial.has_value()) {
    names = issuer_serial->Enter(DerTag::kSequence);
  }
  std::optional<DerReader> name;
  if (names.has_value()) {
    name = names->Enter(ContextConstructed(4));
  }
  const std::optional<std::string_view> issuer =
      name.has_value() ? name->ReadWholeElement(DerTag::kSequence) : std::nullopt;
  if (!issuer.has_value() || !name->empty() || !names->empty()) {
    return MalformedError("one directory name as issuer");
  }
  const std::optional<std::string_view> serial = issuer_serial->ReadInteger();
  if (!serial.has_value() || !issuer_serial->empty()) {
    return MalformedError("the serial number");
  }
  return IssuerAndSerial{*issuer, *serial};
}

// ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT SHA-256, certHash OCTET STRING,
//                            issuerSerial IssuerSerial OPTIONAL }; version 1 has no hashAlgorithm.
absl::StatusOr<CertificateId> ReadCertificateId(DerReader& certificates, Version version) {
  CertificateId out;
  std::optional<DerReader> id = certificates.Enter(DerTag::kSequence);
  if (!id.has_value()) {
    return MalformedError("the signer's certificate");
  }
  if (version == Version::k2) {
    out.algorithm = HashKind::kSha256;
    // Some write the default out, which DER forbids but which has no second meaning.
    if (id->PeekTag() == DerTag::kSequence) {
      MODELSEAL_ASSIGN_OR_RETURN(out.algorithm, ReadDigestAlgorithm(*id, kField));
    }
  }
  const std::optional<std::string_view> hash = id->ReadElement(DerTag::kOctetString);
  const size_t size = out.algorithm.has_value() ? crypto::HashSize(*out.algorithm) : kSha1Size;
  if (!hash.has_value() || hash->size() != size) {
    return TimestampError(kField, absl::StrCat("expected a certHash of ", size, " bytes"));
  }
  out.hash = *hash;
  if (!id->empty()) {
    MODELSEAL_ASSIGN_OR_RETURN(out.issuer_and_serial, ReadIssuerSerial(*id));
  }
  if (!id->empty()) {
    return TimestampError(kField, "something after issuerSerial");
  }
  return out;
}

// SEQUENCE { certs SEQUENCE OF ESSCertID(v2), policies SEQUENCE OF PolicyInformation OPTIONAL }
absl::StatusOr<CertificateId> Parse(std::string_view der, Version version) {
  DerReader reader(der);
  std::optional<DerReader> attribute = reader.Enter(DerTag::kSequence);
  std::optional<DerReader> certificates;
  if (attribute.has_value()) {
    certificates = attribute->Enter(DerTag::kSequence);
  }
  if (!certificates.has_value() || !reader.empty()) {
    return MalformedError("the list of certificates");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const CertificateId out, ReadCertificateId(*certificates, version));
  if (attribute->PeekTag() == DerTag::kSequence) {
    attribute->ReadElement(DerTag::kSequence);
  }
  if (!attribute->empty()) {
    return TimestampError(kField, "something after the policies");
  }
  return out;
}

}  // namespace

absl::StatusOr<CertificateId> ParseSigningCertificate(std::string_view der) {
  return Parse(der, Version::k1);
}

absl::StatusOr<CertificateId> ParseSigningCertificateV2(std::string_view der) {
  return Parse(der, Version::k2);
}

bool IsHashOf(const CertificateId& id, std::string_view certificate_der) {
  return id.hash == (id.algorithm.has_value() ? crypto::ComputeHash(*id.algorithm, certificate_der)
                                              : crypto::ComputeSha1(certificate_der));
}

}  // namespace modelseal::timestamp
