// SPDX-License-Identifier: Apache-2.0
#include "cli/json_output.h"

#include <cstdio>

#include "cli/code_point.h"
#include "cli/terminal.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr int kSchemaVersion = 1;

Json DifferenceToJson(const Difference& difference) {
  Json object;
  SetText(object, "name", difference.name);
  if (difference.code != MODELSEAL_OK) {
    object["reason"] = CodeName(difference.code);
  }
  if (!difference.expected.empty()) {
    object["expected"] = difference.expected;
  }
  if (!difference.actual.empty()) {
    object["actual"] = difference.actual;
  }
  if (difference.size_bytes) {
    object["size_bytes"] = *difference.size_bytes;
  }
  if (difference.is_range) {
    object["start_bytes"] = difference.start_bytes;
    object["end_bytes"] = difference.end_bytes;
  }
  return object;
}

}  // namespace

Json NewDocument(const Session& session, ExitCode exit_code) {
  Json document;
  document["schema"] = "modelseal." + (session.command.empty() ? "usage" : session.command) + "/" +
                       std::to_string(kSchemaVersion);
  document["status"] = exit_code == ExitCode::kOk ? "ok" : "failed";
  document["exit_code"] = static_cast<int>(exit_code);
  return document;
}

void SetText(Json& object, const std::string& key, std::string_view text) {
  const std::string shown = ReplaceInvalidUtf8(text);
  object[key] = shown;
  if (shown != text) {
    object[key + "_hex"] = Hex(text);
  }
}

Json NamesToJson(const std::vector<std::string>& names) {
  Json array = Json::array();
  for (const std::string& name : names) {
    array.push_back(ReplaceInvalidUtf8(name));
  }
  return array;
}

Json CertificatesToJson(const std::vector<CertificateSummary>& certificates) {
  Json array = Json::array();
  for (const CertificateSummary& certificate : certificates) {
    Json object;
    SetText(object, "subject", certificate.subject);
    object["fingerprint"] = certificate.fingerprint;
    array.push_back(std::move(object));
  }
  return array;
}

Json EntriesToJson(const Manifest& manifest) {
  const bool has_ranges = manifest.shard_size_bytes() != 0;
  Json array = Json::array();
  for (size_t index = 0; index < manifest.entry_count(); ++index) {
    const Entry entry = manifest.entry(index);
    Json object;
    SetText(object, "name", entry.name);
    object["algorithm"] = HashName(entry.hash);
    object["digest"] = entry.digest;
    if (has_ranges) {
      object["start_bytes"] = entry.start_bytes;
    }
    if (entry.end_bytes) {
      object[has_ranges ? "end_bytes" : "size_bytes"] = *entry.end_bytes;
    }
    array.push_back(std::move(object));
  }
  return array;
}

void SetManifest(Json& document, const Manifest& manifest) {
  SetText(document, "model_name", manifest.model_name());
  document["hash"] = HashName(manifest.hash());
  document["shard_size_bytes"] = manifest.shard_size_bytes();
  document["allow_symlinks"] = manifest.allows_symlinks();
  document["ignore_paths"] = NamesToJson(manifest.ignored());
  document["root_digest"] = "sha256:" + Hex(manifest.root_digest());
  document["files"] = EntriesToJson(manifest);
}

Json DiffToJson(const Diff& diff) {
  static constexpr struct {
    const char* key;
    DifferenceKind kind;
  } kGroups[] = {{"modified", DifferenceKind::kModified},
                 {"missing", DifferenceKind::kMissing},
                 {"unsigned", DifferenceKind::kUnsigned},
                 {"ignored", DifferenceKind::kIgnored},
                 {"refused", DifferenceKind::kRefused}};
  Json object;
  object["complete"] = diff.is_complete();
  for (const auto& group : kGroups) {
    Json array = Json::array();
    for (size_t index = 0; index < diff.count(group.kind); ++index) {
      array.push_back(DifferenceToJson(diff.at(group.kind, index)));
    }
    object[group.key] = std::move(array);
  }
  return object;
}

Json FailureToJson(const Failure& failure) {
  Json object;
  object["code"] = failure.code();
  object["name"] = CodeName(failure.code());
  object["category"] = CategoryName(failure.code());
  SetText(object, "message", failure.message());
  object["details"] = Json::object();
  for (const auto& [key, value] : failure.details()) {
    if (!value.empty()) {
      SetText(object["details"], key, value);
    }
  }
  if (!failure.hint().empty()) {
    object["hint"] = failure.hint();
  }
  return object;
}

void PrintJson(const Json& document) {
  const int indent = IsTerminal(stdout) ? 2 : -1;
  const std::string text = document.dump(indent, ' ', /*ensure_ascii=*/true) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace modelseal::cli
