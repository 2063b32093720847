// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/signer_info.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/timestamp/cms_algorithm.h"
#include "lib/timestamp/signing_certificate_attribute.h"
#include "lib/timestamp/timestamp_error.h"
#include "lib/timestamp/timestamp_response.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::ContextPrimitive;
using crypto::DerReader;
using crypto::DerTag;

constexpr std::string_view kContentTypeOid = "1.2.840.113549.1.9.3";
constexpr std::string_view kMessageDigestOid = "1.2.840.113549.1.9.4";
constexpr std::string_view kSigningCertificateOid = "1.2.840.113549.1.9.16.2.12";
constexpr std::string_view kSigningCertificateV2Oid = "1.2.840.113549.1.9.16.2.47";

// RFC 5652 section 5.3: the version says which of the two forms the signer's identifier has.
constexpr uint64_t kVersionIssuerAndSerial = 1;
constexpr uint64_t kVersionKeyIdentifier = 3;

// The one value of each attribute, a whole element, by the attribute's type.
using Attributes = std::map<std::string, std::string_view, std::less<>>;

absl::Status MalformedError(std::string_view member) {
  return TimestampError(absl::StrCat("signerInfo.", member), "missing or not in DER");
}

absl::StatusOr<SignerId> ReadSignerId(DerReader& info) {
  SignerId out;
  const std::optional<uint64_t> version = info.ReadUint64();
  if (version == kVersionIssuerAndSerial) {
    std::optional<DerReader> sid = info.Enter(DerTag::kSequence);
    const std::optional<std::string_view> issuer =
        sid.has_value() ? sid->ReadWholeElement(DerTag::kSequence) : std::nullopt;
    const std::optional<std::string_view> serial =
        issuer.has_value() ? sid->ReadInteger() : std::nullopt;
    if (!serial.has_value() || !sid->empty()) {
      return MalformedError("sid.issuerAndSerialNumber");
    }
    out.issuer_and_serial = IssuerAndSerial{*issuer, *serial};
    return out;
  }
  if (version == kVersionKeyIdentifier) {
    const std::optional<std::string_view> identifier = info.ReadElement(ContextPrimitive(0));
    if (!identifier.has_value() || identifier->empty()) {
      return MalformedError("sid.subjectKeyIdentifier");
    }
    out.key_identifier = *identifier;
    return out;
  }
  return TimestampError("signerInfo.version",
                        "expected 1 (signer by serial number) or 3 (signer by key identifier)");
}

// Attribute ::= SEQUENCE { attrType, attrValues SET OF AttributeValue }, here with one value.
absl::Status ReadAttribute(std::string_view der, Attributes& attributes) {
  DerReader reader(der);
  std::optional<DerReader> attribute = reader.Enter(DerTag::kSequence);
  const std::optional<std::string> type =
      attribute.has_value() ? attribute->ReadObjectIdentifier() : std::nullopt;
  std::optional<DerReader> values;
  if (type.has_value()) {
    values = attribute->Enter(DerTag::kSet);
  }
  if (!values.has_value() || !attribute->empty()) {
    return MalformedError("signedAttrs");
  }
  const std::optional<std::string_view> value = values->ReadAnyElement();
  if (!value.has_value() || !values->empty()) {
    return TimestampError("signerInfo.signedAttrs",
                          absl::StrCat("attribute ", *type, " without exactly one value"));
  }
  if (!attributes.emplace(*type, *value).second) {
    return TimestampError("signerInfo.signedAttrs", absl::StrCat("attribute ", *type, " twice"));
  }
  return absl::OkStatus();
}

// RFC 5652 section 5.3: "SignedAttributes MUST be DER encoded", so what was signed can be taken as
// it came, and X.690 section 11.6 sorts a SET OF by the encodings of its elements.
absl::StatusOr<Attributes> ReadSignedAttributes(std::string_view contents) {
  Attributes attributes;
  DerReader reader(contents);
  std::string_view last;
  while (!reader.empty()) {
    const std::optional<std::string_view> attribute = reader.ReadWholeElement(DerTag::kSequence);
    if (!attribute.has_value()) {
      return MalformedError("signedAttrs");
    }
    MODELSEAL_RETURN_IF_ERROR(ReadAttribute(*attribute, attributes));
    if (*attribute < last) {
      return TimestampError("signerInfo.signedAttrs", "not sorted as DER has a SET OF");
    }
    last = *attribute;
  }
  return attributes;
}

