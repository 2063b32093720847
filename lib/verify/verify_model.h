// SPDX-License-Identifier: Apache-2.0
//
// The whole job: a bundle, a policy and a model, on disk or as a manifest.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_MODEL_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_MODEL_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/hash/digest_source.h"
#include "lib/hash/scheduler.h"
#include "lib/manifest/diff.h"
#include "lib/manifest/manifest.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

// What was proved.
struct VerifiedModel {
  manifest::Manifest manifest;  // with the sources of the digests that it was compared with
  bundle::Method method;
  BundleSigner signer;
  std::vector<std::string> ignored;         // ignored names under which the model has something
  std::vector<std::string> unsigned_files;  // accepted without a signature
  hash::SourceBytes verified_bytes;
};

// Verifies the bundle (verify_bundle.h), then that the model has exactly the signed files, then
// their bytes. If the model differs, fails with the reason of the gravest difference and puts all
// of them into *diff (which must not be null).
absl::StatusOr<VerifiedModel> VerifyModel(std::string_view model_path, const bundle::Bundle& bundle,
                                          const Policy& policy, const hash::HashJob& job,
                                          std::optional<manifest::Diff>* diff);

// The same for a model of which the caller made `manifest`. Fails also as
// manifest::CompareManifests, once the bundle is verified.
absl::StatusOr<VerifiedModel> VerifyManifest(const manifest::Manifest& manifest,
                                             const bundle::Bundle& bundle, const Policy& policy,
                                             std::optional<manifest::Diff>* diff);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_MODEL_H_
