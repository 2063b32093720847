// SPDX-License-Identifier: Apache-2.0
//
// A bundle, a policy and an artifact that is not a model: one file, or its digest.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_ARTIFACT_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_ARTIFACT_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/verify/artifact.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

struct VerifiedArtifact {
  BundleSigner signer;
  std::string predicate_type;  // of the statement; empty for a message signature
};

// Steps 1 to 8 of verify_bundle.h, then: a message signature is over the artifact, a statement has
// a subject with a SHA-2 digest of it (names count for nothing) and the predicate type that the
// policy asks for, which no message signature has. Fails as verify_signature.h, with
// kStatementInvalid, kPredicateMismatch and kDigestMismatch, and with kInvalidArgument for a policy
// with rules about provenance.
absl::StatusOr<VerifiedArtifact> VerifyArtifact(const bundle::Bundle& bundle, const Policy& policy,
                                                Artifact& artifact);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_ARTIFACT_H_
