// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_bundle.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/dsse/pae.h"

namespace modelseal::verify {
namespace {

absl::Status CheckMethod(const bundle::Bundle& bundle) {
  if (bundle.method() == bundle::Method::kKey) {
    return absl::OkStatus();
  }
  const std::string method(bundle::MethodName(bundle.method()));
  return MakeError(Reason::kMethodMismatch,
                   absl::StrCat("the bundle is signed with a ",
                                method == "sigstore" ? "Sigstore identity" : method,
                                ", but the policy states a key"),
                   {{"expected", "key"}, {"actual", method}});
}

absl::Status KeyMismatchError(const crypto::PublicKey& key, std::string_view actual) {
  return MakeError(Reason::kKeyMismatch,
                   absl::StrCat("the bundle names the key ", actual, ", expected ",
                                key.fingerprint()),
                   {{"field", "verificationMaterial.publicKey"},
                    {"expected", key.fingerprint()},
                    {"actual", std::string(actual)}});
}

absl::Status CheckKeyReference(const bundle::KeyReference& reference,
                               const crypto::PublicKey& key) {
  if (!reference.hint.empty() && reference.hint != key.fingerprint()) {
    return KeyMismatchError(key, reference.hint);
  }
  if (!reference.key_pem.empty()) {
    const absl::StatusOr<crypto::PublicKey> named = crypto::PublicKey::ParsePem(reference.key_pem);
    if (!named.ok() || !(*named == key)) {
      return KeyMismatchError(key, named.ok() ? named->fingerprint() : "(unreadable)");
    }
  }
  return absl::OkStatus();
}

// Tells the parser what may follow a signature of the form that held.
absl::StatusOr<statement::ParseOptions> CheckSignature(const bundle::Envelope& envelope,
                                                       const Policy& policy) {
  statement::ParseOptions options = policy.statement;
  const absl::Status status = policy.key.VerifySignature(
      dsse::BuildPae(envelope.payload_type, envelope.payload).bytes, envelope.signature);
  if (status.ok()) {
    return options;
  }
  if (options.accepts_legacy_v0 &&
      policy.key
          .VerifySignature(dsse::BuildLegacyPae(envelope.payload_type, envelope.payload).bytes,
                           envelope.signature)
          .ok()) {
    options.requires_legacy_v0 = true;
    return options;
  }
  return status;
}

absl::Status CheckPayloadType(const bundle::Envelope& envelope) {
  if (envelope.payload_type == statement::kPayloadType) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kStatementInvalid,
                   absl::StrCat("dsseEnvelope.payloadType: is ", envelope.payload_type,
                                ", expected ", statement::kPayloadType),
                   {{"field", "dsseEnvelope.payloadType"},
                    {"expected", std::string(statement::kPayloadType)},
                    {"actual", envelope.payload_type}});
}

}  // namespace

absl::StatusOr<manifest::Manifest> VerifyBundle(const bundle::Bundle& bundle,
                                                const Policy& policy) {
  // 1. Method.
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle));
  // 2. Key.
  MODELSEAL_RETURN_IF_ERROR(CheckKeyReference(bundle.key(), policy.key));
  // 3. Signature.
  MODELSEAL_ASSIGN_OR_RETURN(const statement::ParseOptions options,
                             CheckSignature(bundle.envelope(), policy));
  // 4. Type of the payload.
  MODELSEAL_RETURN_IF_ERROR(CheckPayloadType(bundle.envelope()));
  // 5. Statement.
  return statement::ParseStatement(bundle.envelope().payload, options);
}

}  // namespace modelseal::verify
