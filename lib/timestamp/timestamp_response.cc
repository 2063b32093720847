// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/timestamp_response.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::DerReader;
using crypto::DerTag;

constexpr std::string_view kSignedDataOid = "1.2.840.113549.1.7.2";

// RFC 3161 section 2.4.2: granted (0) and grantedWithMods (1) come with a token.
constexpr uint64_t kGrantedWithMods = 1;

// RFC 5652 section 5.1: 3, since the content is not id-data and the certificates are X.509.
constexpr uint64_t kSignedDataVersion = 3;

absl::Status MalformedError(std::string_view field, std::string_view expected) {
  return TimestampError(field, absl::StrCat("expected ", expected, " in DER"));
}

// One element that holds all there is.
absl::StatusOr<DerReader> EnterOnly(DerReader& reader, DerTag tag, std::string_view field,
                                    std::string_view expected) {
  const std::optional<DerReader> inside = reader.Enter(tag);
  if (!inside.has_value()) {
    return MalformedError(field, expected);
  }
  if (!reader.empty()) {
    return TimestampError(field, absl::StrCat(reader.rest().size(), " bytes after its end"));
  }
  return *inside;
}

absl::Status CheckOid(DerReader& reader, std::string_view field, std::string_view expected) {
  const std::optional<std::string> oid = reader.ReadObjectIdentifier();
  if (!oid.has_value()) {
    return MalformedError(field, "an object identifier");
  }
  if (*oid != expected) {
    return TimestampMismatch(field, expected, *oid);
  }
  return absl::OkStatus();
}

// PKIStatusInfo ::= SEQUENCE { status, statusString PKIFreeText OPTIONAL, failInfo OPTIONAL }
absl::Status ReadStatusInfo(DerReader& response) {
  std::optional<DerReader> info = response.Enter(DerTag::kSequence);
  std::optional<uint64_t> status;
  if (info.has_value()) {
    status = info->ReadUint64();
  }
  if (!status.has_value()) {
    return MalformedError("status", "PKIStatusInfo with a status from 0");
  }
  if (*status > kGrantedWithMods) {
    return TimestampMismatch("status", "0 (granted) or 1 (grantedWithMods)", absl::StrCat(*status));
  }
  if (info->PeekTag() == DerTag::kSequence) {
    info->ReadElement(DerTag::kSequence);
  }
  if (info->PeekTag() == DerTag::kBitString) {
    info->ReadElement(DerTag::kBitString);
  }
  if (!info->empty()) {
    return MalformedError("status", "nothing after the failInfo of PKIStatusInfo");
  }
  return absl::OkStatus();
}

// SET OF AlgorithmIdentifier for those who hash while they read. Nobody signed it and nothing here
// depends on it: the signer names its own.
absl::Status SkipDigestAlgorithms(DerReader& signed_data) {
  std::optional<DerReader> set = signed_data.Enter(DerTag::kSet);
  if (!set.has_value()) {
    return MalformedError("signedData.digestAlgorithms", "a SET OF algorithm identifiers");
  }
  while (!set->empty()) {
    if (!set->ReadElement(DerTag::kSequence).has_value()) {
      return MalformedError("signedData.digestAlgorithms", "algorithm identifiers");
    }
  }
  return absl::OkStatus();
}

// EncapsulatedContentInfo ::= SEQUENCE { eContentType, eContent [0] EXPLICIT OCTET STRING }
absl::StatusOr<std::string_view> ReadContent(DerReader& signed_data) {
  constexpr std::string_view kField = "signedData.encapContentInfo";
  std::optional<DerReader> info = signed_data.Enter(DerTag::kSequence);
  if (!info.has_value()) {
    return MalformedError(kField, "EncapsulatedContentInfo");
  }
  MODELSEAL_RETURN_IF_ERROR(
      CheckOid(*info, "signedData.encapContentInfo.eContentType", kTstInfoOid));
  MODELSEAL_ASSIGN_OR_RETURN(DerReader content, EnterOnly(*info, ContextConstructed(0), kField,
                                                          "eContent [0], the last member"));
  const std::optional<std::string_view> octets = content.ReadElement(DerTag::kOctetString);
  if (!octets.has_value() || !content.empty()) {
    return MalformedError(kField, "one OCTET STRING as eContent");
  }
  return *octets;
}

