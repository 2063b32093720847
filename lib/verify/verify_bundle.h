// SPDX-License-Identifier: Apache-2.0
//
// Who signed, and what they signed: everything that needs no look at the model.
//
//  1. The bundle is of the method that the policy states.
//  2. Its signer is one that the policy accepts. By key: the key that the bundle names, if it names
//     one, is the policy's. By certificate: the bundle's certificates can be read, the first may
//     sign models (x509/code_signing.h) with a key of a known kind, and a chain leads from it to
//     one of the policy's roots, valid at the time of the policy's clock (x509/chain.h).
//  3. The signature over the envelope was made by the signer's key.
//  4. The payload is an in-toto statement; only now it is parsed,
//  5. and it is about a model.
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

// Fails with kMethodMismatch, kKeyMismatch, kCertificateInvalid, kCertificateExpired,
// kCertificateKeyUnsupported, kSignatureInvalid, and as statement::ParseStatement.
absl::StatusOr<VerifiedBundle> VerifyBundle(const bundle::Bundle& bundle, const Policy& policy);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_
