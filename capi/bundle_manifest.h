// SPDX-License-Identifier: Apache-2.0
//
// The manifest that a bundle claims, for functions that look and do not judge.
#ifndef MODELSEAL_CAPI_BUNDLE_MANIFEST_H_
#define MODELSEAL_CAPI_BUNDLE_MANIFEST_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"

namespace modelseal::capi {

// kBundleInvalid for a signature without an envelope; else as statement::ParseStatement.
absl::StatusOr<manifest::Manifest> ReadManifestUnverified(const bundle::Bundle& bundle);

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_BUNDLE_MANIFEST_H_
