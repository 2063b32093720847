// SPDX-License-Identifier: Apache-2.0
//
// Who signed, and what they signed: everything that needs no look at the model. For each method:
//
//  1. The bundle is of the method that the policy states.
//  2. Log (keyless, and keys in a log): each entry is in a log of the trust root, by inclusion
//     proof and checkpoint; an inclusion promise, if there is one, holds (log_evidence.h).
//  3. Time (the same, and certificates with timestamps): each timestamp is by an authority of the
//     trust root and about this signature; there are as many times as the policy asks for, none
//     later than now (signing_times.h). Nothing else says when something was signed.
//  4. Signer. By key: the key that the bundle names, if it names one, is the policy's; of a key in
//     a log a hint counts for nothing. By certificate: the first of the bundle's may sign models
//     (x509/code_signing.h) and a chain leads from it to one of the policy's roots, valid at the
//     time of the policy's clock or at every timestamp (x509/chain.h). Keyless: an authority of the
//     trust root issued it, for signing, and it, the authority and the trust in it are valid at
//     every time (keyless_certificate.h).
//  5. Certificate log (keyless): logs of certificates vouch for it (x509/sct_verification.h).
//  6. Signature: it was made by the signer's key over the envelope or the artifact.
//  7. Log entry: its body is about exactly this signature, key and content.
//  8. Identity: the signer is one whom the policy lets pass.
//  9. The payload is an in-toto statement; only now it is parsed,
// 10. and it is about a model.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

struct VerifiedBundle {
  BundleSigner signer;
  manifest::Manifest manifest;
};

// Fails with kBundleInvalid for a signature without an envelope, as verify_signature.h, and as
// statement::ParseStatement; with kInvalidArgument for a policy with rules about provenance.
absl::StatusOr<VerifiedBundle> VerifyBundle(const bundle::Bundle& bundle, const Policy& policy);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_
