// SPDX-License-Identifier: Apache-2.0
//
// Which key must have signed a bundle, by what the bundle says and the policy demands.
#ifndef MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_
#define MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/public_key.h"
#include "lib/verify/policy.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

struct BundleSigner {
  crypto::PublicKey key;
  // From the signer's certificate to the root that is trusted, or OwnCertificates as they are;
  // empty if the policy states a key.
  std::vector<x509::Certificate> certificate_path;
};

// Steps 1 and 2 of verify_bundle.h. No signature over the envelope is looked at.
absl::StatusOr<BundleSigner> EstablishSigner(const bundle::Bundle& bundle, const Policy& policy);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_BUNDLE_SIGNER_H_
