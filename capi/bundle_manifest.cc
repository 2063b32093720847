// SPDX-License-Identifier: Apache-2.0
#include "capi/bundle_manifest.h"

#include "lib/base/status.h"
#include "lib/statement/statement.h"

namespace modelseal::capi {

absl::StatusOr<manifest::Manifest> ReadManifestUnverified(const bundle::Bundle& bundle) {
  if (!bundle.has_envelope()) {
    return MakeError(Reason::kBundleInvalid,
                     "messageSignature: the signature is over one artifact, expected dsseEnvelope "
                     "with a model's statement",
                     {{"field", "messageSignature"}});
  }
  return statement::ParseStatement(bundle.envelope().payload, {.accepts_legacy_v0 = true});
}

}  // namespace modelseal::capi
