// SPDX-License-Identifier: Apache-2.0
#include "lib/bundle/bundle.h"

#include <google/protobuf/arena.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle_errors.h"
#include "lib/bundle/log_entry_reader.h"
#include "lib/json/proto_reader.h"
#include "lib/json/value.h"
#include "lib/json/writer.h"
#include "proto/sigstore_bundle.pb.h"

namespace modelseal::bundle {
namespace {

constexpr std::string_view kMediaTypeV03Long =
    "application/vnd.dev.sigstore.bundle+json;version=0.3";
constexpr std::string_view kMediaTypeV01 = "application/vnd.dev.sigstore.bundle+json;version=0.1";
constexpr std::string_view kMediaTypeV02 = "application/vnd.dev.sigstore.bundle+json;version=0.2";

bool IsV03(std::string_view media_type) {
  return media_type == kMediaTypeV03 || media_type == kMediaTypeV03Long;
}

absl::Status CheckMediaType(std::string_view media_type) {
  if (IsV03(media_type) || media_type == kMediaTypeV01 || media_type == kMediaTypeV02) {
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
      if (!IsV03(media_type) && material.tlog_entries().empty()) {
        return SchemaError("mediaType",
                           "a bundle signed by a key without a log must be of version 0.3");
      }
      return Method::kKey;
    case Material::kX509CertificateChain:
      if (material.x509_certificate_chain().certificates().empty()) {
        return SchemaError("verificationMaterial.x509CertificateChain.certificates", "is empty");
      }
      if (IsV03(media_type) && !material.tlog_entries().empty()) {
        return SchemaError("verificationMaterial.x509CertificateChain",
                           "stands beside log entries, where version 0.3 has certificate");
      }
      return IsV03(media_type) ? Method::kCertificate : Method::kSigstore;
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

absl::Status CheckSignature(std::string_view field, std::string_view signature) {
  if (signature.empty()) {
    return SchemaError(field, "is missing or empty");
  }
  return CheckLimit(field, signature.size(), limits::kMaxSignatureBytes, "bytes");
}

absl::StatusOr<Envelope> ReadEnvelope(sigstore::Envelope& envelope) {
  if (envelope.signatures_size() != 1) {
    return SchemaError("dsseEnvelope.signatures",
                       absl::StrCat("expected 1 signature, found ", envelope.signatures_size()));
  }
  std::string* signature = envelope.mutable_signatures(0)->mutable_sig();
  MODELSEAL_RETURN_IF_ERROR(CheckSignature("dsseEnvelope.signatures[0].sig", *signature));
  if (envelope.payload().empty()) {
    return SchemaError("dsseEnvelope.payload", "is missing or empty");
  }
  if (envelope.payload_type().empty()) {
    return SchemaError("dsseEnvelope.payloadType", "is missing or empty");
  }
  return Envelope{std::move(*envelope.mutable_payload_type()),
                  std::move(*envelope.mutable_payload()), std::move(*signature)};
}

absl::StatusOr<MessageDigest> ReadDigest(sigstore::HashOutput& message) {
  constexpr std::string_view kDigest = "messageSignature.messageDigest";
  MessageDigest out;
  switch (message.algorithm()) {
    case sigstore::SHA2_256:
      out.algorithm = crypto::HashKind::kSha256;
      break;
    case sigstore::SHA2_384:
      out.algorithm = crypto::HashKind::kSha384;
      break;
    case sigstore::SHA2_512:
      out.algorithm = crypto::HashKind::kSha512;
      break;
    default:
      return SchemaError(absl::StrCat(kDigest, ".algorithm"),
                         "is not SHA2_256, SHA2_384 or SHA2_512");
  }
  if (message.digest().size() != crypto::HashSize(out.algorithm)) {
    return SchemaError(absl::StrCat(kDigest, ".digest"),
                       absl::StrCat("has ", message.digest().size(), " bytes, expected ",
                                    crypto::HashSize(out.algorithm)));
  }
  out.digest = std::move(*message.mutable_digest());
  return out;
}

absl::StatusOr<MessageSignature> ReadMessageSignature(sigstore::MessageSignature& message) {
  MessageSignature out;
  MODELSEAL_RETURN_IF_ERROR(CheckSignature("messageSignature.signature", message.signature()));
  out.signature = std::move(*message.mutable_signature());
  if (!message.has_message_digest()) {
    return SchemaError("messageSignature.messageDigest", "is missing");
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.digest, ReadDigest(*message.mutable_message_digest()));
  return out;
}

absl::StatusOr<std::vector<std::string>> ReadTimestamps(sigstore::VerificationMaterial& material) {
  constexpr std::string_view kTimestamps =
      "verificationMaterial.timestampVerificationData.rfc3161Timestamps";
  auto& messages = *material.mutable_timestamp_verification_data()->mutable_rfc3161_timestamps();
  MODELSEAL_RETURN_IF_ERROR(CheckLimit(kTimestamps, static_cast<size_t>(messages.size()),
                                       limits::kMaxTimestamps, "items"));
  std::vector<std::string> timestamps;
  for (sigstore::Rfc3161SignedTimestamp& message : messages) {
    if (message.signed_timestamp().empty()) {
      return SchemaError(absl::StrCat(kTimestamps, "[", timestamps.size(), "].signedTimestamp"),
                         "is missing or empty");
    }
    timestamps.push_back(std::move(*message.mutable_signed_timestamp()));
  }
  return timestamps;
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
  Bundle out;
  MODELSEAL_RETURN_IF_ERROR(
      out.ReadMaterial(*message.mutable_verification_material(), message.media_type()));
  MODELSEAL_RETURN_IF_ERROR(out.ReadContent(message));
  out.media_type_ = message.media_type();
  out.json_ = std::move(json);
  return out;
}

absl::Status Bundle::ReadMaterial(sigstore::VerificationMaterial& material,
                                  std::string_view media_type) {
  MODELSEAL_RETURN_IF_ERROR(
      CheckLimit("verificationMaterial.x509CertificateChain.certificates",
                 static_cast<size_t>(material.x509_certificate_chain().certificates_size()),
                 limits::kMaxCertificates, "items"));
  MODELSEAL_ASSIGN_OR_RETURN(method_, MethodOf(material, media_type));
  MODELSEAL_ASSIGN_OR_RETURN(log_entries_, ReadLogEntries(material, media_type == kMediaTypeV01));
  MODELSEAL_ASSIGN_OR_RETURN(timestamps_der_, ReadTimestamps(material));
  key_ = {material.public_key().hint(), material.public_key().raw_bytes()};
  brings_certificate_chain_ = material.has_x509_certificate_chain();
  if (brings_certificate_chain_) {
    MODELSEAL_ASSIGN_OR_RETURN(certificates_der_, ReadCertificates(material));
  }
  if (material.has_certificate()) {
    MODELSEAL_ASSIGN_OR_RETURN(certificates_der_, ReadCertificate(material));
  }
  return absl::OkStatus();
}

absl::Status Bundle::ReadContent(sigstore::Bundle& message) {
  if (message.has_message_signature()) {
    MODELSEAL_ASSIGN_OR_RETURN(message_signature_,
                               ReadMessageSignature(*message.mutable_message_signature()));
    return absl::OkStatus();
  }
  if (!message.has_dsse_envelope()) {
    return SchemaError("dsseEnvelope", "is missing, and so is messageSignature");
  }
  MODELSEAL_ASSIGN_OR_RETURN(envelope_, ReadEnvelope(*message.mutable_dsse_envelope()));
  return absl::OkStatus();
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
