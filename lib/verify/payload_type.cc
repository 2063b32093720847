// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/payload_type.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/statement/statement.h"

namespace modelseal::verify {

absl::Status CheckPayloadType(const bundle::Envelope& envelope) {
  if (envelope.payload_type == statement::kPayloadType) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kStatementInvalid,
                   absl::StrCat("dsseEnvelope.payloadType: is ", envelope.payload_type,
                                ", expected ", statement::kPayloadType),
                   {{"field", "dsseEnvelope.payloadType"},
                    {"expected", std::string(statement::kPayloadType)},
                    {"actual", envelope.payload_type}});
}

}  // namespace modelseal::verify
