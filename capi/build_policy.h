// SPDX-License-Identifier: Apache-2.0
//
// From what was set on a verifier builder to a policy that contradicts itself nowhere.
#ifndef MODELSEAL_CAPI_BUILD_POLICY_H_
#define MODELSEAL_CAPI_BUILD_POLICY_H_

#include "absl/status/statusor.h"
#include "capi/handles.h"
#include "lib/verify/policy.h"

namespace modelseal::capi {

// kPolicyNotStated if nothing says who may sign. kInvalidArgument for a setting that contradicts
// another one or would have no effect: what a caller asks for is never dropped in silence.
absl::StatusOr<verify::Policy> BuildPolicy(const modelseal_verifier_builder& builder);

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_BUILD_POLICY_H_
