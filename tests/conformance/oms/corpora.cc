// SPDX-License-Identifier: Apache-2.0
//
// See corpora.h.
#include "tests/conformance/oms/corpora.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "tests/support/skip.h"

namespace modelseal::testing {

std::optional<std::filesystem::path> OmsCorpusOrSkip() {
  const char* const corpora = std::getenv("MODELSEAL_CORPORA");
  if (corpora != nullptr && *corpora != '\0') {
    const std::filesystem::path folder = std::filesystem::path(corpora) / "oms";
    INFO("MODELSEAL_CORPORA=" << corpora);
    REQUIRE(std::filesystem::is_directory(folder));
    return folder;
  }
  const char* const ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") {
    FAIL("MODELSEAL_CORPORA must be set in CI");
  }
  ReportSkipped("MODELSEAL_CORPORA is not set: the shared OMS corpus was not checked");
  return std::nullopt;
}

}  // namespace modelseal::testing
