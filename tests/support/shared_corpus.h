// SPDX-License-Identifier: Apache-2.0
//
// Where the shared corpora lie: vectors of other projects that this repository does not copy.
#ifndef MODELSEAL_TESTS_SUPPORT_SHARED_CORPUS_H_
#define MODELSEAL_TESTS_SUPPORT_SHARED_CORPUS_H_

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace modelseal::testing {

// The folder `name` of the corpora named by MODELSEAL_CORPORA. Without that variable the test case
// is reported as skipped, or fails if CI is "true"; the caller then returns.
std::optional<std::filesystem::path> SharedCorpusOrSkip(const std::string& name);

// All files below `folder` whose names end in `extension` (".json"), sorted.
std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& folder,
                                              const std::string& extension);

// The bytes of a file; a failed test if it cannot be read.
std::string ReadCorpusFile(const std::filesystem::path& file);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_SHARED_CORPUS_H_
