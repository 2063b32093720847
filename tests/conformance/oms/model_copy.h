// SPDX-License-Identifier: Apache-2.0
//
// A model of one's own to spoil: a copy of a directory or file in a temporary directory, and the
// operations that tables of tamperings name.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_MODEL_COPY_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_MODEL_COPY_H_

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace modelseal::testing {

class ModelCopy {
 public:
  // Copies `model`, a directory or a file, following links (test data may be links to the sources).
  explicit ModelCopy(const std::filesystem::path& model);

  // Applies operations: arrays of a name and its arguments, as model_cases.json of the corpus and
  // our own cases.json have them. Throws for an unknown one.
  void Apply(const nlohmann::json& operations);

  // Applies one operation without numbers.
  void Do(const std::vector<std::string>& operation);

  // The copy; lives as long as this object.
  std::string path() const { return model_.string(); }

  // The directory that holds the copy and nothing else.
  const TempDir& surroundings() const { return dir_; }

 private:
  void ApplyOne(const nlohmann::json& operation);

  TempDir dir_;
  std::filesystem::path model_;
};

// The bytes of a file; throws if it cannot be read.
std::string ReadFile(const std::filesystem::path& path);

// A JSON document of test data; throws if it is not one.
nlohmann::json ReadJson(const std::filesystem::path& path);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_MODEL_COPY_H_
