// SPDX-License-Identifier: Apache-2.0
//
// From a manifest to a signed bundle.
#ifndef MODELSEAL_LIB_SIGN_SIGN_MODEL_H_
#define MODELSEAL_LIB_SIGN_SIGN_MODEL_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/signer/signer.h"

namespace modelseal::sign {

// Writes the statement, signs it, and hands the bundle to our own verifier before anyone else gets
// it: a signer that signed with another key, or something else, is found out here.
absl::StatusOr<bundle::Bundle> SignManifest(const manifest::Manifest& manifest,
                                            const signer::Signer& signer);

}  // namespace modelseal::sign

#endif  // MODELSEAL_LIB_SIGN_SIGN_MODEL_H_
