// SPDX-License-Identifier: Apache-2.0
//
// Skipping a test out loud: Catch2 2 knows no skipped tests.
#ifndef MODELSEAL_TESTS_SUPPORT_SKIP_H_
#define MODELSEAL_TESTS_SUPPORT_SKIP_H_

#include <string>

namespace modelseal::testing {

// Says that the running test case is skipped and why; the caller then returns. Once a test case.
void ReportSkipped(const std::string& why);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_SKIP_H_
