// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_bundle.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/dsse/pae.h"

namespace modelseal::verify {
namespace {

// model-signing 0.2 hashed by the curve when it signed with a key, and with SHA-256 when it signed
// with a certificate.
absl::Status CheckLegacySignature(const bundle::Envelope& envelope, const BundleSigner& signer) {
  const dsse::Pae pae = dsse::BuildLegacyPae(envelope.payload_type, envelope.payload);
  return signer.certificate_path.empty()
             ? signer.key.VerifySignature(pae.bytes, envelope.signature)
             : signer.key.VerifySha256Signature(pae.bytes, envelope.signature);
}

// Tells the parser what may follow a signature of the form that held.
absl::StatusOr<statement::ParseOptions> CheckSignature(const bundle::Envelope& envelope,
                                                       const BundleSigner& signer,
                                                       statement::ParseOptions options) {
  const absl::Status status = signer.key.VerifySignature(
      dsse::BuildPae(envelope.payload_type, envelope.payload).bytes, envelope.signature);
  if (status.ok()) {
    return options;
  }
  if (options.accepts_legacy_v0 && CheckLegacySignature(envelope, signer).ok()) {
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

absl::StatusOr<VerifiedBundle> VerifyBundle(const bundle::Bundle& bundle, const Policy& policy) {
  // 1. Method, and 2. signer.
  MODELSEAL_ASSIGN_OR_RETURN(BundleSigner signer, EstablishSigner(bundle, policy));
  // 3. Signature.
  MODELSEAL_ASSIGN_OR_RETURN(const statement::ParseOptions options,
                             CheckSignature(bundle.envelope(), signer, policy.statement));
  // 4. Type of the payload.
  MODELSEAL_RETURN_IF_ERROR(CheckPayloadType(bundle.envelope()));
  // 5. Statement.
  MODELSEAL_ASSIGN_OR_RETURN(manifest::Manifest manifest,
                             statement::ParseStatement(bundle.envelope().payload, options));
  return VerifiedBundle{std::move(signer), std::move(manifest)};
}

}  // namespace modelseal::verify
