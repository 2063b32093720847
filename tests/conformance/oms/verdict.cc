// SPDX-License-Identifier: Apache-2.0
//
// See verdict.h.
#include "tests/conformance/oms/verdict.h"

#include <cstdint>
#include <stdexcept>

#include "tests/conformance/oms/c_call.h"

namespace modelseal::testing {
namespace {

bool ApplySwitches(modelseal_verifier_builder* builder, const Policy& policy, Verdict* verdict) {
  const auto set = [&](bool wanted, auto function, int32_t value) {
    return !wanted || !Fails(verdict, [&](modelseal_error** error) {
      return function(builder, value, error);
    });
  };
  const auto allow = [&](bool wanted, auto function) {
    return !wanted ||
           !Fails(verdict, [&](modelseal_error** error) { return function(builder, error); });
  };
  return set(policy.strict, modelseal_verifier_builder_set_strict_schema, 1) &&
         set(policy.refuse_ignored, modelseal_verifier_builder_set_refuse_ignored_content, 1) &&
         set(!policy.git_paths_ignored, modelseal_verifier_builder_set_ignore_git_paths, 0) &&
         allow(policy.ignore_unsigned, modelseal_verifier_builder_allow_unsigned_files_unsafe) &&
         allow(policy.legacy, modelseal_verifier_builder_allow_legacy_v0_unsafe) &&
         allow(policy.allow_symlinks, modelseal_verifier_builder_allow_symlinks_unsafe);
}

bool ApplyIgnores(modelseal_verifier_builder* builder, const Policy& policy, Verdict* verdict) {
  for (const std::string& name : policy.ignored_names) {
    if (Fails(verdict, [&](modelseal_error** error) {
          return modelseal_verifier_builder_add_ignored_name(builder, name.data(), name.size(),
                                                             error);
        })) {
      return false;
    }
  }
  for (const std::string& path : policy.ignored_paths) {
    if (Fails(verdict, [&](modelseal_error** error) {
          return modelseal_verifier_builder_add_ignored_path(builder, path.data(), path.size(),
                                                             error);
        })) {
      return false;
    }
  }
  return true;
}

bool AddAnchors(modelseal_verifier_builder* builder, const std::vector<std::string>& pems,
                Verdict* verdict) {
  for (const std::string& pem : pems) {
    if (Fails(verdict, [&](modelseal_error** error) {
          return modelseal_verifier_builder_add_trust_anchors_pem(builder, pem.data(), pem.size(),
                                                                  error);
        })) {
      return false;
    }
  }
  return true;
}

bool ApplyTrust(modelseal_verifier_builder* builder, const Trust& trust, Verdict* verdict) {
  if (!trust.keyless && trust.anchor_pems.empty()) {  // a key of which no time is asked
    return !Fails(verdict, [&](modelseal_error** error) {
      return modelseal_verifier_builder_set_public_key_pem(builder, trust.public_key_pem.data(),
                                                           trust.public_key_pem.size(), error);
    });
  }
  return (trust.keyless ? ApplyKeylessTrust(builder, *trust.keyless, verdict)
                        : AddAnchors(builder, trust.anchor_pems, verdict)) &&
         !Fails(verdict, [&](modelseal_error** error) {
           return modelseal_verifier_builder_set_verification_time_seconds(
               builder, kVerificationTimeSeconds, error);
         });
}

}  // namespace

Policy PolicyNamed(const std::string& name) {
  Policy policy;
  if (name == "strict") {
    policy.strict = true;
  } else if (name == "ignore_unsigned") {
    policy.ignore_unsigned = true;
  } else if (name == "legacy") {
    policy.legacy = true;
  } else if (name == "refuse_ignored") {
    policy.refuse_ignored = true;
  } else if (name == "no_git_paths") {
    policy.git_paths_ignored = false;
  } else if (name == "allow_symlinks") {
    policy.allow_symlinks = true;
  } else if (name != "default") {
    throw std::runtime_error("unknown policy " + name);
  }
  return policy;
}

Verdict VerdictOf(modelseal_code code, const ErrorHandle& error) {
  if (error == nullptr || modelseal_error_code(error.get()) != code) {
    return {"ERROR_OBJECT_INCONSISTENT", modelseal_code_name(code)};
  }
  return {modelseal_error_name(error.get()), modelseal_error_message(error.get())};
}

Verdict BuildVerifier(const Trust& trust, const Policy& policy, VerifierHandle* out) {
  Verdict verdict{"OK", ""};
  modelseal_verifier_builder* raw_builder = nullptr;
  if (Fails(&verdict, [&](modelseal_error** error) {
        return modelseal_verifier_builder_new(&raw_builder, error);
      })) {
    return verdict;
  }
  const BuilderHandle builder(raw_builder);
  if (!ApplyTrust(builder.get(), trust, &verdict) ||
      !ApplySwitches(builder.get(), policy, &verdict) ||
      !ApplyIgnores(builder.get(), policy, &verdict)) {
    return verdict;
  }
  modelseal_verifier* raw_verifier = nullptr;
  if (!Fails(&verdict, [&](modelseal_error** error) {
        return modelseal_verifier_builder_build(builder.get(), &raw_verifier, error);
      })) {
    out->reset(raw_verifier);
  }
  return verdict;
}

Verdict BuildVerifier(const std::string& public_key_pem, const Policy& policy,
                      VerifierHandle* out) {
  return BuildVerifier(Trust::Key(public_key_pem), policy, out);
}

Verdict VerifyWithKey(const std::string& bundle, const std::string& public_key_pem,
                      const std::string& model_path, const Policy& policy) {
  return VerifyWithTrust(bundle, Trust::Key(public_key_pem), model_path, policy);
}

Verdict VerifyWithTrust(const std::string& bundle, const Trust& trust,
                        const std::string& model_path, const Policy& policy) {
  VerifierHandle verifier;
  Verdict verdict = BuildVerifier(trust, policy, &verifier);
  if (!verdict.accepted()) {
    return verdict;
  }
  BundleHandle parsed;
  verdict = ParseBundle(bundle, &parsed);
  if (!verdict.accepted()) {
    return verdict;
  }
  modelseal_result* raw_result = nullptr;
  Fails(&verdict, [&](modelseal_error** error) {
    return modelseal_verifier_verify_model(verifier.get(), model_path.data(), model_path.size(),
                                           parsed.get(), nullptr, &raw_result, error);
  });
  const ResultHandle result(raw_result);
  if (verdict.accepted() != (raw_result != nullptr)) {
    return {"RESULT_WITHOUT_SUCCESS", "a result exists exactly if the model verified"};
  }
  return verdict;
}

Verdict LoadBundle(const std::string& path, BundleHandle* out) {
  Verdict verdict{"OK", ""};
  modelseal_bundle* raw = nullptr;
  if (!Fails(&verdict, [&](modelseal_error** error) {
        return modelseal_bundle_load(path.data(), path.size(), &raw, error);
      })) {
    out->reset(raw);
  }
  return verdict;
}

Verdict ParseBundle(const std::string& json, BundleHandle* out) {
  Verdict verdict{"OK", ""};
  modelseal_bundle* raw = nullptr;
  if (!Fails(&verdict, [&](modelseal_error** error) {
        return modelseal_bundle_parse(reinterpret_cast<const uint8_t*>(json.data()), json.size(),
                                      &raw, error);
      })) {
    out->reset(raw);
  }
  return verdict;
}

std::string TextOf(modelseal_str view) { return std::string(view.data, view.len); }

}  // namespace modelseal::testing
