// SPDX-License-Identifier: Apache-2.0
//
// One line for each case, and the count of a group: what was asked, what was said, whether it fits.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_CASE_REPORT_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_CASE_REPORT_H_

#include <cstddef>
#include <string>

#include "tests/conformance/oms/expectation.h"

namespace modelseal::testing {

class CaseReport {
 public:
  explicit CaseReport(std::string group) : group_(std::move(group)) {}

  // Prints the count and fails the test if a group is empty. Call once, at the end.
  void Finish() const;

  // Prints the line of a corpus for the table of all corpora: how many cases it has, how often one
  // was run, and what came of it.
  void Summarize(const std::string& corpus, size_t cases) const;

  // A case under a policy; a Catch2 check.
  void Add(const std::string& id, const std::string& policy, const Expectation& expected,
           const Verdict& got);

  // Any other check of a case, in words.
  void AddCheck(const std::string& id, const std::string& rule, bool holds,
                const std::string& seen = "");

 private:
  void Print(bool fits, const std::string& id, const std::string& expected, const std::string& got);

  std::string group_;
  int checks_ = 0;
  int differing_ = 0;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_CASE_REPORT_H_
