// SPDX-License-Identifier: Apache-2.0
//
// Typed access to members of a JSON object; every failure names the path of the field.
#ifndef MODELSEAL_LIB_JSON_FIELDS_H_
#define MODELSEAL_LIB_JSON_FIELDS_H_

#include <initializer_list>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/base/status.h"
#include "lib/json/field_path.h"
#include "lib/json/value.h"

namespace modelseal::json {

// Reads one object. All failures carry `reason`. Lives no longer than the document and the path.
class Fields {
 public:
  static absl::StatusOr<Fields> Of(Value value, const Path& path, Reason reason);

  // A member of the stated type; failure if it is absent, null or of another type.
  absl::StatusOr<std::string_view> String(std::string_view key) const;
  absl::StatusOr<bool> Bool(std::string_view key) const;
  absl::StatusOr<Fields> Member(std::string_view key, const Path& member_path) const;
  absl::StatusOr<Array> List(std::string_view key) const;

  // A member of any type, if there is one; null is one.
  std::optional<Value> Find(std::string_view key) const;

  // Failure if there is a member that is not among `known`.
  absl::Status CheckNoOthers(std::initializer_list<std::string_view> known) const;

  absl::Status Error(std::string_view key, std::string_view problem) const;

 private:
  Fields(Object object, const Path& path, Reason reason)
      : object_(object), path_(&path), reason_(reason) {}

  absl::StatusOr<Value> Require(std::string_view key) const;

  Object object_;
  const Path* path_;
  Reason reason_;
};

// kReason with "<path>: <problem>" and the detail "field".
absl::Status FieldError(Reason reason, const Path& path, std::string_view problem);

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_FIELDS_H_
