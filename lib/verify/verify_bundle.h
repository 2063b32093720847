// SPDX-License-Identifier: Apache-2.0
//
// Who signed, and what they signed: everything that needs no look at the model.
//
//  1. The bundle is of the method that the policy states.
//  2. The key that the bundle names, if it names one, is the policy's.
//  3. The signature over the envelope was made by that key.
//  4. The payload is an in-toto statement; only now it is parsed,
//  5. and it is about a model.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/manifest/manifest.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

// The signed manifest. Fails with kMethodMismatch, kKeyMismatch, kSignatureInvalid, and as
// statement::ParseStatement.
absl::StatusOr<manifest::Manifest> VerifyBundle(const bundle::Bundle& bundle,
                                                const Policy& policy);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_BUNDLE_H_
