// SPDX-License-Identifier: Apache-2.0
#include "lib/sign/sign_model.h"

#include <string>
#include <utility>

#include "lib/base/status.h"
#include "lib/dsse/pae.h"
#include "lib/statement/statement.h"
#include "lib/verify/verify_bundle.h"

namespace modelseal::sign {

absl::StatusOr<bundle::Bundle> SignManifest(const manifest::Manifest& manifest,
                                            const signer::Signer& signer) {
  bundle::Envelope envelope;
  envelope.payload_type = statement::kPayloadType;
  envelope.payload = statement::WriteStatement(manifest);
  MODELSEAL_ASSIGN_OR_RETURN(
      envelope.signature,
      signer.Sign(dsse::BuildPae(envelope.payload_type, envelope.payload)));
  MODELSEAL_ASSIGN_OR_RETURN(
      bundle::Bundle signed_bundle,
      bundle::Bundle::Parse(
          bundle::Bundle::WriteForKey(signer.public_key().fingerprint(), envelope)));
  const verify::Policy own_key{
      .key = signer.public_key(), .statement = {.is_strict = true}, .compare = {}};
  MODELSEAL_RETURN_IF_ERROR(verify::VerifyBundle(signed_bundle, own_key).status());
  return signed_bundle;
}

}  // namespace modelseal::sign
