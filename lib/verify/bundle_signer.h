// SPDX-License-Identifier: Apache-2.0
//
// Which key must have signed a bundle, by what the bundle says and the policy demands.
#ifndef MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_
#define MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/verification_key.h"
#include "lib/verify/evidence.h"
#include "lib/verify/policy.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

struct BundleSigner {
  crypto::VerificationKey key;
  // Ways in which such a key may have signed, the usual one first.
  std::vector<crypto::SignatureScheme> schemes;
  // From the signer's certificate to the authority that is trusted, or OwnCertificates as they are;
  // empty if the policy states a key.
  std::vector<x509::Certificate> certificate_path;
  // Whether log entries count, so that their bodies must be about the signature.
  bool is_logged = false;
  // The identity in it was not matched with the policy yet.
  Evidence evidence{};
};

// Steps 1 to 5 of verify_bundle.h. No signature over the content is looked at.
absl::StatusOr<BundleSigner> EstablishSigner(const bundle::Bundle& bundle, const Policy& policy);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_
