// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/dataset_names.h"

namespace modelseal::cli {

const std::map<std::string, DatasetSuite>& DatasetSuites() {
  static const std::map<std::string, DatasetSuite> suites = {
      {"ecvrf-p256", DatasetSuite::kEcvrfP256},
      {"bulk-p256-experimental", DatasetSuite::kBulkP256Experimental}};
  return suites;
}

const std::map<std::string, DatasetKind>& DatasetKinds() {
  static const std::map<std::string, DatasetKind> kinds = {{"set", DatasetKind::kSet},
                                                           {"map", DatasetKind::kMap}};
  return kinds;
}

const std::map<std::string, DatasetDuplicates>& DatasetDuplicatesNames() {
  static const std::map<std::string, DatasetDuplicates> names = {
      {"error", DatasetDuplicates::kError},
      {"collapse", DatasetDuplicates::kCollapse},
      {"count", DatasetDuplicates::kCount}};
  return names;
}

const std::map<std::string, DatasetPadding>& DatasetPaddings() {
  static const std::map<std::string, DatasetPadding> paddings = {
      {"none", DatasetPadding::kNone},
      {"power-of-two", DatasetPadding::kPowerOfTwo},
      {"quarter-steps", DatasetPadding::kQuarterSteps}};
  return paddings;
}

}  // namespace modelseal::cli
