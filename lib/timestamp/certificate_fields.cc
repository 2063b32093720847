// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/certificate_fields.h"

#include "lib/crypto/der_reader.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::ContextPrimitive;
using crypto::DerReader;
using crypto::DerTag;

constexpr std::string_view kSubjectKeyIdentifierOid = "2.5.29.14";

bool SkipIfPresent(DerReader& reader, DerTag tag) {
  return reader.PeekTag() != tag || reader.ReadElement(tag).has_value();
}

// Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
bool ReadExtension(DerReader& extensions, CertificateFields& out) {
  std::optional<DerReader> extension = extensions.Enter(DerTag::kSequence);
  std::optional<std::string> oid;
  if (extension.has_value()) {
    oid = extension->ReadObjectIdentifier();
  }
  if (!oid.has_value()) {
    return false;
  }
  CertificateExtension read;
  if (extension->PeekTag() == DerTag::kBoolean) {
    read.is_critical = extension->ReadBoolean() == true;
  }
  const std::optional<std::string_view> value = extension->ReadElement(DerTag::kOctetString);
  if (!value.has_value() || !extension->empty()) {
    return false;
  }
  read.value = *value;
  return out.extensions.emplace(*oid, read).second;
}

bool ReadExtensions(DerReader& certificate, CertificateFields& out) {
  if (certificate.PeekTag() != ContextConstructed(3)) {
    return true;
  }
  std::optional<DerReader> outer = certificate.Enter(ContextConstructed(3));
  std::optional<DerReader> extensions = outer->Enter(DerTag::kSequence);
  if (!extensions.has_value()) {
    return false;
  }
  while (!extensions->empty()) {
    if (!ReadExtension(*extensions, out)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string_view CertificateFields::KeyIdentifier() const {
  const auto found = extensions.find(kSubjectKeyIdentifierOid);
  if (found == extensions.end()) {
    return {};
  }
  DerReader reader(found->second.value);
  return reader.ReadElement(DerTag::kOctetString).value_or(std::string_view());
}

bool CertificateFields::IsNamedBy(const SignerId& signer) const {
  if (signer.issuer_and_serial.has_value()) {
    return *signer.issuer_and_serial == issuer_and_serial;
  }
  return !signer.key_identifier.empty() && signer.key_identifier == KeyIdentifier();
}

// TBSCertificate ::= SEQUENCE { version [0] DEFAULT v1, serialNumber, signature, issuer, validity,
//   subject, subjectPublicKeyInfo, issuerUniqueID [1], subjectUniqueID [2], extensions [3] }
std::optional<CertificateFields> ReadCertificateFields(std::string_view der) {
  CertificateFields out;
  DerReader reader(der);
  std::optional<DerReader> outer = reader.Enter(DerTag::kSequence);
  std::optional<DerReader> certificate;
  if (outer.has_value()) {
    certificate = outer->Enter(DerTag::kSequence);
  }
  if (!certificate.has_value() || !reader.empty() ||
      !SkipIfPresent(*certificate, ContextConstructed(0))) {
    return std::nullopt;
  }
  const auto skip_sequence = [&certificate] {
    return certificate->ReadElement(DerTag::kSequence).has_value();
  };
  const std::optional<std::string_view> serial = certificate->ReadInteger();
  if (!serial.has_value() || !skip_sequence()) {
    return std::nullopt;
  }
  const std::optional<std::string_view> issuer = certificate->ReadWholeElement(DerTag::kSequence);
  // validity, subject, subjectPublicKeyInfo
  if (!issuer.has_value() || !skip_sequence() || !skip_sequence() || !skip_sequence()) {
    return std::nullopt;
  }
  if (!SkipIfPresent(*certificate, ContextPrimitive(1)) ||
      !SkipIfPresent(*certificate, ContextPrimitive(2)) || !ReadExtensions(*certificate, out)) {
    return std::nullopt;
  }
  out.issuer_and_serial = {*issuer, *serial};
  return out;
}

}  // namespace modelseal::timestamp
