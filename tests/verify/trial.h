// SPDX-License-Identifier: Apache-2.0
//
// One verification from end to end: an instance of Sigstore, what is signed there, and who judges
// it by which policy. It succeeds until a test changes a part of it.
#ifndef MODELSEAL_TESTS_VERIFY_TRIAL_H_
#define MODELSEAL_TESTS_VERIFY_TRIAL_H_

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/time_range.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/verify/policy.h"
#include "lib/verify/verify_artifact.h"
#include "lib/verify/verify_bundle.h"
#include "lib/verify/verify_provenance.h"
#include "tests/support/virtual_sigstore.h"

namespace modelseal::testing {

// Whom a policy names: an identity, the signer's key in a log or without one, or the root of the
// signer's certificate.
enum class PolicyKind { kIdentity, kLoggedKey, kKey, kAnchors };

verify::IdentityRule ExactIdentity(const std::string& subject, const std::string& issuer);

struct Trial {
  VirtualSigstore sigstore;
  SigningSpec signing = sigstore.NewSigning();

  // Of what was signed; bytes last.
  std::function<void(nlohmann::json&)> change_root;
  std::function<void(nlohmann::json&)> change_bundle;
  std::function<void(std::string&)> change_text;

  // Of the policy.
  PolicyKind kind = PolicyKind::kIdentity;
  verify::Thresholds thresholds;
  std::vector<verify::IdentityRule> identities = {ExactIdentity(kTestSigner, kTestIssuer)};
  bool accepts_any_identity = false;
  std::optional<TestKey> key;  // else the signer's
  TimeRange key_validity;
  verify::CertificatePins pins;
  std::optional<TestIdentity> anchor;  // else Fulcio's root
  bool has_timestamp_root = false;     // of anchors
  int64_t clock_seconds = kTestNow + 3600;
  std::string predicate_type;

  // What is verified, instead of what was signed.
  std::optional<std::string> artifact;

  // Signs and verifies; each time anew.
  absl::StatusOr<verify::VerifiedArtifact> Verify();
  // The envelope must be about a model.
  absl::StatusOr<verify::VerifiedBundle> VerifyModel();
  // The envelope must be about a model's training.
  absl::StatusOr<verify::VerifiedProvenance> VerifyProvenance(const manifest::Manifest* model);
  absl::Status Status() { return Verify().status(); }
  absl::Status ModelStatus() { return VerifyModel().status(); }

 private:
  struct Prepared {
    bundle::Bundle bundle;
    verify::Policy policy;
  };
  absl::StatusOr<Prepared> Prepare();
  verify::Policy MakePolicy(std::shared_ptr<const trust::TrustedRoot> root,
                            const TestIdentity& signer) const;
};

// With Rekor v2 and a timestamp, and with an envelope about the artifact or a model.
Trial V2Trial();
Trial EnvelopeTrial();
Trial V2EnvelopeTrial();
Trial ModelTrial();
// An envelope by a certificate of an authority of one's own, at the clock's time, without any log.
Trial AnchorsTrial();

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_VERIFY_TRIAL_H_
