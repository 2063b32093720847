// SPDX-License-Identifier: Apache-2.0
//
// See trusted_root_json.h.
#include "tests/support/trusted_root_json.h"

#include "lib/base/base64.h"
#include "lib/base/utc_time.h"
#include "tests/support/signing_registry.h"
#include "tests/support/test_log.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

constexpr int64_t kYearSeconds = 365 * 86'400;

json FromAYearBefore() { return {{"start", FormatUtcTime(kTestNow - kYearSeconds)}}; }

}  // namespace

json PeriodJson(int64_t start_seconds, int64_t end_seconds) {
  return {{"start", FormatUtcTime(start_seconds)}, {"end", FormatUtcTime(end_seconds)}};
}

json LogInstanceJson(const std::string& base_url, const TestKey& key, const std::string& log_id) {
  return {{"baseUrl", base_url},
          {"hashAlgorithm", "SHA2_256"},
          {"publicKey",
           {{"rawBytes", EncodeBase64(SpkiOf(key))},
            {"keyDetails", KeyDetailsOf(key)},
            {"validFor", FromAYearBefore()}}},
          {"logId", {{"keyId", EncodeBase64(log_id)}}}};
}

json AuthorityJson(const std::string& uri, const std::vector<TestIdentity>& chain) {
  json certificates = json::array();
  for (const TestIdentity& identity : chain) {
    certificates.push_back({{"rawBytes", EncodeBase64(identity.der())}});
  }
  return {{"subject", {{"organization", "example"}, {"commonName", uri}}},
          {"uri", uri},
          {"certChain", {{"certificates", certificates}}},
          {"validFor", FromAYearBefore()}};
}

}  // namespace modelseal::testing
