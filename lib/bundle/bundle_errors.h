// SPDX-License-Identifier: Apache-2.0
//
// Failures of a bundle's form, with the path of the field.
#ifndef MODELSEAL_LIB_BUNDLE_BUNDLE_ERRORS_H_
#define MODELSEAL_LIB_BUNDLE_BUNDLE_ERRORS_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"

namespace modelseal::bundle {

// kBundleInvalid.
absl::Status SchemaError(std::string_view field, std::string_view problem);

// kLimitExceeded if `count` is above `limit`; `unit` is "items" or "bytes".
absl::Status CheckLimit(std::string_view field, size_t count, size_t limit, std::string_view unit);

}  // namespace modelseal::bundle

#endif  // MODELSEAL_LIB_BUNDLE_BUNDLE_ERRORS_H_
