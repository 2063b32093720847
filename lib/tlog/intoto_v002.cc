// SPDX-License-Identifier: Apache-2.0
//
// See intoto_v002.h.
#include "lib/tlog/intoto_v002.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/tlog/entry_hash.h"
#include "lib/tlog/entry_verifier.h"

namespace modelseal::tlog {
namespace {

// In such bodies the base64 of the envelope's JSON is encoded once more, as bytes.
std::string EncodeTwice(std::string_view bytes) { return EncodeBase64(EncodeBase64(bytes)); }

// [{"publicKey": "<base64 of PEM>", "sig": "<base64 twice>", "keyid": "..."}]: one, since a second
// would be by somebody whom the bundle does not name. `keyid` is a hint that nothing rests on.
absl::Status CheckSignatures(const json::Fields& envelope, const json::Path& path,
                             const SignedContent& content) {
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array signatures, envelope.List("signatures"));
  if (signatures.size() != 1) {
    return envelope.Error("signatures", "expected exactly one signature");
  }
  const json::Path list_path = path.Member("signatures");
  const json::Path signature_path = list_path.Item(0);
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Fields signature,
      json::Fields::Of(*signatures.begin(), signature_path, Reason::kLogEntryMismatch));
  MODELSEAL_RETURN_IF_ERROR(signature.CheckNoOthers({"keyid", "publicKey", "sig"}));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, signature.String("sig"));
  if (text != EncodeTwice(content.signature)) {
    return signature.Error("sig", "is not the signature of the bundle");
  }
  if (signature.Find("keyid").has_value()) {
    MODELSEAL_RETURN_IF_ERROR(signature.String("keyid").status());
  }
  return CheckEntryVerifier(signature, "publicKey", content);
}

absl::Status CheckEnvelope(const json::Fields& envelope, const json::Path& path,
                           const SignedContent& content) {
  MODELSEAL_RETURN_IF_ERROR(envelope.CheckNoOthers({"payload", "payloadType", "signatures"}));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view payload_type, envelope.String("payloadType"));
  if (payload_type != content.dsse->payload_type) {
    return envelope.Error("payloadType",
                          absl::StrCat("is not \"", content.dsse->payload_type, "\""));
  }
  // The public log leaves it out.
  if (envelope.Find("payload").has_value()) {
    MODELSEAL_ASSIGN_OR_RETURN(const std::string_view payload, envelope.String("payload"));
    if (payload != EncodeTwice(content.dsse->payload)) {
      return envelope.Error("payload", "is not the payload of the envelope");
    }
  }
  return CheckSignatures(envelope, path, content);
}

}  // namespace

absl::Status VerifyIntotoV002(const json::Fields& spec, const json::Path& path,
                              const SignedContent& content) {
  if (!content.dsse.has_value()) {
    return json::FieldError(Reason::kLogEntryMismatch, path,
                            "is about an envelope, the bundle has none");
  }
  MODELSEAL_RETURN_IF_ERROR(spec.CheckNoOthers({"content"}));
  const json::Path inner_path = path.Member("content");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields inner, spec.Member("content", inner_path));
  MODELSEAL_RETURN_IF_ERROR(inner.CheckNoOthers({"envelope", "hash", "payloadHash"}));
  const json::Path envelope_path = inner_path.Member("envelope");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields envelope, inner.Member("envelope", envelope_path));
  MODELSEAL_RETURN_IF_ERROR(CheckEnvelope(envelope, envelope_path, content));
  MODELSEAL_ASSIGN_OR_RETURN(const EntryHash payload_hash,
                             ReadEntryHash(inner, inner_path, "payloadHash"));
  MODELSEAL_RETURN_IF_ERROR(
      CheckDigest(inner, "payloadHash", payload_hash,
                  crypto::ComputeHash(payload_hash.kind, content.dsse->payload)));
  // Over the JSON in which the envelope came to the log, which nobody else has: its form only.
  return ReadEntryHash(inner, inner_path, "hash").status();
}

}  // namespace modelseal::tlog
