// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/signing_certificate.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/timestamp/signing_certificate_attribute.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

using crypto::DerReader;
using crypto::DerTag;

constexpr std::string_view kKeyUsageOid = "2.5.29.15";
constexpr std::string_view kBasicConstraintsOid = "2.5.29.19";
constexpr std::string_view kExtendedKeyUsageOid = "2.5.29.37";
constexpr std::string_view kTimeStampingOid = "1.3.6.1.5.5.7.3.8";

const CertificateExtension* Find(const CertificateFields& fields, std::string_view oid) {
  const auto found = fields.extensions.find(oid);
  return found != fields.extensions.end() ? &found->second : nullptr;
}

// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint OPTIONAL }
bool HasAuthorityFlag(const CertificateFields& fields) {
  const CertificateExtension* extension = Find(fields, kBasicConstraintsOid);
  if (extension == nullptr) {
    return false;
  }
  DerReader reader(extension->value);
  std::optional<DerReader> constraints = reader.Enter(DerTag::kSequence);
  return constraints.has_value() && constraints->ReadBoolean() == true;
}

// KeyUsage ::= BIT STRING, of which digitalSignature is the first bit: after the count of unused
// bits the highest of the first byte.
bool AllowsDigitalSignature(const CertificateExtension& key_usage) {
  DerReader reader(key_usage.value);
  const std::optional<std::string_view> bits = reader.ReadElement(DerTag::kBitString);
  return bits.has_value() && bits->size() >= 2 && (static_cast<unsigned char>((*bits)[1]) & 0x80);
}

// ExtKeyUsageSyntax ::= SEQUENCE OF KeyPurposeId
bool IsTimeStampingAlone(const CertificateExtension& extended_key_usage) {
  DerReader reader(extended_key_usage.value);
  std::optional<DerReader> purposes = reader.Enter(DerTag::kSequence);
  return purposes.has_value() && purposes->ReadObjectIdentifier() == kTimeStampingOid &&
         purposes->empty();
}

absl::Status ProfileError(const x509::Certificate& certificate, std::string_view problem,
                          std::string_view expected) {
  return MakeError(Reason::kCertificateInvalid,
                   absl::StrCat("the certificate of ", certificate.display_name(),
                                " may not make timestamps: ", problem),
                   {{"subject", certificate.subject()}, {"expected", std::string(expected)}});
}

absl::Status CheckProfile(const x509::Certificate& certificate, const CertificateFields& fields) {
  if (HasAuthorityFlag(fields)) {
    return ProfileError(certificate, "it is that of an authority (CA:TRUE)", "CA:FALSE");
  }
  const CertificateExtension* key_usage = Find(fields, kKeyUsageOid);
  if (key_usage != nullptr && !AllowsDigitalSignature(*key_usage)) {
    return ProfileError(certificate, "its key usage lacks digitalSignature", "digitalSignature");
  }
  // RFC 3161 section 2.3: "exactly one instance of the extended key usage field extension", "This
  // extension MUST be critical".
  const CertificateExtension* extended_key_usage = Find(fields, kExtendedKeyUsageOid);
  if (extended_key_usage == nullptr || !IsTimeStampingAlone(*extended_key_usage)) {
    return ProfileError(certificate, "its extended key usage is not timeStamping alone",
                        "timeStamping");
  }
  if (!extended_key_usage->is_critical) {
    return ProfileError(certificate, "its extended key usage is not critical",
                        "critical timeStamping");
  }
  return absl::OkStatus();
}

}  // namespace

bool IsAuthority(const x509::Certificate& certificate) {
  const std::optional<CertificateFields> fields = ReadCertificateFields(certificate.der());
  return fields.has_value() && HasAuthorityFlag(*fields);
}

absl::StatusOr<SigningCertificate> SigningCertificate::Create(x509::Certificate certificate) {
  SigningCertificate out;
  out.certificate_ = std::make_shared<const x509::Certificate>(std::move(certificate));
  std::optional<CertificateFields> fields = ReadCertificateFields(out.certificate_->der());
  if (!fields.has_value()) {
    return MakeError(
        Reason::kCertificateInvalid,
        absl::StrCat("the certificate of ", out.certificate_->display_name(), " cannot be read"),
        {{"subject", out.certificate_->subject()}});
  }
  out.key_ = out.certificate_->Key();
  out.profile_fault_ = CheckProfile(*out.certificate_, *fields);
  out.fields_ = std::make_shared<const CertificateFields>(*std::move(fields));
  return out;
}

absl::Status SigningCertificate::CheckCertificateId(const CertificateId& id) const {
  constexpr std::string_view kField = "signerInfo.signedAttrs.signingCertificate";
  if (!IsHashOf(id, certificate_->der())) {
    return TimestampError(absl::StrCat(kField, ".certHash"),
                          absl::StrCat("not that of the certificate of ",
                                       certificate_->display_name(), ", which the signer names"));
  }
  if (id.issuer_and_serial.has_value() && *id.issuer_and_serial != fields_->issuer_and_serial) {
    return TimestampError(absl::StrCat(kField, ".issuerSerial"),
                          absl::StrCat("not that of the certificate of ",
                                       certificate_->display_name(), ", which the signer names"));
  }
  return absl::OkStatus();
}

void SigningCertificate::EnablePreparation() {
  if (key_.ok()) {
    key_->EnablePreparation();
  }
}

absl::Status SigningCertificate::VerifySignature(const SignerInfo& signer) const {
  MODELSEAL_RETURN_IF_ERROR(key_.status());
  return key_->Verify(signer.scheme, signer.signed_message, signer.signature);
}

}  // namespace modelseal::timestamp
