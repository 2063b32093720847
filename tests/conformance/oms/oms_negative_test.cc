// SPDX-License-Identifier: Apache-2.0
//
// The shared corpus of bad bundles and spoilt models (negative/): each is refused with its class of
// failure, each control verifies.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/policy_runs.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kDefaultKey[] = "keys/p256-pub.pem";

// A file must be judged as its bytes are.
void CheckLoadAgreesWithParse(CaseReport* report, const std::string& id, const fs::path& path) {
  BundleHandle loaded;
  BundleHandle parsed;
  const Verdict from_file = LoadBundle(path.string(), &loaded);
  const Verdict from_memory = ParseBundle(ReadFile(path), &parsed);
  report->AddCheck(id, "file and memory agree", from_file.reason == from_memory.reason,
                   from_file.reason + "/" + from_memory.reason);
}

}  // namespace

TEST_CASE("every bad bundle of the corpus is refused for its reason", "[oms][corpus][negative]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("negative bundles, key");
  for (const nlohmann::json& record : ReadJson(*corpus / "negative/cases.json")) {
    if (record.at("method") != "key") {
      continue;
    }
    const std::string id = record.at("id");
    const fs::path path = *corpus / "negative" / (id + ".sig");
    const std::string key = ReadFile(*corpus / record.value("public_key", kDefaultKey));
    // The whole folder, since one of the cases tries to reach a file beside the model.
    ModelCopy model(*corpus / "mini");
    model.Do({"outside", "outside.txt", "outside\n"});
    for (const PolicyRun& run : RunsOfBundleCase(record)) {
      report.Add(id, run.policy, run.expected,
                 VerifyWithKey(ReadFile(path), key, model.path(), PolicyNamed(run.policy)));
    }
    CheckLoadAgreesWithParse(&report, id, path);
  }
  report.Finish();
}

TEST_CASE("every spoilt model of the corpus is refused for its reason", "[oms][corpus][negative]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const std::string key = ReadFile(*corpus / kDefaultKey);
  CaseReport report("spoilt models");
  for (const nlohmann::json& record : ReadJson(*corpus / "negative/model_cases.json")) {
    const std::string bundle =
        ReadFile(*corpus / "negative" / (record.at("sig").get<std::string>() + ".sig"));
    ModelCopy model(*corpus / "mini");
    model.Apply(record.at("ops"));
    for (const PolicyRun& run : RunsOfModelCase(record)) {
      report.Add(record.at("id"), run.policy, run.expected,
                 VerifyWithKey(bundle, key, model.path(), PolicyNamed(run.policy)));
    }
  }
  report.Finish();
}

}  // namespace modelseal::testing
