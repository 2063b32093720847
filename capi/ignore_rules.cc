// SPDX-License-Identifier: Apache-2.0
#include "capi/ignore_rules.h"

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "lib/base/limits.h"
#include "lib/fs/path.h"

namespace modelseal::capi {
namespace {

absl::Status CheckRoom(const manifest::IgnoreRules& rules) {
  if (rules.names.size() + rules.paths.size() >= limits::kMaxIgnoredNames) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("more than ", limits::kMaxIgnoredNames, " ignored names"),
                     {{"limit", absl::StrCat(limits::kMaxIgnoredNames)}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddIgnoredName(manifest::IgnoreRules& rules, const char* name, size_t name_len) {
  MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", /*is_optional=*/false));
  MODELSEAL_RETURN_IF_ERROR(fs::CheckIgnoredName(ViewOf(name, name_len), "ignored name"));
  MODELSEAL_RETURN_IF_ERROR(CheckRoom(rules));
  rules.names.emplace_back(name, name_len);
  return absl::OkStatus();
}

absl::Status AddIgnoredPath(manifest::IgnoreRules& rules, const char* path, size_t path_len) {
  MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", /*is_optional=*/false));
  MODELSEAL_RETURN_IF_ERROR(CheckRoom(rules));
  rules.paths.emplace_back(path, path_len);
  return absl::OkStatus();
}

}  // namespace modelseal::capi
