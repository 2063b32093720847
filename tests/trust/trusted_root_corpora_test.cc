// SPDX-License-Identifier: Apache-2.0
//
// The trusted roots that other clients of Sigstore test with.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/trust/trusted_root.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::trust {
namespace {

// What must be refused, and the field that is at fault; the rest must be read. Paths are relative
// to the corpus.
using Refusals = std::map<std::string, std::string>;

bool IsTrustedRoot(const std::string& text) {
  return text.find("\"certificateAuthorities\"") != std::string::npos ||
         text.find("\"timestampAuthorities\"") != std::string::npos;
}

void CheckCorpus(const std::string& name, size_t expected_count, const Refusals& refusals) {
  const auto corpus = testing::SharedCorpusOrSkip(name);
  if (!corpus.has_value()) {
    return;
  }
  size_t count = 0;
  size_t refused_count = 0;
  for (const std::filesystem::path& file : testing::FilesBelow(*corpus, ".json")) {
    const std::string text = testing::ReadCorpusFile(file);
    if (!IsTrustedRoot(text)) {
      continue;
    }
    ++count;
    const std::string path = std::filesystem::relative(file, *corpus).string();
    CAPTURE(path);
    const absl::Status status = TrustedRoot::Parse(text).status();
    const auto refusal = refusals.find(path);
    INFO(status.message());
    if (refusal == refusals.end()) {
      CHECK(status.ok());
      continue;
    }
    ++refused_count;
    CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
    CHECK(DetailOf(status, "field") == refusal->second);
  }
  CHECK(count == expected_count);
  CHECK(refused_count == refusals.size());
}

TEST_CASE("the trusted roots of sigstore-conformance are read or refused as they should be",
          "[trust][corpora]") {
  CheckCorpus("sigstore-conformance", 31,
              {{"bundle-verify/trust-root-tlog-missing-validity-start_fail/trusted_root.json",
                "tlogs[1].publicKey.validFor.start"}});
}

TEST_CASE("the trusted roots of sigstore-python are read or refused as they should be",
          "[trust][corpora]") {
  CheckCorpus("sigstore-python", 8,
              {{"trusted_root/trustedroot.badtype.json", "mediaType"},
               {"trust_config/config.badtype.json", "mediaType"}});
}

TEST_CASE("the trusted roots of sigstore-go are read", "[trust][corpora]") {
  CheckCorpus("sigstore-go", 4, {});
}

TEST_CASE("the trusted roots of sigstore-rust are read", "[trust][corpora]") {
  CheckCorpus("sigstore-rust", 11, {});
}

TEST_CASE("the trusted roots of model-signing are read", "[trust][corpora]") {
  CheckCorpus("oms", 3, {});
}

TEST_CASE("the trusted roots of the TUF repository are read", "[trust][corpora]") {
  CheckCorpus("tuf", 2, {});
}

}  // namespace
}  // namespace modelseal::trust
