// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/hash_kind.h"
#include "lib/fs/path.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/json/value.h"
#include "lib/statement/provenance_statement.h"
#include "lib/statement/statement.h"

namespace modelseal::statement {
namespace {

using json::Fields;
using json::Path;
using json::Value;

constexpr std::string_view kDatasetDigestName = "modelsealDatasetCommitmentV1";

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool IsPrintableAscii(char c) { return c > 0x20 && c < 0x7f; }
bool IsIdentifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}
bool IsAlgorithmName(char c) { return IsIdentifier(c) || (c >= 'A' && c <= 'Z') || c == '/'; }

// A string of 1 to `max_bytes` bytes, the rule of each text here.
absl::StatusOr<std::string> ReadText(const Fields& fields, std::string_view key, const Path& path,
                                     size_t max_bytes = limits::kMaxProvenanceTextBytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, fields.String(key));
  if (text.empty()) {
    return fields.Error(key, "is empty");
  }
  if (text.size() > max_bytes) {
    return json::FieldError(Reason::kLimitExceeded, path.Member(key),
                            absl::StrCat("has ", text.size(), " bytes, at most ", max_bytes));
  }
  if (std::any_of(text.begin(), text.end(), IsControl)) {
    return fields.Error(key, "has a control character");
  }
  return std::string(text);
}

absl::StatusOr<std::string> ReadTextOf(bool (*is_allowed)(char), std::string_view allowed,
                                       const Fields& fields, std::string_view key, const Path& path,
                                       size_t max_bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(std::string text, ReadText(fields, key, path, max_bytes));
  if (!std::all_of(text.begin(), text.end(), is_allowed)) {
    return fields.Error(key, absl::StrCat("is ", text, ", expected ", allowed));
  }
  return text;
}

absl::StatusOr<crypto::Sha256Digest> ReadSha256(const Fields& fields, std::string_view key) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view hex, fields.String(key));
  crypto::Sha256Digest digest;
  if (!DecodeHex(hex, digest)) {
    return fields.Error(key, "expected 64 lower-case hexadecimal digits");
  }
  return digest;
}

// The one digest of a kind in an object that holds nothing else.
absl::StatusOr<crypto::Sha256Digest> ReadOnlyDigest(const Fields& owner, const Path& path,
                                                    std::string_view kind) {
  const Path here = path.Member("digest");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields digest, owner.Member("digest", here));
  MODELSEAL_RETURN_IF_ERROR(digest.CheckNoOthers({kind}));
  return ReadSha256(digest, kind);
}

// Reads each item of a list by `read`, which gives it and what must not be there twice.
template <typename Item, typename Read>
absl::StatusOr<std::vector<Item>> ReadList(const Fields& predicate, std::string_view key,
                                           const Path& predicate_path, std::string_view twice,
                                           Read read) {
  const Path list_path = predicate_path.Member(key);
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array values, predicate.List(key));
  std::vector<Item> items;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Value value : values) {
    if (items.size() == limits::kMaxProvenanceItems) {
      return json::FieldError(Reason::kLimitExceeded, list_path,
                              absl::StrCat("more than ", limits::kMaxProvenanceItems, " items"));
    }
    const Path here = list_path.Item(items.size());
    MODELSEAL_ASSIGN_OR_RETURN(const Fields fields,
                               Fields::Of(value, here, Reason::kStatementInvalid));
    std::pair<std::string, std::string> identity;
    MODELSEAL_ASSIGN_OR_RETURN(Item item, read(fields, here, identity));
    if (!seen.insert(std::move(identity)).second) {
      return json::FieldError(Reason::kStatementInvalid, here,
                              absl::StrCat("has the ", twice, " of an item before it"));
    }
    items.push_back(std::move(item));
  }
  return items;
}

using Identity = std::pair<std::string, std::string>;

absl::StatusOr<std::string> ReadCommitment(const Fields& fields, const Path& path) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, fields.String("commitment"));
  const std::optional<std::string> bytes = DecodeBase64(text);
  if (!bytes.has_value() || bytes->empty()) {
    return fields.Error("commitment", "expected base64 of a commitment");
  }
  if (bytes->size() > limits::kMaxDatasetCommitmentBytes) {
    return json::FieldError(Reason::kLimitExceeded, path.Member("commitment"),
                            absl::StrCat("has ", bytes->size(), " bytes, at most ",
                                         limits::kMaxDatasetCommitmentBytes));
  }
  return *bytes;
}

