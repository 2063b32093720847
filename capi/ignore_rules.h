// SPDX-License-Identifier: Apache-2.0
//
// The ignore setters that hash options and verifier builders share.
#ifndef MODELSEAL_CAPI_IGNORE_RULES_H_
#define MODELSEAL_CAPI_IGNORE_RULES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "lib/manifest/builder.h"

namespace modelseal::capi {

absl::Status AddIgnoredName(manifest::IgnoreRules& rules, const char* name, size_t name_len);
absl::Status AddIgnoredPath(manifest::IgnoreRules& rules, const char* path, size_t path_len);

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_IGNORE_RULES_H_
