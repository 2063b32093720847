// SPDX-License-Identifier: Apache-2.0
//
// See hashed_rekord_v001.h.
#include "lib/tlog/hashed_rekord_v001.h"

#include <string>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/tlog/entry_hash.h"
#include "lib/tlog/entry_verifier.h"

namespace modelseal::tlog {
namespace {

// {"content": "<base64>", "publicKey": {"content": "<base64 of PEM>"}}
absl::Status CheckSignature(const json::Fields& spec, const json::Path& path,
                            const SignedContent& content) {
  const json::Path signature_path = path.Member("signature");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields signature,
                             spec.Member("signature", signature_path));
  MODELSEAL_RETURN_IF_ERROR(signature.CheckNoOthers({"content", "publicKey"}));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, signature.String("content"));
  if (text != EncodeBase64(content.signature)) {
    return signature.Error("content", "is not the signature of the bundle");
  }
  const json::Path key_path = signature_path.Member("publicKey");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields key, signature.Member("publicKey", key_path));
  MODELSEAL_RETURN_IF_ERROR(key.CheckNoOthers({"content"}));
  return CheckEntryVerifier(key, "content", content);
}

}  // namespace

absl::Status VerifyHashedRekordV001(const json::Fields& spec, const json::Path& path,
                                    const SignedContent& content) {
  if (content.dsse.has_value()) {
    return json::FieldError(Reason::kLogEntryMismatch, path,
                            "is about an artifact, the bundle has an envelope");
  }
  MODELSEAL_RETURN_IF_ERROR(spec.CheckNoOthers({"data", "signature"}));
  MODELSEAL_RETURN_IF_ERROR(CheckSignature(spec, path, content));
  const json::Path data_path = path.Member("data");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields data, spec.Member("data", data_path));
  MODELSEAL_RETURN_IF_ERROR(data.CheckNoOthers({"hash"}));
  MODELSEAL_ASSIGN_OR_RETURN(const EntryHash hash, ReadEntryHash(data, data_path, "hash"));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string expected, content.artifact_digest(hash.kind));
  return CheckDigest(data, "hash", hash, expected);
}

}  // namespace modelseal::tlog
