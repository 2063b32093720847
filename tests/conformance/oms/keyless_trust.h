// SPDX-License-Identifier: Apache-2.0
//
// What a verifier is told of a Sigstore instance: whom it records, and how much of a record it asks
// for.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_KEYLESS_TRUST_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_KEYLESS_TRUST_H_

#include <modelseal/modelseal.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace modelseal::testing {

struct Verdict;

struct KeylessTrust {
  std::string root_json;  // empty: that of production, which is built in

  // Who may sign: one identity, anybody, or a key whose signatures are logged.
  std::string identity;
  std::string issuer;
  bool accepts_any_identity = false;
  std::string logged_key_pem;
  std::optional<std::pair<int64_t, int64_t>> logged_key_validity_seconds;

  bool needs_log_entry = true;
  bool needs_sct = true;
};

// Tells it to a builder; false, and the verdict, if the library refuses it.
bool ApplyKeylessTrust(modelseal_verifier_builder* builder, const KeylessTrust& trust,
                       Verdict* verdict);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_KEYLESS_TRUST_H_