absl::StatusOr<DatasetReference> ReadDataset(const Fields& fields, const Path& path,
                                             Identity& identity) {
  MODELSEAL_RETURN_IF_ERROR(fields.CheckNoOthers({"name", "role", "commitment", "digest", "file"}));
  DatasetReference dataset;
  MODELSEAL_ASSIGN_OR_RETURN(dataset.name,
                             ReadText(fields, "name", path, limits::kMaxDatasetNameBytes));
  MODELSEAL_ASSIGN_OR_RETURN(
      dataset.role, ReadTextOf(IsIdentifier, "characters a-z, 0-9, '.', '_' and '-'", fields,
                               "role", path, limits::kMaxDatasetRoleBytes));
  MODELSEAL_ASSIGN_OR_RETURN(dataset.commitment, ReadCommitment(fields, path));
  MODELSEAL_ASSIGN_OR_RETURN(dataset.digest, ReadOnlyDigest(fields, path, kDatasetDigestName));
  if (fields.Find("file").has_value()) {
    MODELSEAL_ASSIGN_OR_RETURN(const std::string_view file, fields.String("file"));
    const std::string here = path.Member("file").ToString();
    if (const absl::Status status = fs::CheckName(file, here); !status.ok()) {
      return MakeError(Reason::kStatementInvalid, status.message(), {{"field", here}});
    }
    dataset.file = std::string(file);
  }
  identity = {dataset.name, dataset.role};
  return dataset;
}

absl::StatusOr<FrameworkReference> ReadFramework(const Fields& fields, const Path& path,
                                                 Identity& identity) {
  constexpr std::string_view kAllowed = "printable ASCII without spaces";
  MODELSEAL_RETURN_IF_ERROR(fields.CheckNoOthers({"name", "version"}));
  FrameworkReference framework;
  MODELSEAL_ASSIGN_OR_RETURN(framework.name, ReadTextOf(IsPrintableAscii, kAllowed, fields, "name",
                                                        path, limits::kMaxProvenanceTextBytes));
  MODELSEAL_ASSIGN_OR_RETURN(framework.version,
                             ReadTextOf(IsPrintableAscii, kAllowed, fields, "version", path,
                                        limits::kMaxProvenanceTextBytes));
  identity = {framework.name, framework.version};
  return framework;
}

absl::StatusOr<BaseModelReference> ReadBaseModel(const Fields& fields, const Path& path,
                                                 Identity& identity) {
  MODELSEAL_RETURN_IF_ERROR(fields.CheckNoOthers({"name", "digest"}));
  BaseModelReference model;
  MODELSEAL_ASSIGN_OR_RETURN(model.name, ReadText(fields, "name", path));
  MODELSEAL_ASSIGN_OR_RETURN(model.digest, ReadOnlyDigest(fields, path, "sha256"));
  identity = {EncodeHex(model.digest), ""};
  return model;
}

