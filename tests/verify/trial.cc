// SPDX-License-Identifier: Apache-2.0
//
// See trial.h.
#include "tests/verify/trial.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "lib/base/clock.h"
#include "lib/base/status.h"
#include "tests/verify/memory_artifact.h"

namespace modelseal::testing {
namespace {

template <typename T>
T Ok(absl::StatusOr<T> value) {
  if (!value.ok()) {
    throw std::runtime_error("trial: " + std::string(value.status().message()));
  }
  return *std::move(value);
}

crypto::VerificationKey PublicHalf(const TestKey& key) {
  return Ok(crypto::VerificationKey::ParseSpki(SpkiOf(key)));
}

verify::TextMatcher Exact(const std::string& text) { return Ok(verify::ExactText::Create(text)); }

}  // namespace

verify::IdentityRule ExactIdentity(const std::string& subject, const std::string& issuer) {
  return Ok(verify::IdentityRule::Create(Exact(subject), std::nullopt, Exact(issuer), {}));
}

verify::Policy Trial::MakePolicy(std::shared_ptr<const trust::TrustedRoot> root,
                                 const TestIdentity& signer) const {
  const auto clock = std::make_shared<const FixedClock>(clock_seconds);
  const TestKey& stated_key = key.has_value() ? *key : signer.key();
  switch (kind) {
    case PolicyKind::kIdentity:
      return {verify::KeylessTrust{std::move(root), identities, accepts_any_identity, thresholds,
                                   clock},
              {},
              {},
              predicate_type};
    case PolicyKind::kLoggedKey:
      return {verify::LoggedKeyTrust{PublicHalf(stated_key), key_validity, std::move(root),
                                     thresholds, clock},
              {},
              {},
              predicate_type};
    case PolicyKind::kKey:
      return {
          Ok(crypto::PublicKey::ParsePem(PublicHalf(stated_key).ToPem())), {}, {}, predicate_type};
    case PolicyKind::kAnchors:
      return {
          verify::CertificateTrust{AnchorsOf({anchor.has_value() ? *anchor : sigstore.fulcio_root}),
                                   clock, pins, has_timestamp_root ? std::move(root) : nullptr},
          {},
          {},
          predicate_type};
  }
  throw std::runtime_error("no such policy");
}

absl::StatusOr<Trial::Prepared> Trial::Prepare() {
  SignedBundle made = sigstore.Sign(signing);
  if (change_bundle) {
    change_bundle(made.json);
  }
  std::string text = made.json.dump();
  if (change_text) {
    change_text(text);
  }
  nlohmann::json root_json = sigstore.RootJson();
  if (change_root) {
    change_root(root_json);
  }
  MODELSEAL_ASSIGN_OR_RETURN(trust::TrustedRoot root, trust::TrustedRoot::Parse(root_json.dump()));
  MODELSEAL_ASSIGN_OR_RETURN(bundle::Bundle bundle, bundle::Bundle::Parse(std::move(text)));
  return Prepared{
      std::move(bundle),
      MakePolicy(std::make_shared<const trust::TrustedRoot>(std::move(root)), made.identity)};
}

absl::StatusOr<verify::VerifiedArtifact> Trial::Verify() {
  MODELSEAL_ASSIGN_OR_RETURN(const Prepared prepared, Prepare());
  MemoryArtifact verified(artifact.has_value() ? *artifact : signing.artifact);
  return verify::VerifyArtifact(prepared.bundle, prepared.policy, verified);
}

absl::StatusOr<verify::VerifiedBundle> Trial::VerifyModel() {
  MODELSEAL_ASSIGN_OR_RETURN(const Prepared prepared, Prepare());
  return verify::VerifyBundle(prepared.bundle, prepared.policy);
}

absl::StatusOr<verify::VerifiedProvenance> Trial::VerifyProvenance(
    const manifest::Manifest* model) {
  MODELSEAL_ASSIGN_OR_RETURN(const Prepared prepared, Prepare());
  return verify::VerifyProvenance(prepared.bundle, prepared.policy, model);
}

Trial V2Trial() {
  Trial trial;
  trial.signing = trial.sigstore.NewV2Signing();
  return trial;
}

Trial EnvelopeTrial() {
  Trial trial;
  trial.signing.envelope =
      EnvelopeSpec{kInTotoPayloadType, ArtifactStatementJson(trial.signing.artifact).dump()};
  return trial;
}

Trial V2EnvelopeTrial() {
  Trial trial = V2Trial();
  trial.signing.envelope = EnvelopeTrial().signing.envelope;
  return trial;
}

Trial ModelTrial() {
  Trial trial;
  trial.signing.envelope = EnvelopeSpec{kInTotoPayloadType, ModelStatementJson().dump()};
  return trial;
}

Trial AnchorsTrial() {
  Trial trial = EnvelopeTrial();
  trial.signing.log = LogChoice::kNone;
  trial.signing.brings_chain = true;
  trial.signing.more_certificates_der = {trial.sigstore.fulcio_intermediate.der()};
  trial.kind = PolicyKind::kAnchors;
  trial.clock_seconds = kTestNow;
  return trial;
}

}  // namespace modelseal::testing
