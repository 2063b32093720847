// SPDX-License-Identifier: Apache-2.0
//
// What differs between a manifest that a caller made of a model and one that was signed.
#ifndef MODELSEAL_LIB_MANIFEST_COMPARE_MANIFESTS_H_
#define MODELSEAL_LIB_MANIFEST_COMPARE_MANIFESTS_H_

#include "absl/status/statusor.h"
#include "lib/manifest/diff.h"
#include "lib/manifest/manifest.h"

namespace modelseal::manifest {

// As CompareModel() does with a model whose files are the entries of `given`; of options.ignore the
// paths have no effect. What `given` leaves out itself is not known. Nothing is read, so the
// comparison is always complete. Fails with
//  - kInvalidArgument if `given` has another hash or shard size, or has digests that came from no
//    bytes but from a statement, which would be compared with itself;
//  - kSymlinkRefused if links were followed for `given` and may not be;
//  - kStatementInvalid if `manifest` is of a single file without a name and `given` of several.
absl::StatusOr<Comparison> CompareManifests(const Manifest& given, const Manifest& manifest,
                                            const CompareOptions& options);

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_COMPARE_MANIFESTS_H_
