// SPDX-License-Identifier: Apache-2.0
//
// The period for which a trusted root vouches for a key or an authority.
#ifndef MODELSEAL_LIB_TRUST_VALID_FOR_H_
#define MODELSEAL_LIB_TRUST_VALID_FOR_H_

#include "absl/status/statusor.h"
#include "lib/base/time_range.h"
#include "lib/json/field_path.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

// `path` is that of the range. A start is demanded: without one, whoever made the file has not said
// from when on the key was under the control that it has now. No end: still valid.
// kTrustRootInvalid if a time cannot be read, or the end lies before the start.
absl::StatusOr<TimeRange> ReadValidity(const sigstore::TimeRange& range, const json::Path& path);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_VALID_FOR_H_
