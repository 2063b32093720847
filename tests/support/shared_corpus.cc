// SPDX-License-Identifier: Apache-2.0
//
// See shared_corpus.h.
#include "tests/support/shared_corpus.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/skip.h"

namespace modelseal::testing {

std::optional<std::filesystem::path> SharedCorpusOrSkip(const std::string& name) {
  const char* const corpora = std::getenv("MODELSEAL_CORPORA");
  if (corpora != nullptr && *corpora != '\0') {
    const std::filesystem::path folder = std::filesystem::path(corpora) / name;
    INFO("MODELSEAL_CORPORA=" << corpora);
    REQUIRE(std::filesystem::is_directory(folder));
    return folder;
  }
  const char* const ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") {
    FAIL("MODELSEAL_CORPORA must be set in CI");
  }
  ReportSkipped("MODELSEAL_CORPORA is not set: the shared corpus " + name + " was not checked");
  return std::nullopt;
}

std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& folder,
                                              const std::string& extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ReadCorpusFile(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  INFO("file " << file);
  REQUIRE(in.is_open());
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace modelseal::testing
