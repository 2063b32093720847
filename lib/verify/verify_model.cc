// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/verify_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/manifest/compare_manifests.h"
#include "lib/verify/verify_bundle.h"

namespace modelseal::verify {
namespace {

using manifest::Difference;

// Gravest first: what cannot be read at all, what is lost, what was changed, what was added.
constexpr Reason kGravity[] = {
    Reason::kSymlinkRefused,        Reason::kFileTypeRefused, Reason::kFileMissing,
    Reason::kShardMissing,          Reason::kDigestMismatch,  Reason::kFileUnsigned,
    Reason::kIgnoredContentRefused,
};

size_t GravityOf(const Difference& difference) {
  return static_cast<size_t>(
      std::find(std::begin(kGravity), std::end(kGravity), *difference.reason) -
      std::begin(kGravity));
}

std::string_view Describe(Reason reason) {
  switch (reason) {
    case Reason::kSymlinkRefused:
      return "is a symbolic link";
    case Reason::kFileTypeRefused:
      return "is not a regular file";
    case Reason::kFileMissing:
      return "is signed but missing";
    case Reason::kShardMissing:
      return "does not have the ranges that were signed";
    case Reason::kDigestMismatch:
      return "is not what was signed";
    case Reason::kFileUnsigned:
      return "is not signed";
    case Reason::kIgnoredContentRefused:
      return "is ignored by the signature, but there";
    default:
      return "differs";
  }
}

absl::Status DifferenceError(const manifest::Diff& diff) {
  const Difference* gravest = nullptr;
  size_t count = 0;
  for (const Difference& difference : diff.differences) {
    if (!difference.reason.has_value()) {
      continue;
    }
    ++count;
    if (gravest == nullptr || GravityOf(difference) < GravityOf(*gravest)) {
      gravest = &difference;
    }
  }
  const std::string others =
      count > 1 ? absl::StrCat(" (and ", count - 1,
                               count == 2 ? " more difference)" : " more differences)")
                : "";
  return MakeError(*gravest->reason,
                   absl::StrCat(gravest->name, " ", Describe(*gravest->reason), others),
                   {{"path", gravest->name},
                    {"expected", gravest->expected.has_value() ? gravest->expected->ToHex() : ""},
                    {"actual", gravest->actual.has_value() ? gravest->actual->ToHex() : ""}});
}

absl::StatusOr<VerifiedModel> Judge(VerifiedBundle verified, manifest::Comparison comparison,
                                    const bundle::Bundle& bundle,
                                    std::optional<manifest::Diff>* diff) {
  if (comparison.diff.has_faults()) {
    const absl::Status status = DifferenceError(comparison.diff);
    *diff = std::move(comparison.diff);
    return status;
  }
  return VerifiedModel{std::move(verified.manifest).WithSources(comparison.sources),
                       bundle.method(),
                       std::move(verified.signer),
                       std::move(comparison.ignored_present),
                       std::move(comparison.accepted_unsigned),
                       comparison.compared_bytes};
}

}  // namespace

absl::StatusOr<VerifiedModel> VerifyModel(std::string_view model_path, const bundle::Bundle& bundle,
                                          const Policy& policy, const hash::HashJob& job,
                                          std::optional<manifest::Diff>* diff) {
  MODELSEAL_ASSIGN_OR_RETURN(VerifiedBundle verified, VerifyBundle(bundle, policy));
  MODELSEAL_ASSIGN_OR_RETURN(
      manifest::Comparison comparison,
      manifest::CompareModel(model_path, verified.manifest, policy.compare, job));
  return Judge(std::move(verified), std::move(comparison), bundle, diff);
}

absl::StatusOr<VerifiedModel> VerifyManifest(const manifest::Manifest& manifest,
                                             const bundle::Bundle& bundle, const Policy& policy,
                                             std::optional<manifest::Diff>* diff) {
  MODELSEAL_ASSIGN_OR_RETURN(VerifiedBundle verified, VerifyBundle(bundle, policy));
  MODELSEAL_ASSIGN_OR_RETURN(
      manifest::Comparison comparison,
      manifest::CompareManifests(manifest, verified.manifest, policy.compare));
  return Judge(std::move(verified), std::move(comparison), bundle, diff);
}

}  // namespace modelseal::verify
