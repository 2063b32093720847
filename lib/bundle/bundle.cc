// SPDX-License-Identifier: Apache-2.0
#include "lib/bundle/bundle.h"

#include <google/protobuf/arena.h>

#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/json/proto_reader.h"
#include "lib/json/value.h"
#include "lib/json/writer.h"
#include "proto/sigstore_bundle.pb.h"

namespace modelseal::bundle {
namespace {

constexpr std::string_view kMediaTypeV03Long =
    "application/vnd.dev.sigstore.bundle+json;version=0.3";
constexpr std::array<std::string_view, 2> kOldMediaTypes = {
    "application/vnd.dev.sigstore.bundle+json;version=0.1",
    "application/vnd.dev.sigstore.bundle+json;version=0.2"};

absl::Status SchemaError(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kBundleInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

absl::Status CheckCount(std::string_view field, int count, size_t limit) {
  if (static_cast<size_t>(count) > limit) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(field, ": ", count, " items, more than ", limit),
                     {{"field", std::string(field)}, {"limit", absl::StrCat(limit)}});
  }
  return absl::OkStatus();
}

bool IsV03(std::string_view media_type) {
  return media_type == kMediaTypeV03 || media_type == kMediaTypeV03Long;
}

absl::Status CheckMediaType(std::string_view media_type) {
  if (IsV03(media_type) || media_type == kOldMediaTypes[0] || media_type == kOldMediaTypes[1]) {
    return absl::OkStatus();
  }
  if (media_type.empty()) {
    return SchemaError("mediaType", "is missing");
  }
  return SchemaError("mediaType", absl::StrCat("unknown bundle type ", media_type));
}

// Which field holds what depends on the version: until 0.2 a keyless certificate came in a chain.
absl::StatusOr<Method> MethodOf(const sigstore::VerificationMaterial& material,
                                std::string_view media_type) {
  using Material = sigstore::VerificationMaterial;
  switch (material.content_case()) {
    case Material::kPublicKey:
      if (!IsV03(media_type)) {
        return SchemaError("mediaType", "a bundle signed by a key must be of version 0.3");
      }
      return Method::kKey;
    case Material::kX509CertificateChain:
      if (material.x509_certificate_chain().certificates().empty()) {
        return SchemaError("verificationMaterial.x509CertificateChain.certificates", "is empty");
      }
      return IsV03(media_type) && material.tlog_entries().empty() ? Method::kCertificate
                                                                  : Method::kSigstore;
    case Material::kCertificate:
      if (!IsV03(media_type)) {
        return SchemaError("verificationMaterial.certificate", "is not known before version 0.3");
      }
      return Method::kSigstore;
    case Material::CONTENT_NOT_SET:
      break;
  }
  return SchemaError("verificationMaterial",
                     "has none of publicKey, x509CertificateChain and certificate");
}

absl::StatusOr<std::vector<std::string>> ReadCertificates(
    sigstore::VerificationMaterial& material) {
  constexpr std::string_view kChain = "verificationMaterial.x509CertificateChain.certificates";
  std::vector<std::string> certificates;
  for (sigstore::X509Certificate& certificate :
       *material.mutable_x509_certificate_chain()->mutable_certificates()) {
    if (certificate.raw_bytes().empty()) {
      return SchemaError(absl::StrCat(kChain, "[", certificates.size(), "].rawBytes"),
                         "is missing or empty");
    }
    certificates.push_back(std::move(*certificate.mutable_raw_bytes()));
  }
  return certificates;
}

absl::StatusOr<std::vector<std::string>> ReadCertificate(sigstore::VerificationMaterial& material) {
  std::string* certificate = material.mutable_certificate()->mutable_raw_bytes();
  if (certificate->empty()) {
    return SchemaError("verificationMaterial.certificate.rawBytes", "is missing or empty");
  }
  return std::vector<std::string>{std::move(*certificate)};
}

absl::StatusOr<Envelope> ReadEnvelope(sigstore::Bundle& bundle) {
  if (!bundle.has_dsse_envelope()) {
    return SchemaError("dsseEnvelope", "is missing");
  }
  sigstore::Envelope& envelope = *bundle.mutable_dsse_envelope();
  if (envelope.signatures_size() != 1) {
    return SchemaError("dsseEnvelope.signatures",
                       absl::StrCat("expected 1 signature, found ", envelope.signatures_size()));
  }
  std::string* signature = envelope.mutable_signatures(0)->mutable_sig();
  if (signature->empty()) {
    return SchemaError("dsseEnvelope.signatures[0].sig", "is empty");
  }
  if (signature->size() > limits::kMaxSignatureBytes) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("dsseEnvelope.signatures[0].sig: ", signature->size(),
                                  " bytes, more than ", limits::kMaxSignatureBytes),
                     {{"field", "dsseEnvelope.signatures[0].sig"},
                      {"limit", absl::StrCat(limits::kMaxSignatureBytes)}});
  }
  if (envelope.payload().empty()) {
    return SchemaError("dsseEnvelope.payload", "is missing or empty");
  }
  if (envelope.payload_type().empty()) {
    return SchemaError("dsseEnvelope.payloadType", "is missing or empty");
  }
  return Envelope{std::move(*envelope.mutable_payload_type()),
                  std::move(*envelope.mutable_payload()), std::move(*signature)};
}

