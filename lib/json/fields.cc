// SPDX-License-Identifier: Apache-2.0
#include "lib/json/fields.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace modelseal::json {

absl::Status FieldError(Reason reason, const Path& path, std::string_view problem) {
  const std::string field = path.ToString();
  return MakeError(reason, absl::StrCat(field, ": ", problem), {{"field", field}});
}

absl::StatusOr<Fields> Fields::Of(Value value, const Path& path, Reason reason) {
  if (!value.is_object()) {
    return FieldError(reason, path, "expected an object");
  }
  return Fields(value.get_object().value_unsafe(), path, reason);
}

absl::Status Fields::Error(std::string_view key, std::string_view problem) const {
  return FieldError(reason_, path_->Member(key), problem);
}

std::optional<Value> Fields::Find(std::string_view key) const {
  Value value;
  if (object_.at_key(key).get(value) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return value;
}

absl::StatusOr<Value> Fields::Require(std::string_view key) const {
  const std::optional<Value> value = Find(key);
  if (!value.has_value()) {
    return Error(key, "is missing");
  }
  return *value;
}

absl::StatusOr<std::string_view> Fields::String(std::string_view key) const {
  MODELSEAL_ASSIGN_OR_RETURN(const Value value, Require(key));
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return Error(key, "expected a string");
  }
  return text;
}

absl::StatusOr<bool> Fields::Bool(std::string_view key) const {
  MODELSEAL_ASSIGN_OR_RETURN(const Value value, Require(key));
  bool flag = false;
  if (value.get(flag) != simdjson::SUCCESS) {
    return Error(key, "expected true or false");
  }
  return flag;
}

absl::StatusOr<Fields> Fields::Member(std::string_view key, const Path& member_path) const {
  MODELSEAL_ASSIGN_OR_RETURN(const Value value, Require(key));
  return Of(value, member_path, reason_);
}

absl::StatusOr<Array> Fields::List(std::string_view key) const {
  MODELSEAL_ASSIGN_OR_RETURN(const Value value, Require(key));
  Array items;
  if (value.get(items) != simdjson::SUCCESS) {
    return Error(key, "expected an array");
  }
  return items;
}

absl::Status Fields::CheckNoOthers(std::initializer_list<std::string_view> known) const {
  for (const auto field : object_) {
    if (std::find(known.begin(), known.end(), field.key) == known.end()) {
      return Error(field.key, "is not a known member");
    }
  }
  return absl::OkStatus();
}

}  // namespace modelseal::json
