// SPDX-License-Identifier: Apache-2.0
//
// See case_report.h.
#include "tests/conformance/oms/case_report.h"

#include <catch2/catch.hpp>
#include <cstdio>

namespace modelseal::testing {

void CaseReport::Finish() const {
  std::printf("[group] %s: %d checks, %d as expected, %d differ\n", group_.c_str(), checks_,
              checks_ - differing_, differing_);
  INFO("group " << group_);
  CHECK(checks_ > 0);
}

void CaseReport::Summarize(const std::string& corpus, size_t cases) const {
  std::printf("[conformance] %s: %zu cases, %d runs, %d as expected, %d deviations\n",
              corpus.c_str(), cases, checks_, checks_ - differing_, differing_);
}

void CaseReport::Add(const std::string& id, const std::string& policy, const Expectation& expected,
                     const Verdict& got) {
  const bool fits = Satisfies(got, expected);
  const std::string name = policy == "default" ? id : id + " [" + policy + "]";
  Print(fits, name, expected.Text(), got.reason);
  INFO(group_ << ": " << name << ": expected " << expected.Text() << ", got " << got.reason << ": "
              << got.message);
  CHECK(fits);
}

void CaseReport::AddCheck(const std::string& id, const std::string& rule, bool holds,
                          const std::string& seen) {
  Print(holds, id, rule, seen.empty() ? (holds ? "yes" : "no") : seen);
  INFO(group_ << ": " << id << ": " << rule << ": " << seen);
  CHECK(holds);
}

void CaseReport::Print(bool fits, const std::string& id, const std::string& expected,
                       const std::string& got) {
  ++checks_;
  differing_ += fits ? 0 : 1;
  std::printf("%-7s %-52s %-36s %s\n", fits ? "ok" : "differs", id.c_str(), expected.c_str(),
              got.c_str());
}

}  // namespace modelseal::testing
