// SPDX-License-Identifier: Apache-2.0
//
// What a verifier demands. Who may sign has no default.
#ifndef MODELSEAL_LIB_VERIFY_POLICY_H_
#define MODELSEAL_LIB_VERIFY_POLICY_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/time_range.h"
#include "lib/crypto/public_key.h"
#include "lib/crypto/verification_key.h"
#include "lib/manifest/diff.h"
#include "lib/statement/statement.h"
#include "lib/trust/trusted_root.h"
#include "lib/verify/certificate_pins.h"
#include "lib/verify/identity.h"
#include "lib/verify/provenance_rules.h"
#include "lib/x509/certificate.h"
#include "lib/x509/trust_anchors.h"

namespace modelseal::verify {

// How much evidence a signature must bring. What is there is verified even if nothing asks for it.
struct Thresholds {
  size_t log_entries = 1;  // by different logs; 0 waives them
  size_t timestamps = 0;   // RFC 3161, by different authorities
  size_t times = 1;        // timestamps and times that a log vouches for, together; at least 1
  size_t scts = 1;         // different logs of certificates; 0 waives them
};

// Whoever has a certificate for signing that leads to one of the anchors and is among the pins, if
// there are any.
struct CertificateTrust {
  x509::TrustAnchors anchors;
  // Certificates must be valid at the clock's time or, if there is a trust root, at every timestamp
  // that its authorities made for the signature, of which there must be one.
  std::shared_ptr<const Clock> clock;  // never null
  CertificatePins pins{};
  std::shared_ptr<const trust::TrustedRoot> timestamp_root{};
};

// Whoever has one of these identities, as a Sigstore instance establishes them.
struct KeylessTrust {
  std::shared_ptr<const trust::TrustedRoot> root;  // never null
  std::vector<IdentityRule> identities;            // empty only if any will do
  bool accepts_any_identity = false;
  Thresholds thresholds;
  std::shared_ptr<const Clock> clock;  // never null; nothing may be signed later than it says
};

// Exactly one key, whose signatures a Sigstore instance records.
struct LoggedKeyTrust {
  crypto::VerificationKey key;
  TimeRange validity;  // every time of a signature must lie in it
  std::shared_ptr<const trust::TrustedRoot> root;
  Thresholds thresholds;
  std::shared_ptr<const Clock> clock;
};

// Exactly these certificates, the signer's first, whoever issued them and whenever they are valid:
// how a signer looks at its own work, which others then judge by what they trust.
struct OwnCertificates {
  std::vector<x509::Certificate> certificates;
};

struct Policy {
  // Who may sign: one public key and no other, or as above.
  std::variant<crypto::PublicKey, CertificateTrust, OwnCertificates, KeylessTrust, LoggedKeyTrust>
      signer;
  statement::ParseOptions statement;
  manifest::CompareOptions compare;
  // What a statement about an artifact must be of; any if empty. Models have a type of their own.
  std::string predicate_type{};
  // What a statement of training provenance must say. A policy with such rules verifies nothing
  // else: they would be passed over in silence.
  ProvenanceRules provenance{};
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_POLICY_H_
