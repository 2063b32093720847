// SPDX-License-Identifier: Apache-2.0
//
// Maps JSON to a protobuf message by the proto3 JSON mapping, less its leniency: members in
// lowerCamelCase only, no unknown member unless the caller says so, base64 in canonical form, one
// member of a oneof, integers in canonical form. The runtime's own mapper accepts more than one
// spelling of each.
#ifndef MODELSEAL_LIB_JSON_PROTO_READER_H_
#define MODELSEAL_LIB_JSON_PROTO_READER_H_

#include "absl/status/status.h"
#include "lib/base/status.h"
#include "lib/json/value.h"

namespace google::protobuf {
class Message;
}

namespace modelseal::json {

// What becomes of a member that the message does not have.
enum class UnknownMembers {
  kRefuse,
  // For documents that come authenticated and gain members over time. A restriction that such a
  // member states goes unnoticed, as does a member whose name is spelled wrong.
  kIgnoreUnsafe,
};

// Fills `message` from `value`. Fails with kBase64Invalid for bytes, with `schema_reason` for
// everything else; the detail "field" says where. Kinds of field that no message of ours has
// (maps, floating point, unsigned integers) are refused.
absl::Status ReadMessage(Value value, Reason schema_reason, google::protobuf::Message* message,
                         UnknownMembers unknown_members = UnknownMembers::kRefuse);

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_PROTO_READER_H_
