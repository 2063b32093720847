// SPDX-License-Identifier: Apache-2.0
//
// Verification of the C interface.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "lib/statement/statement.h"
#include "lib/verify/artifact.h"
#include "lib/verify/verify_artifact.h"
#include "lib/verify/verify_model.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::crypto::HashKind;
using modelseal::hash::HashJob;
using modelseal::manifest::Diff;
using modelseal::verify::Artifact;
using modelseal::verify::DigestArtifact;
using modelseal::verify::FileArtifact;
using modelseal::verify::VerifiedArtifact;
using modelseal::verify::VerifiedModel;

namespace modelseal::capi {
namespace {

// Of a payload that was verified to be about a model.
std::string_view ModelPredicateType(const bundle::Bundle& bundle, const verify::Policy& policy) {
  const bool is_legacy =
      policy.statement.accepts_legacy_v0 &&
      statement::ParseStatement(bundle.envelope().payload,
                                {.accepts_legacy_v0 = true, .requires_legacy_v0 = true})
          .ok();
  return is_legacy ? statement::kLegacyPredicateType : statement::kPredicateType;
}

absl::StatusOr<HashKind> HashKindOf(int32_t algorithm) {
  switch (algorithm) {
    case MODELSEAL_DIGEST_SHA256:
      return HashKind::kSha256;
    case MODELSEAL_DIGEST_SHA384:
      return HashKind::kSha384;
    case MODELSEAL_DIGEST_SHA512:
      return HashKind::kSha512;
    default:
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("unknown digest algorithm ", algorithm));
  }
}

absl::StatusOr<std::unique_ptr<modelseal_result>> VerifyArtifact(const modelseal_verifier& verifier,
                                                                 const modelseal_bundle& bundle,
                                                                 Artifact& artifact) {
  MODELSEAL_ASSIGN_OR_RETURN(VerifiedArtifact verified,
                             verify::VerifyArtifact(bundle.bundle, verifier.policy, artifact));
  auto result = std::make_unique<modelseal_result>(bundle, std::move(verified.signer));
  result->predicate_type = std::move(verified.predicate_type);
  result->verified_bytes.Add(hash::DigestSource::kHashed, artifact.read_bytes());
  return result;
}

// What verify_model and verify_manifest have in common: the arguments beside the model, and a
// result or the differences behind a failure. `verify` is called once the arguments are known not
// to be NULL.
template <typename Verify>
absl::Status ModelResult(const modelseal_verifier* verifier, const modelseal_bundle* bundle,
                         Verify verify, std::unique_ptr<modelseal_diff>* diff,
                         modelseal_result** out) {
  MODELSEAL_RETURN_IF_ERROR(CheckNotNull(verifier, "verifier"));
  MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
  MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
  if (!verifier->policy.predicate_type.empty()) {
    return MakeError(Reason::kInvalidArgument,
                     "the policy sets a predicate type, but models have one of their own");
  }
  std::optional<Diff> found;
  absl::StatusOr<VerifiedModel> verified = verify(&found);
  if (found.has_value()) {
    *diff = std::make_unique<modelseal_diff>(*std::move(found));
  }
  MODELSEAL_RETURN_IF_ERROR(verified.status());
  auto result = std::make_unique<modelseal_result>(*bundle, std::move(verified->signer));
  result->manifest = std::make_unique<modelseal_manifest>(std::move(verified->manifest));
  result->predicate_type = ModelPredicateType(bundle->bundle, verifier->policy);
  result->ignored = std::move(verified->ignored);
  result->unsigned_files = std::move(verified->unsigned_files);
  result->verified_bytes = verified->verified_bytes;
  *out = result.release();
  return absl::OkStatus();
}

}  // namespace
}  // namespace modelseal::capi

modelseal_code modelseal_verifier_verify_model(const modelseal_verifier* verifier,
                                               const char* model_path, size_t model_path_len,
                                               const modelseal_bundle* bundle, modelseal_job* job,
                                               modelseal_result** out, modelseal_error** err) {
  std::unique_ptr<modelseal_diff> diff;
  const modelseal_code code = Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    const auto verify = [&](std::optional<Diff>* found) -> absl::StatusOr<VerifiedModel> {
      MODELSEAL_ASSIGN_OR_RETURN(
          VerifiedModel verified,
          modelseal::verify::VerifyModel(ViewOf(model_path, model_path_len), bundle->bundle,
                                         verifier->policy,
                                         job != nullptr ? job->ToHashJob() : HashJob{}, found));
      if (job != nullptr && job->allows_cached_digests) {
        MODELSEAL_RETURN_IF_ERROR(job->SaveDigestCache());
      }
      return verified;
    };
    return modelseal::capi::ModelResult(verifier, bundle, verify, &diff, out);
  });
  modelseal::capi::AttachDiff(std::move(diff), err);
  return code;
}

modelseal_code modelseal_verifier_verify_manifest(const modelseal_verifier* verifier,
                                                  const modelseal_manifest* manifest,
                                                  const modelseal_bundle* bundle,
                                                  modelseal_result** out, modelseal_error** err) {
  std::unique_ptr<modelseal_diff> diff;
  const modelseal_code code = Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(manifest, "manifest"));
    const auto verify = [&](std::optional<Diff>* found) {
      return modelseal::verify::VerifyManifest(manifest->manifest, bundle->bundle, verifier->policy,
                                               found);
    };
    return modelseal::capi::ModelResult(verifier, bundle, verify, &diff, out);
  });
  modelseal::capi::AttachDiff(std::move(diff), err);
  return code;
}

modelseal_code modelseal_verifier_verify_file(const modelseal_verifier* verifier, const char* path,
                                              size_t path_len, const modelseal_bundle* bundle,
                                              modelseal_job* job, modelseal_result** out,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(verifier, "verifier"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    const HashJob hash_job = job != nullptr ? job->ToHashJob() : HashJob{};
    MODELSEAL_ASSIGN_OR_RETURN(FileArtifact file,
                               FileArtifact::Open(ViewOf(path, path_len), hash_job));
    MODELSEAL_ASSIGN_OR_RETURN(std::unique_ptr<modelseal_result> result,
                               modelseal::capi::VerifyArtifact(*verifier, *bundle, file));
    *out = result.release();
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_verify_digest(const modelseal_verifier* verifier,
                                                int32_t algorithm, const uint8_t* digest,
                                                size_t digest_len, const modelseal_bundle* bundle,
                                                modelseal_result** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(verifier, "verifier"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(digest, digest_len, "digest"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const HashKind kind, modelseal::capi::HashKindOf(algorithm));
    MODELSEAL_ASSIGN_OR_RETURN(
        DigestArtifact artifact,
        DigestArtifact::Create(kind, ViewOf(reinterpret_cast<const char*>(digest), digest_len)));
    MODELSEAL_ASSIGN_OR_RETURN(std::unique_ptr<modelseal_result> result,
                               modelseal::capi::VerifyArtifact(*verifier, *bundle, artifact));
    *out = result.release();
    return absl::OkStatus();
  });
}

void modelseal_verifier_free(modelseal_verifier* verifier) { delete verifier; }