// What the material of either method is followed by.
std::string FinishBundle(json::Writer json, const Envelope& envelope) {
  json.Key("tlogEntries").BeginArray().EndArray().EndObject();
  json.Key("dsseEnvelope").BeginObject();
  json.Key("payload").String(EncodeBase64(envelope.payload));
  json.Key("payloadType").String(envelope.payload_type);
  json.Key("signatures").BeginArray().BeginObject();
  json.Key("sig").String(EncodeBase64(envelope.signature));
  json.Key("keyid").String("");
  json.EndObject().EndArray().EndObject().EndObject();
  return std::move(json).Take();
}

}  // namespace

std::string_view MethodName(Method method) {
  switch (method) {
    case Method::kKey:
      return "key";
    case Method::kCertificate:
      return "certificate";
    case Method::kSigstore:
      return "sigstore";
  }
  return "";
}

absl::StatusOr<Bundle> Bundle::Parse(std::string json) {
  if (json.size() > limits::kMaxBundleBytes) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("the bundle has ", json.size(), " bytes, more than ", limits::kMaxBundleBytes),
        {{"limit", absl::StrCat(limits::kMaxBundleBytes)}});
  }
  // On an arena, since a message by itself does not survive running out of memory half-way: its
  // destructor then follows a pointer that was never set.
  google::protobuf::Arena arena;
  sigstore::Bundle& message = *google::protobuf::Arena::CreateMessage<sigstore::Bundle>(&arena);
  {
    MODELSEAL_ASSIGN_OR_RETURN(const json::Document document,
                               json::Document::Parse(json, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(json::ReadMessage(document.root(), Reason::kBundleInvalid, &message));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckMediaType(message.media_type()));
  const sigstore::VerificationMaterial& material = message.verification_material();
  MODELSEAL_RETURN_IF_ERROR(CheckCount("verificationMaterial.tlogEntries",
                                       material.tlog_entries_size(), limits::kMaxLogEntries));
  MODELSEAL_RETURN_IF_ERROR(CheckCount(
      "verificationMaterial.timestampVerificationData.rfc3161Timestamps",
      material.timestamp_verification_data().rfc3161_timestamps_size(), limits::kMaxTimestamps));
  MODELSEAL_RETURN_IF_ERROR(CheckCount("verificationMaterial.x509CertificateChain.certificates",
                                       material.x509_certificate_chain().certificates_size(),
                                       limits::kMaxCertificates));
  Bundle out;
  MODELSEAL_ASSIGN_OR_RETURN(out.method_, MethodOf(material, message.media_type()));
  MODELSEAL_ASSIGN_OR_RETURN(out.envelope_, ReadEnvelope(message));
  out.media_type_ = message.media_type();
  out.key_ = {material.public_key().hint(), material.public_key().raw_bytes()};
  if (material.has_x509_certificate_chain()) {
    MODELSEAL_ASSIGN_OR_RETURN(out.certificates_der_,
                               ReadCertificates(*message.mutable_verification_material()));
  }
  if (material.has_certificate()) {
    MODELSEAL_ASSIGN_OR_RETURN(out.certificates_der_,
                               ReadCertificate(*message.mutable_verification_material()));
  }
  out.json_ = std::move(json);
  return out;
}

std::string Bundle::WriteForKey(std::string_view key_hint, const Envelope& envelope) {
  json::Writer json;
  json.BeginObject().Key("mediaType").String(kMediaTypeV03);
  json.Key("verificationMaterial").BeginObject();
  json.Key("publicKey").BeginObject().Key("hint").String(key_hint).EndObject();
  return FinishBundle(std::move(json), envelope);
}

std::string Bundle::WriteForCertificates(std::span<const std::string> certificates_der,
                                         const Envelope& envelope) {
  json::Writer json;
  json.BeginObject().Key("mediaType").String(kMediaTypeV03);
  json.Key("verificationMaterial").BeginObject();
  json.Key("x509CertificateChain").BeginObject().Key("certificates").BeginArray();
  for (const std::string& certificate : certificates_der) {
    json.BeginObject().Key("rawBytes").String(EncodeBase64(certificate)).EndObject();
  }
  json.EndArray().EndObject();
  return FinishBundle(std::move(json), envelope);
}

}  // namespace modelseal::bundle
