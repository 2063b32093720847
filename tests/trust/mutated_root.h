// SPDX-License-Identifier: Apache-2.0
//
// The production trusted root with one thing changed.
#ifndef MODELSEAL_TESTS_TRUST_MUTATED_ROOT_H_
#define MODELSEAL_TESTS_TRUST_MUTATED_ROOT_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "lib/trust/trusted_root.h"

namespace modelseal::testing {

using Json = nlohmann::json;

// Two transparency logs, two CT logs, two certificate authorities (of one and of two certificates)
// and one timestamp authority.
Json ProductionRoot();

// With the member at the JSON pointer set, or without it.
Json RootWith(const std::string& pointer, const Json& value);
Json RootWithout(const std::string& pointer);

absl::StatusOr<trust::TrustedRoot> ParseRoot(const Json& root);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_TRUST_MUTATED_ROOT_H_
