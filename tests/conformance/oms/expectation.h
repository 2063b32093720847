// SPDX-License-Identifier: Apache-2.0
//
// What a table of cases asks of a verifier, and which reasons of ours satisfy it. The tables name
// classes of failures, which every implementation words in its own way.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_EXPECTATION_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_EXPECTATION_H_

#include <string>
#include <vector>

#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {

struct Expectation {
  bool accept = false;
  std::vector<std::string> classes;  // of a refusal: any of them; none for any refusal

  static Expectation Accept() { return {true, {}}; }
  static Expectation Reject(std::vector<std::string> classes) {
    return {false, std::move(classes)};
  }

  // "accept" or "reject PARSE|LIMIT".
  std::string Text() const;
};

// The names of our reasons that mean a class such as "PARSE". Throws for an unknown class.
const std::vector<std::string>& ReasonsOfClass(const std::string& failure_class);

// Whether the verdict is what was asked. A failure to read, or a bug, satisfies no class.
bool Satisfies(const Verdict& verdict, const Expectation& expectation);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_EXPECTATION_H_
