// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_bundle.h"

#include <utility>

#include "lib/base/status.h"
#include "lib/verify/payload_type.h"
#include "lib/verify/provenance_rules.h"
#include "lib/verify/verify_signature.h"

namespace modelseal::verify {

absl::StatusOr<VerifiedBundle> VerifyBundle(const bundle::Bundle& bundle, const Policy& policy) {
  MODELSEAL_RETURN_IF_ERROR(CheckNoRules(policy.provenance));
  if (!bundle.has_envelope()) {
    return MakeError(Reason::kBundleInvalid,
                     "dsseEnvelope: is missing; a message signature is about one artifact, not "
                     "about a model",
                     {{"field", "dsseEnvelope"}});
  }
  // 1. to 8.
  MODELSEAL_ASSIGN_OR_RETURN(
      VerifiedSignature verified,
      VerifyEnvelope(
          bundle, policy,
          policy.statement.accepts_legacy_v0 ? LegacyForm::kAccept : LegacyForm::kRefuse));
  // 9. Type of the payload.
  MODELSEAL_RETURN_IF_ERROR(CheckPayloadType(bundle.envelope()));
  // 10. Statement; a signature of the old form may only be about a statement of the old form.
  statement::ParseOptions options = policy.statement;
  options.requires_legacy_v0 = verified.is_legacy_v0;
  MODELSEAL_ASSIGN_OR_RETURN(manifest::Manifest manifest,
                             statement::ParseStatement(bundle.envelope().payload, options));
  return VerifiedBundle{std::move(verified.signer), std::move(manifest)};
}

}  // namespace modelseal::verify
