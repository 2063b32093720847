// SPDX-License-Identifier: Apache-2.0
//
// The vectors that the author of RFC 8785 publishes: each input has the canonical form of the file
// of the same name beside it.
#include <catch2/catch.hpp>
#include <cstdio>

#include "lib/json/canonical.h"
#include "lib/json/value.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

constexpr size_t kCases = 6;

// The canonical form of `text`, or what went wrong.
std::string CanonicalFormOf(const std::string& text) {
  const auto document = json::Document::Parse(text, "case");
  if (!document.ok()) {
    return document.status().ToString();
  }
  const auto canonical = json::Canonicalize(document->root());
  return canonical.ok() ? *canonical : canonical.status().ToString();
}

TEST_CASE("the corpus of JCS has the canonical forms that others computed", "[jcs][corpus]") {
  const auto corpus = SharedCorpusOrSkip("jcs");
  if (!corpus) {
    return;
  }
  const auto inputs = FilesBelow(*corpus / "input", ".json");
  REQUIRE(inputs.size() == kCases);
  for (const auto& input : inputs) {
    CAPTURE(input.filename());
    CHECK(CanonicalFormOf(ReadCorpusFile(input)) ==
          ReadCorpusFile(*corpus / "output" / input.filename()));
  }
  std::printf("[group] jcs: %zu cases\n", inputs.size());
}

TEST_CASE("the canonical forms of the corpus are their own canonical forms", "[jcs][corpus]") {
  const auto corpus = SharedCorpusOrSkip("jcs");
  if (!corpus) {
    return;
  }
  const auto outputs = FilesBelow(*corpus / "output", ".json");
  REQUIRE(outputs.size() == kCases);
  for (const auto& output : outputs) {
    CAPTURE(output.filename());
    const std::string text = ReadCorpusFile(output);
    CHECK(CanonicalFormOf(text) == text);
  }
}

}  // namespace
}  // namespace modelseal::testing