// certificates [0] IMPLICIT SET OF CertificateChoices OPTIONAL: not sorted in real tokens, absent
// or empty where the trust root names the signer's certificate.
absl::StatusOr<std::vector<std::string_view>> ReadCertificates(DerReader& signed_data) {
  std::vector<std::string_view> certificates;
  if (signed_data.PeekTag() != ContextConstructed(0)) {
    return certificates;
  }
  std::optional<DerReader> set = signed_data.Enter(ContextConstructed(0));
  while (set.has_value() && !set->empty()) {
    const std::optional<std::string_view> certificate = set->ReadAnyElement();
    if (!certificate.has_value()) {
      return MalformedError("signedData.certificates", "certificates");
    }
    certificates.push_back(*certificate);
  }
  return certificates;
}

// signerInfos SET OF SignerInfo; RFC 3161 section 2.4.2: "MUST NOT contain any signatures other
// than the signature of the TSA".
absl::StatusOr<std::string_view> ReadOnlySignerInfo(DerReader& signed_data) {
  constexpr std::string_view kField = "signedData.signerInfos";
  MODELSEAL_ASSIGN_OR_RETURN(
      DerReader set, EnterOnly(signed_data, DerTag::kSet, kField, "a SET, the last member"));
  const std::optional<std::string_view> signer_info = set.ReadWholeElement(DerTag::kSequence);
  if (!signer_info.has_value()) {
    return MalformedError(kField, "one SignerInfo");
  }
  if (!set.empty()) {
    return TimestampError(kField, "more than one signer");
  }
  return *signer_info;
}

absl::StatusOr<TimestampResponse> ReadSignedData(DerReader signed_data) {
  TimestampResponse out;
  const std::optional<uint64_t> version = signed_data.ReadUint64();
  if (version != kSignedDataVersion) {
    return TimestampError("signedData.version", absl::StrCat("expected ", kSignedDataVersion));
  }
  MODELSEAL_RETURN_IF_ERROR(SkipDigestAlgorithms(signed_data));
  MODELSEAL_ASSIGN_OR_RETURN(out.tst_info, ReadContent(signed_data));
  MODELSEAL_ASSIGN_OR_RETURN(out.certificates, ReadCertificates(signed_data));
  if (signed_data.PeekTag() == ContextConstructed(1)) {
    signed_data.ReadAnyElement();  // crls: whom to trust is for the trust root to say
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.signer_info, ReadOnlySignerInfo(signed_data));
  return out;
}

}  // namespace

absl::StatusOr<TimestampResponse> ParseTimestampResponse(std::string_view der) {
  if (der.size() > limits::kMaxTimestampBytes) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("the timestamp has ", der.size(), " bytes, the limit is ",
                                  limits::kMaxTimestampBytes),
                     {{"limit", absl::StrCat(limits::kMaxTimestampBytes)}});
  }
  DerReader reader(der);
  MODELSEAL_ASSIGN_OR_RETURN(DerReader response,
                             EnterOnly(reader, DerTag::kSequence, "response", "TimeStampResp"));
  MODELSEAL_RETURN_IF_ERROR(ReadStatusInfo(response));
  if (response.empty()) {
    return TimestampError("timeStampToken", "missing");
  }
  MODELSEAL_ASSIGN_OR_RETURN(DerReader content_info, EnterOnly(response, DerTag::kSequence,
                                                               "timeStampToken", "ContentInfo"));
  MODELSEAL_RETURN_IF_ERROR(CheckOid(content_info, "timeStampToken.contentType", kSignedDataOid));
  MODELSEAL_ASSIGN_OR_RETURN(DerReader content, EnterOnly(content_info, ContextConstructed(0),
                                                          "timeStampToken.content", "content [0]"));
  MODELSEAL_ASSIGN_OR_RETURN(const DerReader signed_data,
                             EnterOnly(content, DerTag::kSequence, "signedData", "SignedData"));
  return ReadSignedData(signed_data);
}

}  // namespace modelseal::timestamp
