// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/text_pattern.h"

#include <re2/re2.h>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal::verify {
namespace {

absl::Status PatternError(std::string_view pattern, std::string_view problem) {
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat("not a pattern for identities: ", problem),
                   {{"field", "pattern"}, {"actual", std::string(pattern)}});
}

re2::RE2::Options PatternOptions() {
  re2::RE2::Options options;  // UTF-8, case-sensitive, a dot is no line feed
  options.set_log_errors(false);
  options.set_max_mem(limits::kMaxPatternMemoryBytes);
  options.set_never_capture(true);
  return options;
}

}  // namespace

absl::StatusOr<TextPattern> TextPattern::Parse(std::string_view pattern) {
  if (pattern.empty()) {
    return PatternError(pattern, "it is empty");
  }
  if (pattern.size() > limits::kMaxPatternBytes) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("not a pattern for identities: ", pattern.size(),
                                  " bytes, more than ", limits::kMaxPatternBytes),
                     {{"field", "pattern"}, {"limit", absl::StrCat(limits::kMaxPatternBytes)}});
  }
  if (pattern.find('\0') != std::string_view::npos) {
    return PatternError(pattern, "it holds a NUL");
  }
  auto expression = std::make_shared<const re2::RE2>(pattern, PatternOptions());
  if (!expression->ok()) {
    return PatternError(pattern, expression->error());
  }
  return TextPattern(pattern, std::move(expression));
}

bool TextPattern::Matches(std::string_view text) const {
  const bool is_one_line =
      text.find('\0') == std::string_view::npos && text.find('\n') == std::string_view::npos;
  return is_one_line && IsUtf8(text) && re2::RE2::FullMatch(text, *expression_);
}

}  // namespace modelseal::verify
