// SPDX-License-Identifier: Apache-2.0
#include "lib/json/value.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/json/field_path.h"

namespace modelseal::json {
namespace {

// Below this many members a look at each is cheaper than a hash set.
constexpr size_t kFewMembers = 16;

std::optional<unsigned> HexQuad(std::string_view text) {
  if (text.size() < 4) {
    return std::nullopt;
  }
  unsigned value = 0;
  for (const char c : text.substr(0, 4)) {
    const auto digit = static_cast<unsigned>(c >= '0' && c <= '9'   ? c - '0'
                                             : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                             : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                                    : 16);
    if (digit == 16) {
      return std::nullopt;
    }
    value = value << 4 | digit;
  }
  return value;
}

// simdjson 3.0 maps a high surrogate that is not followed by a low one to some other character,
// where other parsers see a replacement character or fail: two names for one text. RFC 8259 §8.2
// leaves it open, so no such text is accepted. Works on any text: outside of strings a backslash is
// a syntax error anyway.
bool HasLoneSurrogate(std::string_view text) {
  size_t at = 0;
  while ((at = text.find('\\', at)) != std::string_view::npos) {
    const std::string_view escape = text.substr(at);
    at += 2;
    if (escape.size() < 2 || escape[1] != 'u') {
      continue;
    }
    const std::optional<unsigned> unit = HexQuad(escape.substr(2));
    if (!unit.has_value() || *unit < 0xd800 || *unit > 0xdfff) {
      continue;
    }
    if (*unit >= 0xdc00 || escape.size() < 12 || escape[6] != '\\' || escape[7] != 'u') {
      return true;
    }
    const std::optional<unsigned> low = HexQuad(escape.substr(8));
    if (!low.has_value() || *low < 0xdc00 || *low > 0xdfff) {
      return true;
    }
    at += 10;
  }
  return false;
}

absl::Status DuplicateError(const Path& path, std::string_view key) {
  const std::string field = path.Member(key).ToString();
  return MakeError(Reason::kJsonDuplicateMember, absl::StrCat(field, ": member stands twice"),
                   {{"field", field}});
}

absl::Status CheckDuplicates(Value value, const Path& path);

absl::Status CheckObject(Object object, const Path& path) {
  absl::InlinedVector<std::string_view, kFewMembers> few;
  absl::flat_hash_set<std::string_view> many;
  for (const auto field : object) {
    if (few.size() < kFewMembers) {
      for (const std::string_view other : few) {
        if (other == field.key) {
          return DuplicateError(path, field.key);
        }
      }
      few.push_back(field.key);
    } else {
      if (many.empty()) {
        many.insert(few.begin(), few.end());
      }
      if (!many.insert(field.key).second) {
        return DuplicateError(path, field.key);
      }
    }
    MODELSEAL_RETURN_IF_ERROR(CheckDuplicates(field.value, path.Member(field.key)));
  }
  return absl::OkStatus();
}

// Recursion is bounded by the depth that simdjson was given.
absl::Status CheckDuplicates(Value value, const Path& path) {
  if (value.is_object()) {
    return CheckObject(value.get_object().value_unsafe(), path);
  }
  if (value.is_array()) {
    size_t index = 0;
    const Array items = value.get_array().value_unsafe();
    for (const Value item : items) {
      MODELSEAL_RETURN_IF_ERROR(CheckDuplicates(item, path.Item(index)));
      ++index;
    }
  }
  return absl::OkStatus();
}

std::string DescribeError(simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR) {
    return absl::StrCat("nested deeper than ", limits::kMaxJsonDepth, " levels");
  }
  if (error == simdjson::EMPTY) {
    return "is empty";
  }
  if (error == simdjson::UTF8_ERROR) {
    return "is not valid UTF-8";
  }
  return "is not valid JSON";
}

}  // namespace

absl::StatusOr<Document> Document::Parse(std::string_view text, std::string_view what,
                                         Reason syntax_reason) {
  if (text.starts_with("\xef\xbb\xbf")) {
    return MakeError(syntax_reason, absl::StrCat(what, " begins with a byte order mark"));
  }
  if (HasLoneSurrogate(text)) {
    return MakeError(Reason::kJsonInvalid,
                     absl::StrCat(what, " has an escaped surrogate without its other half"));
  }
  Document document;
  document.parser_ = std::make_unique<simdjson::dom::parser>();
  // simdjson sizes no document below this many bytes.
  constexpr size_t kLeastCapacity = 64;
  simdjson::error_code error =
      document.parser_->allocate(std::max(text.size(), kLeastCapacity), limits::kMaxJsonDepth);
  if (error == simdjson::SUCCESS) {
    error = document.parser_->parse(text.data(), text.size()).get(document.root_);
  }
  if (error == simdjson::MEMALLOC) {
    return MakeError(Reason::kOutOfMemory, absl::StrCat("no memory to read the ", what));
  }
  if (error != simdjson::SUCCESS) {
    return MakeError(syntax_reason, absl::StrCat(what, " ", DescribeError(error)));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckDuplicates(document.root_, Path()));
  return document;
}

}  // namespace modelseal::json
