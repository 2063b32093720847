// SPDX-License-Identifier: Apache-2.0
//
// See mutated_root.h.
#include "tests/trust/mutated_root.h"

#include <stdexcept>

#include "lib/trust/embedded_root.h"

namespace modelseal::testing {

Json ProductionRoot() { return Json::parse(trust::ProductionRootJson()); }

Json RootWith(const std::string& pointer, const Json& value) {
  Json root = ProductionRoot();
  root[Json::json_pointer(pointer)] = value;
  return root;
}

Json RootWithout(const std::string& pointer) {
  Json root = ProductionRoot();
  const Json::json_pointer path(pointer);
  const size_t erased = root.at(path.parent_pointer()).erase(path.back());
  if (erased != 1) {
    throw std::runtime_error("no such member: " + pointer);
  }
  return root;
}

absl::StatusOr<trust::TrustedRoot> ParseRoot(const Json& root) {
  return trust::TrustedRoot::Parse(root.dump());
}

}  // namespace modelseal::testing
