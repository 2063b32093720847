// SPDX-License-Identifier: Apache-2.0
//
// A statement and a signer become a bundle, which is then looked at as others will.
#ifndef MODELSEAL_LIB_SIGN_OWN_BUNDLE_H_
#define MODELSEAL_LIB_SIGN_OWN_BUNDLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/signer/signer.h"
#include "lib/verify/policy.h"

namespace modelseal::sign {

// The statement in an envelope in a bundle, signed, and not verified yet.
absl::StatusOr<bundle::Bundle> SignStatement(std::string statement, const signer::Signer& signer);

// Who may have signed what this signer signs: nobody else.
verify::Policy PolicyOf(const signer::Signer& signer);

}  // namespace modelseal::sign

#endif  // MODELSEAL_LIB_SIGN_OWN_BUNDLE_H_
