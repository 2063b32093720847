// SPDX-License-Identifier: Apache-2.0
//
// See hashed_rekord_v002.h.
#include "lib/tlog/hashed_rekord_v002.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/json/writer.h"
#include "lib/tlog/key_details.h"

namespace modelseal::tlog {
namespace {

// The values of the members that depend on the content, as they are written.
struct BodyValues {
  std::string_view algorithm;
  std::string digest;
  std::string signature;
  std::string_view key_details;
  std::string verifier;
};

// dev.sigstore.common.v1.HashAlgorithm
std::string_view HashAlgorithmName(crypto::HashKind kind) {
  switch (kind) {
    case crypto::HashKind::kSha256:
      return "SHA2_256";
    case crypto::HashKind::kSha384:
      return "SHA2_384";
    case crypto::HashKind::kSha512:
      return "SHA2_512";
  }
  return "";
}

absl::StatusOr<BodyValues> ValuesOf(const SignedContent& content) {
  const std::optional<std::string_view> key_details = KeyDetailsName(*content.key, content.scheme);
  const std::optional<crypto::HashKind> hash = crypto::HashOf(content.scheme);
  if (!key_details.has_value() || !hash.has_value()) {
    return MakeError(Reason::kLogEntryUnsupported,
                     absl::StrCat("no log entry hashedrekord 0.0.2 can be about a signature of a ",
                                  crypto::KeyKindName(content.key->kind()), " key in this scheme"),
                     {{"field", "canonicalizedBody"}});
  }
  std::string digest;
  if (content.dsse.has_value()) {
    digest = crypto::ComputeHash(*hash, content.dsse->pae);
  } else {
    MODELSEAL_ASSIGN_OR_RETURN(digest, content.artifact_digest(*hash));
  }
  return BodyValues{HashAlgorithmName(*hash), EncodeBase64(digest), EncodeBase64(content.signature),
                    *key_details,
                    EncodeBase64(content.certificate_der.empty() ? content.key->spki_der()
                                                                 : content.certificate_der)};
}

// RFC 8785: members in the order of their names, no white space; no value needs an escape.
std::string WriteBody(const BodyValues& values, bool has_certificate) {
  json::Writer writer;
  writer.BeginObject().Key("apiVersion").String("0.0.2").Key("kind").String("hashedrekord");
  writer.Key("spec").BeginObject().Key("hashedRekordV002").BeginObject();
  writer.Key("data").BeginObject();
  writer.Key("algorithm").String(values.algorithm).Key("digest").String(values.digest).EndObject();
  writer.Key("signature").BeginObject().Key("content").String(values.signature);
  writer.Key("verifier").BeginObject().Key("keyDetails").String(values.key_details);
  writer.Key(has_certificate ? "x509Certificate" : "publicKey").BeginObject();
  writer.Key("rawBytes").String(values.verifier).EndObject();
  writer.EndObject().EndObject().EndObject().EndObject().EndObject();
  return std::move(writer).Take();
}

// What is wrong with a body that is known to be wrong, for the message only: the first value that
// it does not contain.
std::string_view Difference(std::string_view body, const BodyValues& values) {
  const auto lacks = [body](std::string_view value) {
    return !absl::StrContains(body, absl::StrCat("\"", value, "\""));
  };
  if (lacks(values.signature)) {
    return "is not about the signature of the bundle";
  }
  if (lacks(values.verifier)) {
    return "is not about the certificate or key of the signer";
  }
  if (lacks(values.digest) || lacks(values.algorithm)) {
    return "is not about the digest of what is signed";
  }
  if (lacks(values.key_details)) {
    return "does not name the kind of the signer's key";
  }
  return "is not the canonical body of an entry hashedrekord 0.0.2";
}

}  // namespace

absl::Status VerifyHashedRekordV002(std::string_view body, const SignedContent& content) {
  MODELSEAL_ASSIGN_OR_RETURN(const BodyValues values, ValuesOf(content));
  if (body != WriteBody(values, !content.certificate_der.empty())) {
    return MakeError(Reason::kLogEntryMismatch,
                     absl::StrCat("canonicalizedBody: ", Difference(body, values)),
                     {{"field", "canonicalizedBody"}});
  }
  return absl::OkStatus();
}

}  // namespace modelseal::tlog
