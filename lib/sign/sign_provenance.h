// SPDX-License-Identifier: Apache-2.0
//
// From what is known of a model's training to a signed bundle.
#ifndef MODELSEAL_LIB_SIGN_SIGN_PROVENANCE_H_
#define MODELSEAL_LIB_SIGN_SIGN_PROVENANCE_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/signer/signer.h"
#include "lib/statement/provenance_statement.h"

namespace modelseal::sign {

// States the provenance of `model`, which becomes the subject whatever `provenance` says of it.
// What our verifier would refuse is refused before anything is signed: kInvalidArgument for what
// breaks a rule of the statement, kLimitExceeded, and as verify/provenance_content.h. The bundle is
// handed to our own verifier before anyone else gets it.
absl::StatusOr<bundle::Bundle> SignProvenance(statement::Provenance provenance,
                                              const manifest::Manifest& model,
                                              const signer::Signer& signer);

}  // namespace modelseal::sign

#endif  // MODELSEAL_LIB_SIGN_SIGN_PROVENANCE_H_
