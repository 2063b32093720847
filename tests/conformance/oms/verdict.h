// SPDX-License-Identifier: Apache-2.0
//
// What the library says to one bundle, one model and one policy, asked through the C API alone.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_VERDICT_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_VERDICT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/oms/c_handles.h"
#include "tests/conformance/oms/keyless_trust.h"

namespace modelseal::testing {

// A policy of the verifier, named as the tables of cases name it.
struct Policy {
  bool strict = false;
  bool ignore_unsigned = false;
  bool legacy = false;
  bool refuse_ignored = false;
  bool git_paths_ignored = true;
  bool allow_symlinks = false;
  std::vector<std::string> ignored_names;
  std::vector<std::string> ignored_paths;
};

// The policy of a name: "default", "strict", "ignore_unsigned", "legacy", "refuse_ignored",
// "no_git_paths" or "allow_symlinks". Throws for any other.
Policy PolicyNamed(const std::string& name);

struct Verdict {
  std::string reason;  // stable name of the code; "OK" if the model verified
  std::string message;

  bool accepted() const { return reason == "OK"; }
};

// The verdict of a failed call; frees nothing.
Verdict VerdictOf(modelseal_code code, const ErrorHandle& error);

// Noon of 2026-11-23, so that the fixtures do not grow old.
inline constexpr int64_t kVerificationTimeSeconds = 1795435200;

// Whom a verifier trusts: a public key, certificate authorities, or a Sigstore instance.
struct Trust {
  std::string public_key_pem;
  std::vector<std::string> anchor_pems;
  std::optional<KeylessTrust> keyless;

  static Trust Key(std::string pem) { return {std::move(pem), {}, {}}; }
  static Trust Anchors(std::vector<std::string> pems) { return {"", std::move(pems), {}}; }
  static Trust Keyless(KeylessTrust keyless) { return {"", {}, std::move(keyless)}; }
};

// A verifier with a policy, at kVerificationTimeSeconds; sets `out` on success.
Verdict BuildVerifier(const Trust& trust, const Policy& policy, VerifierHandle* out);

// A verifier with one public key and a policy; sets `out` on success.
Verdict BuildVerifier(const std::string& public_key_pem, const Policy& policy, VerifierHandle* out);

// Reads a bundle from memory and verifies a model with a public key.
Verdict VerifyWithKey(const std::string& bundle, const std::string& public_key_pem,
                      const std::string& model_path, const Policy& policy);

// Reads a bundle from memory and verifies a model.
Verdict VerifyWithTrust(const std::string& bundle, const Trust& trust,
                        const std::string& model_path, const Policy& policy);

// What modelseal_bundle_load says of a file.
Verdict LoadBundle(const std::string& path, BundleHandle* out);

// What modelseal_bundle_parse says of bytes.
Verdict ParseBundle(const std::string& json, BundleHandle* out);

// The text of a view.
std::string TextOf(modelseal_str view);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_VERDICT_H_
