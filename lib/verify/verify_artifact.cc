// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_artifact.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/statement/artifact_statement.h"
#include "lib/verify/payload_type.h"
#include "lib/verify/provenance_rules.h"
#include "lib/verify/verify_signature.h"

namespace modelseal::verify {
namespace {

absl::Status CheckPredicateType(std::string_view actual, std::string_view expected) {
  if (expected.empty() || actual == expected) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kPredicateMismatch,
                   absl::StrCat("the signature is about ",
                                actual.empty() ? "an artifact without a predicate" : actual,
                                ", expected ", expected),
                   {{"field", "predicateType"},
                    {"expected", std::string(expected)},
                    {"actual", std::string(actual)}});
}

// Digests of kinds that are not known of the artifact are passed over: another may match.
absl::Status CheckSubjects(const statement::ArtifactStatement& statement, Artifact& artifact) {
  absl::Status unknown;
  size_t compared = 0;
  for (const statement::SubjectDigest& subject : statement.digests) {
    const absl::StatusOr<std::string> digest = artifact.Digest(subject.algorithm);
    if (!digest.ok()) {
      if (ReasonOf(digest.status()) != Reason::kInvalidArgument) {
        return digest.status();
      }
      unknown.Update(digest.status());
      continue;
    }
    if (*digest == subject.digest) {
      return absl::OkStatus();
    }
    ++compared;
  }
  if (compared == 0 && !unknown.ok()) {
    return unknown;
  }
  return MakeError(Reason::kDigestMismatch,
                   absl::StrCat("the artifact is none of those that were signed: no subject of ",
                                statement.digests.size(), " SHA-2 digests has that of it"),
                   {{"field", "subject"}});
}

}  // namespace

absl::StatusOr<VerifiedArtifact> VerifyArtifact(const bundle::Bundle& bundle, const Policy& policy,
                                                Artifact& artifact) {
  MODELSEAL_RETURN_IF_ERROR(CheckNoRules(policy.provenance));
  if (!bundle.has_envelope()) {
    MODELSEAL_RETURN_IF_ERROR(CheckPredicateType("", policy.predicate_type));
    MODELSEAL_ASSIGN_OR_RETURN(VerifiedSignature verified, VerifyMessage(bundle, policy, artifact));
    return VerifiedArtifact{std::move(verified.signer), ""};
  }
  // The old form of signatures was only ever made over models.
  MODELSEAL_ASSIGN_OR_RETURN(VerifiedSignature verified,
                             VerifyEnvelope(bundle, policy, LegacyForm::kRefuse));
  MODELSEAL_RETURN_IF_ERROR(CheckPayloadType(bundle.envelope()));
  MODELSEAL_ASSIGN_OR_RETURN(statement::ArtifactStatement statement,
                             statement::ParseArtifactStatement(bundle.envelope().payload));
  MODELSEAL_RETURN_IF_ERROR(CheckPredicateType(statement.predicate_type, policy.predicate_type));
  MODELSEAL_RETURN_IF_ERROR(CheckSubjects(statement, artifact));
  return VerifiedArtifact{std::move(verified.signer), std::move(statement.predicate_type)};
}

}  // namespace modelseal::verify
