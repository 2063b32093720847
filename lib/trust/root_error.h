// SPDX-License-Identifier: Apache-2.0
//
// Failures of a trusted root. Each names the field, and that it is the trusted root's: the bundle
// has certificates, keys and times too.
#ifndef MODELSEAL_LIB_TRUST_ROOT_ERROR_H_
#define MODELSEAL_LIB_TRUST_ROOT_ERROR_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "lib/json/field_path.h"

namespace modelseal::trust {

// kTrustRootInvalid with "<path>: <problem>" and the detail "field".
absl::Status RootError(const json::Path& path, std::string_view problem);

// kTrustRootInvalid for what another part of the library found wrong at `path`; its detail
// "subject" is kept. Failures of the machine (kOutOfMemory, kInternal) stay what they are.
absl::Status RootErrorFrom(const json::Path& path, const absl::Status& cause);

// kLimitExceeded, with the details "field" and "limit", if there are more items than that.
absl::Status CheckCount(const json::Path& path, size_t count, size_t limit);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_ROOT_ERROR_H_
