// SPDX-License-Identifier: Apache-2.0
//
// The parts of a trusted root as JSON, to be changed one at a time.
#ifndef MODELSEAL_TESTS_SUPPORT_TRUSTED_ROOT_JSON_H_
#define MODELSEAL_TESTS_SUPPORT_TRUSTED_ROOT_JSON_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/test_ca.h"

namespace modelseal::testing {

// {"start": ..., "end": ...} for RFC 3339 times of these seconds, both included.
nlohmann::json PeriodJson(int64_t start_seconds, int64_t end_seconds);

// An entry of `tlogs` or `ctlogs`, in use from a year before kTestNow without an end.
nlohmann::json LogInstanceJson(const std::string& base_url, const TestKey& key,
                               const std::string& log_id);

// An entry of `certificateAuthorities` or `timestampAuthorities`, in use for as long. The anchor
// is the last.
nlohmann::json AuthorityJson(const std::string& uri, const std::vector<TestIdentity>& chain);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TRUSTED_ROOT_JSON_H_
