// SPDX-License-Identifier: Apache-2.0
#include "lib/json/proto_reader.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"

namespace modelseal::json {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// proto3 JSON writes 64-bit integers as strings; producers also write numbers.
std::optional<int64_t> ReadInt64(Value value) {
  int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) {
    return number;
  }
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS && absl::SimpleAtoi(text, &number) &&
      absl::StrCat(number) == text) {
    return number;
  }
  return std::nullopt;
}

class MessageReader {
 public:
  MessageReader(Reason schema_reason, UnknownMembers unknown_members)
      : schema_reason_(schema_reason), unknown_members_(unknown_members) {}

  absl::Status Read(Value value, const Path& path, Message* message) const {
    if (!value.is_object()) {
      return Error(path, "expected an object");
    }
    const Object members = value.get_object().value_unsafe();
    for (const auto member : members) {
      const Path member_path = path.Member(member.key);
      const FieldDescriptor* field = FindField(*message, member.key);
      if (field == nullptr && unknown_members_ == UnknownMembers::kIgnoreUnsafe) {
        continue;
      }
      if (field == nullptr) {
        return Error(member_path, "is not a known member");
      }
      // proto3 JSON: null stands for an absent field.
      if (member.value.is_null()) {
        continue;
      }
      MODELSEAL_RETURN_IF_ERROR(ReadField(member.value, member_path, field, message));
    }
    return absl::OkStatus();
  }

 private:
  static const FieldDescriptor* FindField(const Message& message, std::string_view json_name) {
    const auto* descriptor = message.GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      if (descriptor->field(i)->json_name() == json_name) {
        return descriptor->field(i);
      }
    }
    return nullptr;
  }

  absl::Status ReadField(Value value, const Path& path, const FieldDescriptor* field,
                         Message* message) const {
    const Reflection* reflection = message->GetReflection();
    if (field->is_repeated()) {
      if (!value.is_array()) {
        return Error(path, "expected an array");
      }
      size_t index = 0;
      const Array items = value.get_array().value_unsafe();
      for (const Value item : items) {
        if (index == limits::kMaxRepeatedItems) {
          return MakeError(
              Reason::kLimitExceeded,
              absl::StrCat(path.ToString(), ": more than ", limits::kMaxRepeatedItems, " items"),
              {{"field", path.ToString()}, {"limit", absl::StrCat(limits::kMaxRepeatedItems)}});
        }
        MODELSEAL_RETURN_IF_ERROR(ReadItem(item, path.Item(index), field, message));
        ++index;
      }
      return absl::OkStatus();
    }
    const auto* oneof = field->real_containing_oneof();
    if (oneof != nullptr && reflection->HasOneof(*message, oneof)) {
      const FieldDescriptor* other = reflection->GetOneofFieldDescriptor(*message, oneof);
      return Error(path, absl::StrCat("stands beside ", other->json_name(),
                                      ", of which only one may be present"));
    }
    return ReadItem(value, path, field, message);
  }

  // One value of a field: sets it, or adds it to a repeated one.
  absl::Status ReadItem(Value value, const Path& path, const FieldDescriptor* field,
                        Message* message) const {
    const Reflection* reflection = message->GetReflection();
    switch (field->type()) {
      case FieldDescriptor::TYPE_MESSAGE:
        return Read(value, path,
                    field->is_repeated() ? reflection->AddMessage(message, field)
                                         : reflection->MutableMessage(message, field));
      case FieldDescriptor::TYPE_STRING:
      case FieldDescriptor::TYPE_BYTES:
        return ReadText(value, path, field, message);
      case FieldDescriptor::TYPE_INT32:
      case FieldDescriptor::TYPE_INT64:
        return ReadInteger(value, path, field, message);
      case FieldDescriptor::TYPE_ENUM:
        return ReadEnum(value, path, field, message);
      default:
        return Error(path, "is of a kind that is not read");
    }
  }

  absl::Status ReadText(Value value, const Path& path, const FieldDescriptor* field,
                        Message* message) const {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) {
      return Error(path, "expected a string");
    }
    std::string content;
    if (field->type() == FieldDescriptor::TYPE_BYTES) {
      std::optional<std::string> bytes = DecodeBase64(text);
      if (!bytes.has_value()) {
        return FieldError(Reason::kBase64Invalid, path, "is not canonical base64");
      }
      content = *std::move(bytes);
    } else {
      content = text;
    }
    if (field->is_repeated()) {
      message->GetReflection()->AddString(message, field, std::move(content));
    } else {
      message->GetReflection()->SetString(message, field, std::move(content));
    }
    return absl::OkStatus();
  }

  absl::Status ReadInteger(Value value, const Path& path, const FieldDescriptor* field,
                           Message* message) const {
    const std::optional<int64_t> number = ReadInt64(value);
    const bool is_narrow = field->type() == FieldDescriptor::TYPE_INT32;
    if (!number.has_value() || field->is_repeated() ||
        (is_narrow && (*number < std::numeric_limits<int32_t>::min() ||
                       *number > std::numeric_limits<int32_t>::max()))) {
      return Error(path, "expected an integer");
    }
    if (is_narrow) {
      message->GetReflection()->SetInt32(message, field, static_cast<int32_t>(*number));
    } else {
      message->GetReflection()->SetInt64(message, field, *number);
    }
    return absl::OkStatus();
  }

  absl::Status ReadEnum(Value value, const Path& path, const FieldDescriptor* field,
                        Message* message) const {
    const EnumValueDescriptor* known = nullptr;
    std::string_view name;
    int64_t number = 0;
    if (value.get(name) == simdjson::SUCCESS) {
      known = field->enum_type()->FindValueByName(std::string(name));
    } else if (value.get(number) == simdjson::SUCCESS && number >= 0 &&
               number <= std::numeric_limits<int32_t>::max()) {
      known = field->enum_type()->FindValueByNumber(static_cast<int>(number));
    }
    if (known == nullptr || field->is_repeated()) {
      return Error(path, "is not a known value");
    }
    message->GetReflection()->SetEnum(message, field, known);
    return absl::OkStatus();
  }

  absl::Status Error(const Path& path, std::string_view problem) const {
    return FieldError(schema_reason_, path, problem);
  }

  Reason schema_reason_;
  UnknownMembers unknown_members_;
};

}  // namespace

absl::Status ReadMessage(Value value, Reason schema_reason, Message* message,
                         UnknownMembers unknown_members) {
  return MessageReader(schema_reason, unknown_members).Read(value, Path(), message);
}

}  // namespace modelseal::json
