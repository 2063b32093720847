// SPDX-License-Identifier: Apache-2.0
#include "lib/sign/sign_model.h"

#include "lib/base/status.h"
#include "lib/sign/own_bundle.h"
#include "lib/statement/statement.h"
#include "lib/verify/verify_bundle.h"

namespace modelseal::sign {

absl::StatusOr<bundle::Bundle> SignManifest(const manifest::Manifest& manifest,
                                            const signer::Signer& signer) {
  MODELSEAL_ASSIGN_OR_RETURN(bundle::Bundle signed_bundle,
                             SignStatement(statement::WriteStatement(manifest), signer));
  MODELSEAL_RETURN_IF_ERROR(verify::VerifyBundle(signed_bundle, PolicyOf(signer)).status());
  return signed_bundle;
}

}  // namespace modelseal::sign
