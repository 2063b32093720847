// SPDX-License-Identifier: Apache-2.0
//
// What a verifier demands. Who may sign has no default.
#ifndef MODELSEAL_LIB_VERIFY_POLICY_H_
#define MODELSEAL_LIB_VERIFY_POLICY_H_

#include <memory>
#include <variant>
#include <vector>

#include "lib/base/clock.h"
#include "lib/crypto/public_key.h"
#include "lib/manifest/diff.h"
#include "lib/statement/statement.h"
#include "lib/x509/certificate.h"
#include "lib/x509/trust_anchors.h"

namespace modelseal::verify {

// Whoever has a certificate for signing that leads to one of these.
struct CertificateTrust {
  x509::TrustAnchors anchors;
  std::shared_ptr<const Clock> clock;  // asked once in each verification; never null
};

// Exactly these certificates, the signer's first, whoever issued them and whenever they are valid:
// how a signer looks at its own work, which others then judge by what they trust.
struct OwnCertificates {
  std::vector<x509::Certificate> certificates;
};

struct Policy {
  // Who may sign: one public key and no other, or as above.
  std::variant<crypto::PublicKey, CertificateTrust, OwnCertificates> signer;
  statement::ParseOptions statement;
  manifest::CompareOptions compare;
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_POLICY_H_
