// SPDX-License-Identifier: Apache-2.0
//
// The project's own table of bundles and spoilt models (tests/data/oms): each case under each
// policy it names. Needs nothing but the repository.
#include <catch2/catch.hpp>
#include <set>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kData = "tests/data/oms";

// A member that nothing reads would be a rule that nothing checks.
void RequireMembers(const nlohmann::json& object, const std::set<std::string>& known) {
  for (const auto& [name, value] : object.items()) {
    INFO("member " << name << " of " << object.dump());
    REQUIRE(known.count(name) == 1);
  }
}

Expectation ExpectationOf(const nlohmann::json& run) {
  RequireMembers(run, {"policy", "expect", "classes"});
  if (run.at("expect") == "accept") {
    return Expectation::Accept();
  }
  REQUIRE(run.at("expect") == "reject");
  REQUIRE_FALSE(run.at("classes").empty());
  return Expectation::Reject(run.at("classes").get<std::vector<std::string>>());
}

void RunCase(CaseReport* report, const nlohmann::json& record) {
  RequireMembers(record, {"id", "rule", "bundle", "key", "model", "ops", "runs"});
  const bool single_file = record.value("model", "dir") == "file";
  ModelCopy model(kData / (single_file ? "single/model.gguf" : "model"));
  // What some names try to reach.
  model.Do({"outside", "outside.txt", "outside\n"});
  model.Apply(record.value("ops", nlohmann::json::array()));
  const std::string bundle =
      ReadFile(kData / "cases" / (record.at("bundle").get<std::string>() + ".sig"));
  const std::string key = ReadFile(kData / "keys" / (record.at("key").get<std::string>() + ".pub"));
  for (const nlohmann::json& run : record.at("runs")) {
    const std::string policy = run.at("policy");
    report->Add(record.at("id"), policy, ExpectationOf(run),
                VerifyWithKey(bundle, key, model.path(), PolicyNamed(policy)));
  }
}

}  // namespace

TEST_CASE("every case of our own table is judged as it says", "[oms][cases]") {
  CaseReport report("own cases");
  for (const nlohmann::json& record : ReadJson(kData / "cases.json")) {
    RunCase(&report, record);
  }
  report.Finish();
}

TEST_CASE("every bundle of our own table is used by a case", "[oms][cases]") {
  std::set<std::string> used;
  for (const nlohmann::json& record : ReadJson(kData / "cases.json")) {
    used.insert(record.at("bundle").get<std::string>());
  }
  std::set<std::string> present;
  for (const auto& file : fs::directory_iterator(kData / "cases")) {
    present.insert(file.path().stem().string());
  }
  CHECK(present == used);
  CHECK(present.size() > 200);
}

}  // namespace modelseal::testing
