// SPDX-License-Identifier: Apache-2.0
//
// Regular expressions for names of signers, in RE2's syntax: matched in time linear in the text,
// whatever the expression and the text are.
#ifndef MODELSEAL_LIB_VERIFY_TEXT_PATTERN_H_
#define MODELSEAL_LIB_VERIFY_TEXT_PATTERN_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace modelseal::verify {

// Immutable and cheap to copy; thread-safe.
class TextPattern {
 public:
  // kInvalidArgument, with what is wrong, for a pattern that is empty, longer than
  // kMaxPatternBytes, holds a NUL, has a syntax error or needs more than kMaxPatternMemoryBytes.
  // Letters fold only where the pattern says (?i), and only those of ASCII do; there are no classes
  // of Unicode (\p{...}).
  static absl::StatusOr<TextPattern> Parse(std::string_view pattern);

  // Whether all of `text` matches, from its first byte to its last: a pattern needs no ^ and $.
  // Text with a NUL or a line feed and text that is no UTF-8 never match: no name has them, and a
  // class like [^@] would take them.
  bool Matches(std::string_view text) const;

  // As it was parsed.
  const std::string& text() const { return text_; }

 private:
  TextPattern(std::string_view text, std::shared_ptr<const re2::RE2> expression)
      : text_(text), expression_(std::move(expression)) {}

  std::string text_;
  std::shared_ptr<const re2::RE2> expression_;  // locks the states that it remembers
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_TEXT_PATTERN_H_
