// SPDX-License-Identifier: Apache-2.0
//
// Under which policies a case of the shared corpus is run, and what each must say: where OMS leaves
// a decision to the verifier, this is ours.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_POLICY_RUNS_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_POLICY_RUNS_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/conformance/oms/expectation.h"

namespace modelseal::testing {

struct PolicyRun {
  std::string policy;
  Expectation expected;
};

// The runs of a record of negative/cases.json: `expect`, `error_class` and `also_ok`. A refusal
// must also hold with unsigned files or the old layout allowed, and in strict mode.
std::vector<PolicyRun> RunsOfBundleCase(const nlohmann::json& record);

// The runs of a record of negative/model_cases.json, which says itself whether unsigned files are
// allowed.
std::vector<PolicyRun> RunsOfModelCase(const nlohmann::json& record);

// The one run of a record of expected.json: accept, or refuse with its class.
PolicyRun RunOfSignature(const nlohmann::json& record);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_POLICY_RUNS_H_
