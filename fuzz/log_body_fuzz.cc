// SPDX-License-Identifier: Apache-2.0
//
// The body of a log entry from anywhere, beside what a bundle signs: a byte for the kind of entry
// and of content, then signature, certificate, payload type, payload, and the body as the rest. A
// body that fits one content must not fit another one.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/input_parts.h"
#include "fuzz/invariant.h"
#include "fuzz/unknown_key.h"
#include "lib/dsse/pae.h"
#include "lib/tlog/entry_body.h"
#include "lib/x509/certificate.h"

namespace {

using modelseal::crypto::HashKind;
using modelseal::crypto::VerificationKey;
using modelseal::fuzz::Require;
using modelseal::tlog::LogEntry;
using modelseal::tlog::SignedContent;

// What a bundle holds, as owner of the views of a SignedContent.
struct Content {
  std::string signature;
  std::string certificate_der;
  std::string payload_type;
  std::string payload;  // of a message signature: the digest of the artifact, if it has the size
  bool is_dsse;
};

bool Fits(const LogEntry& entry, const Content& content, const VerificationKey& key) {
  const modelseal::dsse::Pae pae = modelseal::dsse::BuildPae(content.payload_type, content.payload);
  SignedContent signed_content{.signature = content.signature,
                               .certificate_der = content.certificate_der,
                               .key = &key,
                               .scheme = key.default_scheme(),
                               .dsse = std::nullopt,
                               .artifact_digest = nullptr};
  if (content.is_dsse) {
    signed_content.dsse = {content.payload, content.payload_type, pae.bytes};
  } else {
    signed_content.artifact_digest = [&content](HashKind kind) -> absl::StatusOr<std::string> {
      return content.payload.size() == modelseal::crypto::HashSize(kind)
                 ? content.payload
                 : modelseal::crypto::ComputeHash(kind, content.payload);
    };
  }
  return modelseal::tlog::VerifyEntryBody(entry, signed_content).ok();
}

std::string Changed(std::string bytes) {
  if (bytes.empty()) {
    return "x";
  }
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  return bytes;
}

void CheckBound(const LogEntry& entry, const Content& content, const VerificationKey& key) {
  Content other = content;
  other.signature = Changed(content.signature);
  Require(!Fits(entry, other, key), "a body is about one signature");
  other = content;
  other.payload = Changed(content.payload);
  Require(!Fits(entry, other, key), "a body is about one content");
  if (!content.certificate_der.empty()) {
    other = content;
    other.certificate_der = Changed(content.certificate_der);
    Require(!Fits(entry, other, key), "a body is about one certificate");
  }
  LogEntry other_entry = entry;
  other_entry.version += "0";
  Require(!Fits(other_entry, content, key), "a body is of one kind");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const VerificationKey* const kKey =
      new VerificationKey(*VerificationKey::ParsePem(modelseal::fuzz::kUnknownEcdsaKey));
  constexpr const char* kKinds[][2] = {
      {"hashedrekord", "0.0.1"}, {"dsse", "0.0.1"}, {"intoto", "0.0.2"}, {"hashedrekord", "0.0.2"}};
  modelseal::fuzz::InputParts parts(data, size);
  const uint8_t kinds = parts.NextByte();
  Content content;
  content.is_dsse = (kinds & 4) != 0;
  content.signature = parts.Next();
  content.certificate_der = parts.Next();
  content.payload_type = parts.Next();
  content.payload = parts.Next();
  if (content.signature.empty()) {
    return 0;
  }
  LogEntry entry;
  entry.kind = kKinds[kinds & 3][0];
  entry.version = kKinds[kinds & 3][1];
  entry.canonicalized_body = parts.rest();
  // A certificate that cannot be read stands for bytes of some certificate, under a key of ours.
  const auto certificate = modelseal::x509::Certificate::ParseDer(content.certificate_der);
  const auto its_key =
      certificate.ok() ? certificate->Key() : absl::StatusOr<VerificationKey>(*kKey);
  const VerificationKey& key = its_key.ok() ? *its_key : *kKey;
  if (Fits(entry, content, key)) {
    CheckBound(entry, content, key);
  }
  return 0;
}
