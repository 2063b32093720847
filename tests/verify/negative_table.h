// SPDX-License-Identifier: Apache-2.0
//
// The rows of negative_cases.tsv: what must be refused, for which reason, and which test says so.
#ifndef MODELSEAL_TESTS_VERIFY_NEGATIVE_TABLE_H_
#define MODELSEAL_TESTS_VERIFY_NEGATIVE_TABLE_H_

#include <set>
#include <string>
#include <vector>

namespace modelseal::testing {

struct NegativeRow {
  int group;           // of sigstore.md 7.2
  std::string reason;  // "SIGNATURE_INVALID", or "OK" for what must pass at the border
  std::string where;   // "here", or the source of the test
  std::string name;    // of the case, or of the test there
};

// Throws for a row that is not one.
const std::vector<NegativeRow>& ReadNegativeTable();

// The names of the TEST_CASEs in that source, which must be among the data of the test.
const std::set<std::string>& TestNamesOf(const std::string& source);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_VERIFY_NEGATIVE_TABLE_H_
