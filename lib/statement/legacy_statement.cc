// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/legacy_statement.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"

namespace modelseal::statement {
namespace {

using json::Fields;
using json::Path;

absl::StatusOr<manifest::Entry> ReadSubject(json::Value value, const Path& path) {
  MODELSEAL_ASSIGN_OR_RETURN(const Fields subject,
                             Fields::Of(value, path, Reason::kStatementInvalid));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view name, subject.String("name"));
  MODELSEAL_RETURN_IF_ERROR(fs::CheckName(name, path.Member("name").ToString()));
  const Path annotations_path = path.Member("annotations");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields annotations,
                             subject.Member("annotations", annotations_path));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view kind,
                             annotations.String("actual_hash_algorithm"));
  if (kind != "file-sha256") {
    return json::FieldError(Reason::kAlgorithmUnsupported,
                            annotations_path.Member("actual_hash_algorithm"),
                            absl::StrCat("is ", kind, ", expected file-sha256"));
  }
  const Path digest_path = path.Member("digest");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields digests, subject.Member("digest", digest_path));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view hex, digests.String("sha256"));
  const auto digest = hash::Digest::FromHex(hash::HashAlgorithm::kSha256, hex);
  if (!digest.has_value()) {
    return digests.Error("sha256", "expected 64 lower-case hexadecimal digits");
  }
  return manifest::Entry{std::string(name), *digest, 0, manifest::kUnknownEnd};
}

}  // namespace

absl::StatusOr<manifest::Manifest> ParseLegacyStatement(const Fields& statement, const Path& path) {
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array subjects, statement.List("subject"));
  const Path list_path = path.Member("subject");
  std::vector<manifest::Entry> entries;
  for (const json::Value subject : subjects) {
    if (entries.size() == limits::kMaxManifestEntries) {
      return json::FieldError(Reason::kLimitExceeded, list_path,
                              absl::StrCat("more than ", limits::kMaxManifestEntries, " entries"));
    }
    MODELSEAL_ASSIGN_OR_RETURN(manifest::Entry entry,
                               ReadSubject(subject, list_path.Item(entries.size())));
    entries.push_back(std::move(entry));
  }
  return manifest::Manifest::Create("model", {}, std::move(entries));
}

}  // namespace modelseal::statement
