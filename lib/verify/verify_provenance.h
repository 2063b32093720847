// SPDX-License-Identifier: Apache-2.0
//
// A bundle, a policy and, if it is at hand, the model: how the model was trained, and who says so.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_PROVENANCE_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_PROVENANCE_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/statement/provenance_statement.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

struct VerifiedProvenance {
  BundleSigner signer;
  statement::Provenance provenance;
};

// Steps 1 to 9 of verify_bundle.h, then:
// 10. the statement is one of training provenance and agrees with itself (provenance_content.h);
// 11. it is about `model`, unless that is null: then the caller must compare its subject's digest;
// 12. it fulfils the policy's rules (provenance_rules.h). A rule that the list be complete is also
//     broken by a commitment inside the model that is not in the list.
// Fails as verify_signature.h, these, with kBundleInvalid for a signature without an envelope and
// with kInvalidArgument for a policy that sets a predicate type, or demands a complete list when
// there is no model.
absl::StatusOr<VerifiedProvenance> VerifyProvenance(const bundle::Bundle& bundle,
                                                    const Policy& policy,
                                                    const manifest::Manifest* model);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_PROVENANCE_H_