// in-toto's ResourceDescriptor: lower-case hex. Of kinds whose length is known it must be right.
absl::Status CheckNamedDigest(std::string_view algorithm, std::string_view hex, const Path& path) {
  std::string bytes(hex.size() / 2, '\0');
  const std::optional<crypto::HashKind> kind = crypto::ParseHashKind(algorithm);
  const bool is_hex =
      DecodeHex(hex, std::span(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()));
  if (!is_hex || bytes.size() < limits::kMinNamedDigestBytes ||
      bytes.size() > limits::kMaxNamedDigestBytes ||
      (kind.has_value() && bytes.size() != crypto::HashSize(*kind))) {
    return json::FieldError(Reason::kStatementInvalid, path,
                            "expected a digest in lower-case hexadecimal digits");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<NamedDigest>> ReadNamedDigests(const Fields& fields, const Path& path) {
  const Path here = path.Member("digest");
  const std::optional<Value> value = fields.Find("digest");
  if (!value.has_value() || !value->is_object()) {
    return fields.Error("digest", "expected an object");
  }
  std::vector<NamedDigest> digests;
  const json::Object members = value->get_object().value_unsafe();
  for (const auto member : members) {
    if (digests.size() == limits::kMaxSubjectDigests) {
      return json::FieldError(Reason::kLimitExceeded, here,
                              absl::StrCat("more than ", limits::kMaxSubjectDigests, " digests"));
    }
    const Path member_path = here.Member(member.key);
    if (member.key.empty() || member.key.size() > limits::kMaxProvenanceTextBytes ||
        !std::all_of(member.key.begin(), member.key.end(), IsAlgorithmName)) {
      return json::FieldError(Reason::kStatementInvalid, here,
                              "has a name that is none of a digest");
    }
    std::string_view hex;
    if (member.value.get(hex) != simdjson::SUCCESS) {
      return json::FieldError(Reason::kStatementInvalid, member_path, "expected a string");
    }
    MODELSEAL_RETURN_IF_ERROR(CheckNamedDigest(member.key, hex, member_path));
    digests.push_back({std::string(member.key), std::string(hex)});
  }
  if (digests.empty()) {
    return fields.Error("digest", "is empty");
  }
  return digests;
}

absl::StatusOr<DependencyReference> ReadDependency(const Fields& fields, const Path& path,
                                                   Identity& identity) {
  MODELSEAL_RETURN_IF_ERROR(fields.CheckNoOthers({"uri", "digest", "name"}));
  DependencyReference dependency;
  MODELSEAL_ASSIGN_OR_RETURN(dependency.uri,
                             ReadText(fields, "uri", path, limits::kMaxProvenanceUriBytes));
  MODELSEAL_ASSIGN_OR_RETURN(dependency.digests, ReadNamedDigests(fields, path));
  if (fields.Find("name").has_value()) {
    MODELSEAL_ASSIGN_OR_RETURN(dependency.name, ReadText(fields, "name", path));
  }
  identity = {dependency.uri, ""};
  return dependency;
}

absl::Status ReadSubject(const Fields& statement, const Path& path, Provenance& out) {
  const Path list_path = path.Member("subject");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array subjects, statement.List("subject"));
  if (subjects.size() != 1) {
    return json::FieldError(Reason::kStatementInvalid, list_path,
                            absl::StrCat("expected 1 subject, found ", subjects.size()));
  }
  const Path here = list_path.Item(0);
  MODELSEAL_ASSIGN_OR_RETURN(const Fields subject, Fields::Of(subjects.at(0).value_unsafe(), here,
                                                              Reason::kStatementInvalid));
  MODELSEAL_RETURN_IF_ERROR(subject.CheckNoOthers({"name", "digest"}));
  MODELSEAL_ASSIGN_OR_RETURN(out.model_name,
                             ReadText(subject, "name", here, limits::kMaxNameBytes));
  MODELSEAL_ASSIGN_OR_RETURN(out.model_digest, ReadOnlyDigest(subject, here, "sha256"));
  return absl::OkStatus();
}

absl::Status ReadPredicate(const Fields& statement, const Path& path, Provenance& out) {
  const Path here = path.Member("predicate");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields predicate, statement.Member("predicate", here));
  MODELSEAL_RETURN_IF_ERROR(predicate.CheckNoOthers(
      {"datasets", "listIsComplete", "frameworks", "baseModels", "resolvedDependencies"}));
  MODELSEAL_ASSIGN_OR_RETURN(
      out.datasets,
      ReadList<DatasetReference>(predicate, "datasets", here, "name and the role", ReadDataset));
  MODELSEAL_ASSIGN_OR_RETURN(out.list_is_complete, predicate.Bool("listIsComplete"));
  MODELSEAL_ASSIGN_OR_RETURN(out.frameworks,
                             ReadList<FrameworkReference>(predicate, "frameworks", here,
                                                          "name and the version", ReadFramework));
  MODELSEAL_ASSIGN_OR_RETURN(
      out.base_models,
      ReadList<BaseModelReference>(predicate, "baseModels", here, "digest", ReadBaseModel));
  MODELSEAL_ASSIGN_OR_RETURN(out.dependencies,
                             ReadList<DependencyReference>(predicate, "resolvedDependencies", here,
                                                           "URI", ReadDependency));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Provenance> ParseProvenance(std::string_view payload) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Document document,
      json::Document::Parse(payload, "statement", Reason::kStatementInvalid));
  const Path root;
  MODELSEAL_ASSIGN_OR_RETURN(const Fields statement,
                             Fields::Of(document.root(), root, Reason::kStatementInvalid));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view type, statement.String("_type"));
  if (type != kStatementType) {
    return statement.Error("_type", absl::StrCat("is ", type, ", expected ", kStatementType));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view predicate_type,
                             statement.String("predicateType"));
  if (predicate_type != kProvenancePredicateType) {
    return json::FieldError(
        Reason::kPredicateUnsupported, root.Member("predicateType"),
        absl::StrCat("is ", predicate_type, ", expected ", kProvenancePredicateType));
  }
  MODELSEAL_RETURN_IF_ERROR(
      statement.CheckNoOthers({"_type", "subject", "predicateType", "predicate"}));
  Provenance out;
  MODELSEAL_RETURN_IF_ERROR(ReadSubject(statement, root, out));
  MODELSEAL_RETURN_IF_ERROR(ReadPredicate(statement, root, out));
  return out;
}

}  // namespace modelseal::statement
