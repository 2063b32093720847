// SPDX-License-Identifier: Apache-2.0
//
// Calls of the C API one after another until one fails, for the conformance tests.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_C_CALL_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_C_CALL_H_

#include "tests/conformance/oms/c_handles.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {

// Makes one call, which gets where to put its error. True, and its verdict, if it fails.
template <typename Call>
bool Fails(Verdict* verdict, Call&& call) {
  modelseal_error* raw = nullptr;
  const modelseal_code code = call(&raw);
  const ErrorHandle error(raw);
  if (code == MODELSEAL_OK) {
    return false;
  }
  *verdict = VerdictOf(code, error);
  return true;
}

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_C_CALL_H_
