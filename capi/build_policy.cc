// SPDX-License-Identifier: Apache-2.0
#include "capi/build_policy.h"

#include <memory>
#include <string_view>

#include "capi/system_clock.h"
#include "lib/base/clock.h"
#include "lib/base/status.h"

namespace modelseal::capi {
namespace {

// The ways of saying who may sign; a policy has one of them.
struct Ways {
  explicit Ways(const modelseal_verifier_builder& builder)
      : key(builder.key.has_value()),
        anchors(!builder.anchors.empty()),
        keyless(!builder.identities.empty() || builder.accepts_any_identity),
        logged_key(builder.logged_key.has_value()) {}

  int count() const { return key + anchors + keyless + logged_key; }

  bool key;
  bool anchors;
  bool keyless;
  bool logged_key;
};

absl::Status CheckStated(const modelseal_verifier_builder& builder, const Ways& ways) {
  if (ways.count() > 0) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kPolicyNotStated,
                   builder.root != nullptr
                       ? "nothing says who may sign: a trust root alone only says who vouches for "
                         "signers; add an identity or set a logged key"
                       : "nothing says who may sign: set a public key, trust anchors, or a trust "
                         "root with identities before building the verifier");
}

struct Contradiction {
  bool is_there;
  std::string_view message;
};

absl::Status CheckNoContradiction(const modelseal_verifier_builder& builder, const Ways& ways) {
  const bool uses_root = ways.keyless || ways.logged_key;
  const bool counts_scts = builder.min_scts.has_value() || builder.accepts_missing_sct;
  const bool counts_evidence =
      builder.min_log_entries.has_value() || builder.min_timestamps.has_value() ||
      builder.min_times.has_value() || builder.accepts_missing_log_entry || counts_scts;
  const Contradiction contradictions[] = {
      {ways.count() > 1,
       "two ways of saying who may sign are set: a verifier has one of public key, trust anchors, "
       "identities and logged key"},
      {!builder.identities.empty() && builder.accepts_any_identity,
       "identities are stated, but any identity is accepted"},
      {uses_root && builder.root == nullptr,
       "identities and logged keys need a trust root, and none is set"},
      {!uses_root && builder.root != nullptr,
       "a trust root is set, but neither identities nor a logged key that it would be for"},
      {!uses_root && counts_evidence,
       "counts of log entries, timestamps or certificate logs are set, but neither identities nor "
       "a logged key that they would be for"},
      {!ways.keyless && counts_scts,
       "a count of certificate logs is set, but a logged key has no certificate"},
      {!ways.anchors && !builder.pins.is_empty(),
       "certificates are pinned, but there are no trust anchors that they would lead to"},
      {!ways.anchors && builder.timestamp_root != nullptr,
       "a trust root for timestamps is set, but no trust anchors"},
      {!ways.logged_key && builder.logged_key_validity.has_value(),
       "a validity of a logged key is set, but no logged key"},
      {builder.min_log_entries.has_value() && builder.accepts_missing_log_entry,
       "a count of log entries is set, but missing ones are accepted"},
      {builder.min_scts.has_value() && builder.accepts_missing_sct,
       "a count of certificate logs is set, but missing ones are accepted"},
      {ways.key && builder.time_seconds.has_value(),
       "a verification time is set, but a public key has no validity"},
  };
  for (const Contradiction& contradiction : contradictions) {
    if (contradiction.is_there) {
      return MakeError(Reason::kInvalidArgument, contradiction.message);
    }
  }
  return absl::OkStatus();
}

verify::Thresholds ThresholdsOf(const modelseal_verifier_builder& builder) {
  const verify::Thresholds defaults;
  return {
      .log_entries = builder.accepts_missing_log_entry
                         ? 0
                         : builder.min_log_entries.value_or(defaults.log_entries),
      .timestamps = builder.min_timestamps.value_or(defaults.timestamps),
      .times = builder.min_times.value_or(defaults.times),
      .scts = builder.accepts_missing_sct ? 0 : builder.min_scts.value_or(defaults.scts),
  };
}

std::shared_ptr<const Clock> ClockOf(const modelseal_verifier_builder& builder) {
  if (builder.time_seconds.has_value()) {
    return std::make_shared<FixedClock>(*builder.time_seconds);
  }
  return std::make_shared<SystemClock>();
}

decltype(verify::Policy::signer) SignerPolicyOf(const modelseal_verifier_builder& builder,
                                                const Ways& ways) {
  if (ways.key) {
    return *builder.key;
  }
  if (ways.anchors) {
    return verify::CertificateTrust{.anchors = builder.anchors,
                                    .clock = ClockOf(builder),
                                    .pins = builder.pins,
                                    .timestamp_root = builder.timestamp_root};
  }
  if (ways.keyless) {
    return verify::KeylessTrust{.root = builder.root,
                                .identities = builder.identities,
                                .accepts_any_identity = builder.accepts_any_identity,
                                .thresholds = ThresholdsOf(builder),
                                .clock = ClockOf(builder)};
  }
  return verify::LoggedKeyTrust{.key = *builder.logged_key,
                                .validity = builder.logged_key_validity.value_or(TimeRange{}),
                                .root = builder.root,
                                .thresholds = ThresholdsOf(builder),
                                .clock = ClockOf(builder)};
}

}  // namespace

absl::StatusOr<verify::Policy> BuildPolicy(const modelseal_verifier_builder& builder) {
  const Ways ways(builder);
  MODELSEAL_RETURN_IF_ERROR(CheckStated(builder, ways));
  MODELSEAL_RETURN_IF_ERROR(CheckNoContradiction(builder, ways));
  return verify::Policy{SignerPolicyOf(builder, ways), builder.statement, builder.compare,
                        builder.predicate_type, builder.provenance};
}

}  // namespace modelseal::capi
