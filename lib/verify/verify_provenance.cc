// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_provenance.h"

#include <utility>

#include "lib/base/status.h"
#include "lib/verify/payload_type.h"
#include "lib/verify/provenance_content.h"
#include "lib/verify/provenance_rules.h"
#include "lib/verify/verify_signature.h"

namespace modelseal::verify {

absl::StatusOr<VerifiedProvenance> VerifyProvenance(const bundle::Bundle& bundle,
                                                    const Policy& policy,
                                                    const manifest::Manifest* model) {
  if (!policy.predicate_type.empty()) {
    return MakeError(Reason::kInvalidArgument,
                     "the policy sets a predicate type, but training provenance has its own");
  }
  if (model == nullptr && policy.provenance.requires_complete_list) {
    return MakeError(Reason::kInvalidArgument,
                     "whether a list of datasets is complete is judged with the model at hand");
  }
  if (!bundle.has_envelope()) {
    return MakeError(Reason::kBundleInvalid,
                     "dsseEnvelope: is missing; a message signature states no provenance",
                     {{"field", "dsseEnvelope"}});
  }
  // 1. to 9.
  MODELSEAL_ASSIGN_OR_RETURN(VerifiedSignature verified,
                             VerifyEnvelope(bundle, policy, LegacyForm::kRefuse));
  MODELSEAL_RETURN_IF_ERROR(CheckPayloadType(bundle.envelope()));
  MODELSEAL_ASSIGN_OR_RETURN(statement::Provenance provenance,
                             ReadProvenance(bundle.envelope().payload));
  if (model != nullptr) {
    MODELSEAL_RETURN_IF_ERROR(CheckModel(provenance, *model));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckRules(provenance, policy.provenance));
  if (model != nullptr && policy.provenance.requires_complete_list) {
    MODELSEAL_RETURN_IF_ERROR(CheckListsModelDatasets(provenance, *model));
  }
  return VerifiedProvenance{std::move(verified.signer), std::move(provenance)};
}

}  // namespace modelseal::verify
