// SPDX-License-Identifier: Apache-2.0
//
// Maps JSON to a protobuf message by the proto3 JSON mapping, less its leniency: members in
// lowerCamelCase only, no unknown member, base64 in canonical form, one member of a oneof, integers
// in canonical form. The runtime's own mapper accepts more than one spelling of each.
#ifndef MODELSEAL_LIB_JSON_PROTO_READER_H_
#define MODELSEAL_LIB_JSON_PROTO_READER_H_

#include "absl/status/status.h"
#include "lib/base/status.h"
#include "lib/json/value.h"

namespace google::protobuf {
class Message;
}

namespace modelseal::json {

// Fills `message` from `value`. Fails with kBase64Invalid for bytes, with `schema_reason` for
// everything else; the detail "field" says where. Kinds of field that no message of ours has
// (maps, floating point) are refused.
absl::Status ReadMessage(Value value, Reason schema_reason, google::protobuf::Message* message);

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_PROTO_READER_H_
