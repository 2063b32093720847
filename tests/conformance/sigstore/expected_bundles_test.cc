// SPDX-License-Identifier: Apache-2.0
//
// Bundles of three other clients (EXPECTED.tsv of the shared corpora) under the trust roots that go
// with them, any identity accepted: each verifies or is refused for the reason in refusals.tsv,
// which also says why, wherever we refuse what sigstore-go accepts.
#include <catch2/catch.hpp>
#include <cstdio>
#include <set>

#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/sigstore/artifact_verdict.h"
#include "tests/conformance/sigstore/expected_table.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kRefusals[] = "tests/conformance/sigstore/refusals.tsv";

// A bare timestamp, no bundle: tests/timestamp verifies it.
constexpr char kTimestampRow[] = "timestamp-authority/response-injected-certs.tsr";

Trust Anybody(const fs::path& root) {
  KeylessTrust keyless;
  keyless.root_json = ReadFile(root);
  keyless.accepts_any_identity = true;
  return Trust::Keyless(std::move(keyless));
}

Verdict VerdictOfRow(const fs::path& corpora, const ExpectedRow& row) {
  const std::string bundle = ReadFile(corpora / row.bundle);
  const Trust trust = Anybody(corpora / row.trusted_root);
  if (row.artifact == "-" || row.artifact == "digest") {
    return VerifyClaimedArtifact(bundle, trust);
  }
  return VerifyFile(bundle, trust, (corpora / row.artifact).string());
}

}  // namespace

TEST_CASE("bundles of other clients verify or are refused for the reason written down",
          "[sigstore][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-conformance");
  if (!corpus) {
    return;
  }
  const fs::path corpora = corpus->parent_path();
  const std::vector<ExpectedRow> rows = ReadExpectedRows(corpora / "EXPECTED.tsv");
  const auto refusals = ReadRefusals(kRefusals);
  CHECK(rows.size() == 37);
  std::set<std::pair<std::string, std::string>> used;
  int runs = 0;
  int deviations = 0;
  for (const ExpectedRow& row : rows) {
    if (row.bundle == kTimestampRow) {
      continue;
    }
    const Verdict got = VerdictOfRow(corpora, row);
    const auto refusal = refusals.find(row.key());
    const bool refused = refusal != refusals.end();
    const std::string wanted = refused ? refusal->second.reason : "OK";
    const bool deviates = refused && !refusal->second.deviation.empty();
    std::printf("%-7s %-70s sigstore-go %s, expected %s, got %s%s%s\n",
                got.reason == wanted ? "ok" : "differs", row.bundle.c_str(),
                row.passes ? "passes" : "fails", wanted.c_str(), got.reason.c_str(),
                deviates ? "; stricter: " : "", deviates ? refusal->second.deviation.c_str() : "");
    INFO(row.bundle << " under " << row.trusted_root << ": " << got.message);
    CHECK(got.reason == wanted);
    // A reason why stricter is right stands exactly where we are stricter; we are never laxer.
    CHECK(deviates == (row.passes && refused));
    CHECK((row.passes || refused));
    used.insert(row.key());
    ++runs;
    deviations += deviates ? 1 : 0;
  }
  for (const auto& [key, refusal] : refusals) {
    INFO(key.first << " under " << key.second << " is no row of EXPECTED.tsv");
    CHECK(used.count(key) == 1);
  }
  std::printf(
      "[conformance] EXPECTED.tsv: %zu rows, %d bundles here (1 timestamp in tests/timestamp), %d "
      "as "
      "sigstore-go, %d deviations, each stricter for a written reason\n",
      rows.size(), runs, runs - deviations, deviations);
}

}  // namespace modelseal::testing
