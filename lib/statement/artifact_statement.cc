// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/artifact_statement.h"

#include <optional>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/json/value.h"
#include "lib/statement/statement.h"

namespace modelseal::statement {
namespace {

using json::Fields;
using json::Path;
using json::Value;

constexpr std::string_view kStatementTypeV01 = "https://in-toto.io/Statement/v0.1";

absl::StatusOr<std::string> ReadDigest(Value value, crypto::HashKind kind, const Path& path) {
  std::string digest(crypto::HashSize(kind), '\0');
  std::string_view hex;
  if (value.get(hex) != simdjson::SUCCESS ||
      !DecodeHex(hex, std::span(reinterpret_cast<uint8_t*>(digest.data()), digest.size()))) {
    return json::FieldError(
        Reason::kStatementInvalid, path,
        absl::StrCat("expected ", 2 * digest.size(), " lower-case hexadecimal digits"));
  }
  return digest;
}

absl::Status ReadSubject(Value value, const Path& path, ArtifactStatement& out) {
  MODELSEAL_ASSIGN_OR_RETURN(const Fields fields,
                             Fields::Of(value, path, Reason::kStatementInvalid));
  std::string_view name;
  if (const std::optional<Value> given = fields.Find("name");
      given.has_value() && given->get(name) != simdjson::SUCCESS) {
    return fields.Error("name", "expected a string");
  }
  const Path digest_path = path.Member("digest");
  const std::optional<Value> digests = fields.Find("digest");
  if (!digests.has_value() || !digests->is_object()) {
    return fields.Error("digest", "expected an object");
  }
  const json::Object members = digests->get_object().value_unsafe();
  size_t count = 0;
  for (const auto member : members) {
    if (++count > limits::kMaxSubjectDigests) {
      return json::FieldError(Reason::kLimitExceeded, digest_path,
                              absl::StrCat("more than ", limits::kMaxSubjectDigests, " digests"));
    }
    if (const std::optional<crypto::HashKind> kind = crypto::ParseHashKind(member.key)) {
      MODELSEAL_ASSIGN_OR_RETURN(std::string digest,
                                 ReadDigest(member.value, *kind, digest_path.Member(member.key)));
      out.digests.push_back({std::string(name), *kind, std::move(digest)});
    }
  }
  return count == 0 ? fields.Error("digest", "is empty") : absl::OkStatus();
}

}  // namespace

absl::StatusOr<ArtifactStatement> ParseArtifactStatement(std::string_view payload) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Document document,
      json::Document::Parse(payload, "statement", Reason::kStatementInvalid));
  const Path path;
  MODELSEAL_ASSIGN_OR_RETURN(const Fields fields,
                             Fields::Of(document.root(), path, Reason::kStatementInvalid));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view type, fields.String("_type"));
  if (type != kStatementType && type != kStatementTypeV01) {
    return fields.Error("_type", absl::StrCat("is ", type, ", expected ", kStatementType, " or ",
                                              kStatementTypeV01));
  }
  ArtifactStatement out;
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view predicate_type, fields.String("predicateType"));
  out.predicate_type = predicate_type;
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array subjects, fields.List("subject"));
  const Path list_path = path.Member("subject");
  size_t count = 0;
  for (const Value subject : subjects) {
    if (count == limits::kMaxSubjects) {
      return json::FieldError(Reason::kLimitExceeded, list_path,
                              absl::StrCat("more than ", limits::kMaxSubjects, " subjects"));
    }
    MODELSEAL_RETURN_IF_ERROR(ReadSubject(subject, list_path.Item(count), out));
    ++count;
  }
  if (count == 0) {
    return fields.Error("subject", "is empty");
  }
  return out;
}

}  // namespace modelseal::statement
