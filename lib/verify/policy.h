// SPDX-License-Identifier: Apache-2.0
//
// What a verifier demands. Who may sign has no default.
#ifndef MODELSEAL_LIB_VERIFY_POLICY_H_
#define MODELSEAL_LIB_VERIFY_POLICY_H_

#include "lib/crypto/public_key.h"
#include "lib/manifest/diff.h"
#include "lib/statement/statement.h"

namespace modelseal::verify {

struct Policy {
  crypto::PublicKey key;  // the only one that may sign
  statement::ParseOptions statement;
  manifest::CompareOptions compare;
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_POLICY_H_
