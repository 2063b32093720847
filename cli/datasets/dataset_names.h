// SPDX-License-Identifier: Apache-2.0
//
// What is decided about a dataset, by the names that options, people and JSON documents use.
#ifndef MODELSEAL_CLI_DATASETS_DATASET_NAMES_H_
#define MODELSEAL_CLI_DATASETS_DATASET_NAMES_H_

#include <map>
#include <modelseal/modelseal.hpp>
#include <string>

namespace modelseal::cli {

const std::map<std::string, DatasetSuite>& DatasetSuites();
const std::map<std::string, DatasetKind>& DatasetKinds();
const std::map<std::string, DatasetDuplicates>& DatasetDuplicatesNames();
const std::map<std::string, DatasetPadding>& DatasetPaddings();

// The name of a value; its number if a library that is newer than this program has it.
template <typename Value>
std::string NameOf(const std::map<std::string, Value>& names, Value value) {
  for (const auto& [name, named] : names) {
    if (named == value) {
      return name;
    }
  }
  return std::to_string(static_cast<int32_t>(value));
}

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_DATASET_NAMES_H_