absl::StatusOr<std::string_view> Require(const Attributes& attributes, std::string_view type,
                                         std::string_view name) {
  const auto found = attributes.find(type);
  if (found == attributes.end()) {
    return TimestampError(absl::StrCat("signerInfo.signedAttrs.", name), "missing");
  }
  return found->second;
}

absl::Status CheckContentType(const Attributes& attributes) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view value,
                             Require(attributes, kContentTypeOid, "contentType"));
  DerReader reader(value);
  const std::optional<std::string> type = reader.ReadObjectIdentifier();
  if (type != kTstInfoOid) {
    return TimestampMismatch("signerInfo.signedAttrs.contentType", kTstInfoOid,
                             type.value_or("not an object identifier"));
  }
  return absl::OkStatus();
}

absl::Status ReadMessageDigest(const Attributes& attributes, SignerInfo& out) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view value,
                             Require(attributes, kMessageDigestOid, "messageDigest"));
  DerReader reader(value);
  const std::optional<std::string_view> digest = reader.ReadElement(DerTag::kOctetString);
  if (!digest.has_value()) {
    return MalformedError("signedAttrs.messageDigest");
  }
  out.message_digest = *digest;
  return absl::OkStatus();
}

absl::Status ReadCertificateIds(const Attributes& attributes, SignerInfo& out) {
  if (const auto found = attributes.find(kSigningCertificateOid); found != attributes.end()) {
    MODELSEAL_ASSIGN_OR_RETURN(const CertificateId id, ParseSigningCertificate(found->second));
    out.certificate_ids.push_back(id);
  }
  if (const auto found = attributes.find(kSigningCertificateV2Oid); found != attributes.end()) {
    MODELSEAL_ASSIGN_OR_RETURN(const CertificateId id, ParseSigningCertificateV2(found->second));
    out.certificate_ids.push_back(id);
  }
  if (out.certificate_ids.empty()) {
    return TimestampError("signerInfo.signedAttrs.signingCertificate",
                          "missing, as is signingCertificateV2");
  }
  return absl::OkStatus();
}

absl::Status ReadAttributes(DerReader& info, SignerInfo& out) {
  const DerReader before = info;
  const std::optional<std::string_view> contents = info.ReadElement(ContextConstructed(0));
  if (!contents.has_value()) {
    return MalformedError("signedAttrs");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const Attributes attributes, ReadSignedAttributes(*contents));
  MODELSEAL_RETURN_IF_ERROR(CheckContentType(attributes));
  MODELSEAL_RETURN_IF_ERROR(ReadMessageDigest(attributes, out));
  MODELSEAL_RETURN_IF_ERROR(ReadCertificateIds(attributes, out));
  // RFC 5652 section 5.4: "an EXPLICIT SET OF tag is used rather than of the IMPLICIT [0] tag".
  out.signed_message = before.rest().substr(0, before.rest().size() - info.rest().size());
  constexpr char kSetOfTag = 0x31;
  out.signed_message[0] = kSetOfTag;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SignerInfo> ParseSignerInfo(std::string_view der) {
  SignerInfo out;
  DerReader reader(der);
  std::optional<DerReader> info = reader.Enter(DerTag::kSequence);
  if (!info.has_value() || !reader.empty()) {
    return TimestampError("signerInfo", "not one SignerInfo in DER");
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.signer, ReadSignerId(*info));
  MODELSEAL_ASSIGN_OR_RETURN(out.digest_algorithm,
                             ReadDigestAlgorithm(*info, "signerInfo.digestAlgorithm"));
  MODELSEAL_RETURN_IF_ERROR(ReadAttributes(*info, out));
  MODELSEAL_ASSIGN_OR_RETURN(out.scheme, ReadSignatureAlgorithm(*info, out.digest_algorithm,
                                                                "signerInfo.signatureAlgorithm"));
  const std::optional<std::string_view> signature = info->ReadElement(DerTag::kOctetString);
  if (!signature.has_value()) {
    return MalformedError("signature");
  }
  out.signature = *signature;
  if (info->PeekTag() == ContextConstructed(1)) {
    info->ReadAnyElement();  // unsignedAttrs
  }
  if (!info->empty()) {
    return TimestampError("signerInfo", "something after the unsigned attributes");
  }
  return out;
}

}  // namespace modelseal::timestamp
