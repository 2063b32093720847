// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/path.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal::fs {
namespace {

absl::Status NameError(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kNameInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

// The first component that has no place in a canonical name, as a phrase; empty if there is none.
std::string_view ForbiddenComponent(std::string_view name) {
  while (true) {
    const size_t end = name.find('/');
    const std::string_view component = name.substr(0, end);
    if (component.empty()) {
      return "an empty component";
    }
    if (component == ".") {
      return "a component `.`";
    }
    if (component == "..") {
      return "a component `..`";
    }
    if (end == std::string_view::npos) {
      return {};
    }
    name.remove_prefix(end + 1);
  }
}

}  // namespace

absl::Status CheckName(std::string_view name, std::string_view field) {
  if (name.empty()) {
    return NameError(field, "an empty name");
  }
  if (name.size() > limits::kMaxNameBytes) {
    return NameError(field, absl::StrCat("a name of ", name.size(), " bytes, more than ",
                                         limits::kMaxNameBytes));
  }
  if (!IsUtf8(name)) {
    return NameError(field, absl::StrCat("name \"", name, "\" is not UTF-8"));
  }
  if (name.find('\0') != std::string_view::npos) {
    return NameError(field, absl::StrCat("name \"", name, "\" has a NUL byte"));
  }
  if (name.front() == '/') {
    return NameError(field, absl::StrCat("name \"", name, "\" is absolute"));
  }
  if (name.back() == '/') {
    return NameError(field, absl::StrCat("name \"", name, "\" ends in a slash"));
  }
  if (const std::string_view found = ForbiddenComponent(name); !found.empty()) {
    return NameError(field, absl::StrCat("name \"", name, "\" has ", found));
  }
  return absl::OkStatus();
}

absl::Status CheckIgnoredName(std::string_view name, std::string_view field) {
  MODELSEAL_RETURN_IF_ERROR(CheckName(name, field));
  if (const size_t at = name.find_first_of("*?[]"); at != std::string_view::npos) {
    return NameError(field, absl::StrCat("ignored name \"", name, "\" has the glob character ",
                                         name.substr(at, 1), ", but stands for one exact name"));
  }
  return absl::OkStatus();
}

bool IsAtOrBelow(std::string_view name, std::string_view ancestor) {
  return name.substr(0, ancestor.size()) == ancestor &&
         (name.size() == ancestor.size() || name[ancestor.size()] == '/');
}

std::optional<std::string_view> HighestAtOrAbove(std::span<const std::string> names,
                                                 std::string_view name) {
  for (size_t slash = name.find('/');; slash = name.find('/', slash + 1)) {
    const std::string_view at = name.substr(0, slash);
    if (std::binary_search(names.begin(), names.end(), at)) {
      return at;
    }
    if (slash == std::string_view::npos) {
      return std::nullopt;
    }
  }
}

std::string DirectoryOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? "." : path.substr(0, slash + 1));
}

bool ComponentLess(std::string_view a, std::string_view b) {
  const auto [at_a, at_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (at_a == a.end() || at_b == b.end()) {
    return at_a == a.end() && at_b != b.end();
  }
  // A component that ended sorts before every longer one: `/` comes before all other bytes.
  const int rank_a = *at_a == '/' ? -1 : static_cast<unsigned char>(*at_a);
  const int rank_b = *at_b == '/' ? -1 : static_cast<unsigned char>(*at_b);
  return rank_a < rank_b;
}

}  // namespace modelseal::fs
