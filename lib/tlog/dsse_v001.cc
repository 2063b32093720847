// SPDX-License-Identifier: Apache-2.0
//
// See dsse_v001.h.
#include "lib/tlog/dsse_v001.h"

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/tlog/entry_hash.h"
#include "lib/tlog/entry_verifier.h"

namespace modelseal::tlog {
namespace {

// [{"signature": "<base64>", "verifier": "<base64 of PEM>"}]: one, since a second would be by
// somebody whom the bundle does not name.
absl::Status CheckSignatures(const json::Fields& spec, const json::Path& path,
                             const SignedContent& content) {
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array signatures, spec.List("signatures"));
  if (signatures.size() != 1) {
    return spec.Error("signatures", "expected exactly one signature");
  }
  const json::Path list_path = path.Member("signatures");
  const json::Path signature_path = list_path.Item(0);
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Fields signature,
      json::Fields::Of(*signatures.begin(), signature_path, Reason::kLogEntryMismatch));
  MODELSEAL_RETURN_IF_ERROR(signature.CheckNoOthers({"signature", "verifier"}));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, signature.String("signature"));
  if (text != EncodeBase64(content.signature)) {
    return signature.Error("signature", "is not the signature of the bundle");
  }
  return CheckEntryVerifier(signature, "verifier", content);
}

}  // namespace

absl::Status VerifyDsseV001(const json::Fields& spec, const json::Path& path,
                            const SignedContent& content) {
  if (!content.dsse.has_value()) {
    return json::FieldError(Reason::kLogEntryMismatch, path,
                            "is about an envelope, the bundle has none");
  }
  MODELSEAL_RETURN_IF_ERROR(spec.CheckNoOthers({"envelopeHash", "payloadHash", "signatures"}));
  MODELSEAL_RETURN_IF_ERROR(CheckSignatures(spec, path, content));
  MODELSEAL_ASSIGN_OR_RETURN(const EntryHash payload_hash,
                             ReadEntryHash(spec, path, "payloadHash"));
  MODELSEAL_RETURN_IF_ERROR(
      CheckDigest(spec, "payloadHash", payload_hash,
                  crypto::ComputeHash(payload_hash.kind, content.dsse->payload)));
  // Over the JSON in which the envelope came to the log, which nobody else has: its form only.
  return ReadEntryHash(spec, path, "envelopeHash").status();
}

}  // namespace modelseal::tlog
