// SPDX-License-Identifier: Apache-2.0
//
// Runs the list of what a verifier must refuse, prints it with the reasons, and checks that it is
// complete: negative_cases.tsv has every group, and every case of it is there.
#include <catch2/catch.hpp>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "tests/verify/negative_case.h"
#include "tests/verify/negative_table.h"

namespace modelseal::testing {
namespace {

constexpr int kGroups = 55;
constexpr char kHere[] = "here";

std::vector<NegativeCase> AllCases() {
  std::vector<NegativeCase> all;
  for (const auto& cases : {ParsingCases(), LogEntryCases(), LogProofCases(), CertificateCases(),
                            SctCases(), TimestampCases(), SignatureCases(), IdentityCases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

std::string NameOf(const absl::Status& status) {
  return status.ok() ? "OK" : std::string(ReasonName(ReasonOf(status)));
}

void CheckCases(const std::vector<NegativeCase>& cases) {
  std::map<std::pair<int, std::string>, std::string> expected;
  for (const NegativeRow& row : ReadNegativeTable()) {
    expected[{row.group, row.name}] = row.reason;
  }
  for (const NegativeCase& each : cases) {
    const absl::Status status = each.run();
    const std::string actual = NameOf(status);
    std::printf("group %d: %s: %s\n", each.group, each.name.c_str(), actual.c_str());
    INFO("group " << each.group << ": " << each.name << ": " << status.message());
    CHECK(actual == expected[{each.group, each.name}]);
  }
}

TEST_CASE("everything that negative cases start from verifies", "[verify][negative]") {
  CHECK(NameOf(Trial().Status()) == "OK");
  CHECK(NameOf(V2Trial().Status()) == "OK");
  CHECK(NameOf(EnvelopeTrial().Status()) == "OK");
  CHECK(NameOf(V2EnvelopeTrial().Status()) == "OK");
  CHECK(NameOf(ModelTrial().ModelStatus()) == "OK");
  CHECK(NameOf(AnchorsTrial().Status()) == "OK");
}

TEST_CASE("text and structure that must be refused are", "[verify][negative]") {
  CheckCases(ParsingCases());
}

TEST_CASE("log entries that must be refused are", "[verify][negative]") {
  CheckCases(LogEntryCases());
}

TEST_CASE("proofs and checkpoints that must be refused are", "[verify][negative]") {
  CheckCases(LogProofCases());
}

TEST_CASE("certificates that must be refused are", "[verify][negative]") {
  CheckCases(CertificateCases());
}

TEST_CASE("timestamps of certificates that must be refused are", "[verify][negative]") {
  CheckCases(SctCases());
}

TEST_CASE("timestamps that must be refused are", "[verify][negative]") {
  CheckCases(TimestampCases());
}

TEST_CASE("signatures and artifacts that must be refused are", "[verify][negative]") {
  CheckCases(SignatureCases());
}

TEST_CASE("signers that must be refused are", "[verify][negative]") { CheckCases(IdentityCases()); }

TEST_CASE("what the table says is run here is, and nothing else", "[verify][negative]") {
  std::set<std::pair<int, std::string>> told;
  for (const NegativeRow& row : ReadNegativeTable()) {
    if (row.where == kHere) {
      INFO("group " << row.group << ": " << row.name);
      CHECK(told.emplace(row.group, row.name).second);
    }
  }
  std::set<std::pair<int, std::string>> run;
  for (const NegativeCase& each : AllCases()) {
    INFO("group " << each.group << ": " << each.name);
    CHECK(run.emplace(each.group, each.name).second);
  }
  CHECK(told == run);
}

TEST_CASE("tests elsewhere that the table names are there", "[verify][negative]") {
  for (const NegativeRow& row : ReadNegativeTable()) {
    if (row.where != kHere) {
      std::printf("group %d: %s: %s (%s)\n", row.group, row.name.c_str(), row.reason.c_str(),
                  row.where.c_str());
      INFO(row.where << ": " << row.name);
      CHECK(TestNamesOf(row.where).contains(row.name));
    }
  }
}

TEST_CASE("no group of the list is missing", "[verify][negative]") {
  std::map<int, int> refused;
  for (const NegativeRow& row : ReadNegativeTable()) {
    CHECK(row.group >= 1);
    CHECK(row.group <= kGroups);
    refused[row.group] += row.reason == "OK" ? 0 : 1;
  }
  std::string missing;
  for (int group = 1; group <= kGroups; ++group) {
    if (refused[group] == 0) {
      missing += " " + std::to_string(group);
    }
  }
  std::printf("groups 1 to %d: %zu cases, missing:%s\n", kGroups, ReadNegativeTable().size(),
              missing.empty() ? " none" : missing.c_str());
  CHECK(missing.empty());
}

}  // namespace
}  // namespace modelseal::testing
