// SPDX-License-Identifier: Apache-2.0
//
// What must hold of every input: libFuzzer takes an abort for a finding.
#ifndef MODELSEAL_FUZZ_INVARIANT_H_
#define MODELSEAL_FUZZ_INVARIANT_H_

#include <cstdio>
#include <cstdlib>

namespace modelseal::fuzz {

inline void Require(bool holds, const char* invariant) {
  if (!holds) {
    std::fprintf(stderr, "ERROR: does not hold: %s\n", invariant);
    std::abort();
  }
}

}  // namespace modelseal::fuzz

#endif  // MODELSEAL_FUZZ_INVARIANT_H_
