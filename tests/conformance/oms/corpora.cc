// SPDX-License-Identifier: Apache-2.0
//
// See corpora.h.
#include "tests/conformance/oms/corpora.h"

#include "tests/support/shared_corpus.h"

namespace modelseal::testing {

std::optional<std::filesystem::path> OmsCorpusOrSkip() { return SharedCorpusOrSkip("oms"); }

}  // namespace modelseal::testing
