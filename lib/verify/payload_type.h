// SPDX-License-Identifier: Apache-2.0
//
// Envelopes hold in-toto statements here, and nothing else.
#ifndef MODELSEAL_LIB_VERIFY_PAYLOAD_TYPE_H_
#define MODELSEAL_LIB_VERIFY_PAYLOAD_TYPE_H_

#include "absl/status/status.h"
#include "lib/bundle/bundle.h"

namespace modelseal::verify {

// kStatementInvalid for any other type: such a payload is bound to no model and no artifact.
absl::Status CheckPayloadType(const bundle::Envelope& envelope);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_PAYLOAD_TYPE_H_
