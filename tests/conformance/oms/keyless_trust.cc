// SPDX-License-Identifier: Apache-2.0
//
// See keyless_trust.h.
#include "tests/conformance/oms/keyless_trust.h"

#include "tests/conformance/oms/c_call.h"

namespace modelseal::testing {
namespace {

bool SetTrustRoot(modelseal_verifier_builder* builder, const std::string& json, Verdict* verdict) {
  modelseal_trust_root* raw = nullptr;
  if (Fails(verdict, [&](modelseal_error** error) {
        return json.empty()
                   ? modelseal_trust_root_production(&raw, error)
                   : modelseal_trust_root_parse(reinterpret_cast<const uint8_t*>(json.data()),
                                                json.size(), &raw, error);
      })) {
    return false;
  }
  const TrustRootHandle root(raw);
  return !Fails(verdict, [&](modelseal_error** error) {
    return modelseal_verifier_builder_set_trust_root(builder, root.get(), error);
  });
}

bool AddIdentity(modelseal_verifier_builder* builder, const KeylessTrust& trust, Verdict* verdict) {
  modelseal_identity* raw = nullptr;
  if (Fails(verdict,
            [&](modelseal_error** error) { return modelseal_identity_new(&raw, error); })) {
    return false;
  }
  const IdentityHandle identity(raw);
  return !Fails(verdict, [&](modelseal_error** error) {
    return modelseal_identity_set_subject(raw, trust.identity.data(), trust.identity.size(), error);
  }) && !Fails(verdict, [&](modelseal_error** error) {
    return modelseal_identity_set_issuer(raw, trust.issuer.data(), trust.issuer.size(), error);
  }) && !Fails(verdict, [&](modelseal_error** error) {
    return modelseal_verifier_builder_add_identity(builder, raw, error);
  });
}

bool SetLoggedKey(modelseal_verifier_builder* builder, const KeylessTrust& trust,
                  Verdict* verdict) {
  if (Fails(verdict, [&](modelseal_error** error) {
        return modelseal_verifier_builder_set_logged_key_pem(builder, trust.logged_key_pem.data(),
                                                             trust.logged_key_pem.size(), error);
      })) {
    return false;
  }
  const auto& validity = trust.logged_key_validity_seconds;
  return !validity || !Fails(verdict, [&](modelseal_error** error) {
    return modelseal_verifier_builder_set_logged_key_validity_seconds(builder, validity->first,
                                                                      validity->second, error);
  });
}

bool StateWhoMaySign(modelseal_verifier_builder* builder, const KeylessTrust& trust,
                     Verdict* verdict) {
  if (!trust.logged_key_pem.empty()) {
    return SetLoggedKey(builder, trust, verdict);
  }
  if (trust.accepts_any_identity) {
    return !Fails(verdict, [&](modelseal_error** error) {
      return modelseal_verifier_builder_accept_any_identity_unsafe(builder, error);
    });
  }
  return AddIdentity(builder, trust, verdict);
}

}  // namespace

bool ApplyKeylessTrust(modelseal_verifier_builder* builder, const KeylessTrust& trust,
                       Verdict* verdict) {
  const auto waive = [&](bool waived, auto function) {
    return !waived ||
           !Fails(verdict, [&](modelseal_error** error) { return function(builder, error); });
  };
  return SetTrustRoot(builder, trust.root_json, verdict) &&
         StateWhoMaySign(builder, trust, verdict) &&
         waive(!trust.needs_log_entry,
               modelseal_verifier_builder_accept_missing_log_entry_unsafe) &&
         waive(!trust.needs_sct, modelseal_verifier_builder_accept_missing_sct_unsafe);
}

}  // namespace modelseal::testing
