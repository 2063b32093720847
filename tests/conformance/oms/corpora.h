// SPDX-License-Identifier: Apache-2.0
//
// Where the shared corpora lie: vectors of other projects that this repository does not copy.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_CORPORA_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_CORPORA_H_

#include <filesystem>
#include <optional>

namespace modelseal::testing {

// The folder `oms` of the corpora named by MODELSEAL_CORPORA. Without that variable the test case
// is reported as skipped, or fails if CI is "true"; the caller then returns.
std::optional<std::filesystem::path> OmsCorpusOrSkip();

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_CORPORA_H_
