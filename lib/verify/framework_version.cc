// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/framework_version.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

constexpr size_t kMaxDigits = 18;  // of a number that fits into 64 bits, whatever its digits are
constexpr uint64_t kNoDev = std::numeric_limits<uint64_t>::max();
constexpr int kDevPhase = 0;
constexpr int kReleasePhase = 4;

struct Word {
  std::string_view text;
  int phase;
};

// Longer ones before those that they begin with.
constexpr Word kPreReleases[] = {{"alpha", 1},   {"a", 1},   {"beta", 2}, {"b", 2},
                                 {"preview", 3}, {"pre", 3}, {"rc", 3},   {"c", 3}};
constexpr Word kPostReleases[] = {{"post", 0}, {"rev", 0}, {"r", 0}};
constexpr Word kDevReleases[] = {{"dev", 0}};

bool IsSeparator(char c) { return c == '.' || c == '-' || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Takes a version apart from its first character to its last.
class VersionParser {
 public:
  explicit VersionParser(std::string_view text) : rest_(text) {}

  std::optional<FrameworkVersion> Parse() {
    Take("v");
    if (!ParseRelease()) {
      return std::nullopt;
    }
    ParsePhases();
    if (is_failed_ || !(rest_.empty() || IsBuild(rest_))) {
      return std::nullopt;
    }
    return std::move(version_);
  }

 private:
  bool Take(std::string_view prefix) {
    if (!rest_.starts_with(prefix)) {
      return false;
    }
    rest_.remove_prefix(prefix.size());
    return true;
  }

  bool TakeNumber(uint64_t& number) {
    const size_t digits =
        static_cast<size_t>(std::find_if_not(rest_.begin(), rest_.end(), IsDigit) - rest_.begin());
    if (digits == 0 || digits > kMaxDigits) {
      return false;
    }
    number = 0;
    for (const char c : rest_.substr(0, digits)) {
      number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    rest_.remove_prefix(digits);
    return true;
  }

  bool ParseRelease() {
    uint64_t number = 0;
    if (!TakeNumber(number)) {
      return false;
    }
    if (Take("!")) {
      version_.epoch_ = number;
      if (!TakeNumber(number)) {
        return false;
      }
    }
    version_.release_.push_back(number);
    while (rest_.size() > 1 && rest_[0] == '.' && IsDigit(rest_[1])) {
      rest_.remove_prefix(1);
      if (!TakeNumber(number)) {
        return false;
      }
      version_.release_.push_back(number);
    }
    while (!version_.release_.empty() && version_.release_.back() == 0) {
      version_.release_.pop_back();
    }
    return true;
  }

  // One of `words`, perhaps after a separator, and its number, 0 if there is none.
  template <size_t kCount>
  const Word* TakeWord(const Word (&words)[kCount], uint64_t& number) {
    const std::string_view before = rest_;
    if (!rest_.empty() && IsSeparator(rest_[0])) {
      rest_.remove_prefix(1);
    }
    for (const Word& word : words) {
      if (Take(word.text)) {
        number = 0;
        if (rest_.size() > 1 && IsSeparator(rest_[0]) && IsDigit(rest_[1])) {
          rest_.remove_prefix(1);
        }
        if (!rest_.empty() && IsDigit(rest_[0])) {
          is_failed_ = is_failed_ || !TakeNumber(number);
        }
        return &word;
      }
    }
    rest_ = before;
    return nullptr;
  }

  void ParsePhases() {
    uint64_t number = 0;
    version_.phase_ = kReleasePhase;
    version_.dev_ = kNoDev;
    if (const Word* word = TakeWord(kPreReleases, number); word != nullptr) {
      version_.phase_ = word->phase;
      version_.phase_number_ = number;
    }
    if (TakeWord(kPostReleases, number) != nullptr) {
      version_.post_ = number + 1;
    }
    if (TakeWord(kDevReleases, number) != nullptr) {
      version_.dev_ = number;
      if (version_.phase_ == kReleasePhase && version_.post_ == 0) {
        version_.phase_ = kDevPhase;
      }
    }
  }

  static bool IsBuild(std::string_view text) {
    return text.size() > 1 && text[0] == '+' &&
           std::all_of(text.begin() + 1, text.end(),
                       [](char c) { return absl::ascii_isalnum(c) || IsSeparator(c); });
  }

  std::string_view rest_;
  bool is_failed_ = false;
  FrameworkVersion version_;
};

std::optional<FrameworkVersion> FrameworkVersion::Parse(std::string_view text) {
  return VersionParser(absl::AsciiStrToLower(text)).Parse();
}

absl::StatusOr<VersionRange::Clause> VersionRange::ParseClause(std::string_view text) {
  // Longer ones before those that they begin with.
  constexpr std::pair<std::string_view, Operator> kOperators[] = {
      {"<=", Operator::kLessOrEqual}, {">=", Operator::kGreaterOrEqual},
      {"==", Operator::kEqual},       {"!=", Operator::kNotEqual},
      {"<", Operator::kLess},         {">", Operator::kGreater},
  };
  const std::string_view clause = absl::StripAsciiWhitespace(text);
  for (const auto& [name, comparison] : kOperators) {
    if (!clause.starts_with(name)) {
      continue;
    }
    const std::string_view bound = absl::StripAsciiWhitespace(clause.substr(name.size()));
    std::optional<FrameworkVersion> version = FrameworkVersion::Parse(bound);
    if (!version.has_value()) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("range of versions: ", bound, " is no version"));
    }
    return Clause{comparison, *std::move(version)};
  }
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat("range of versions: ", clause,
                                " does not begin with one of <, <=, >, >=, ==, !="));
}

absl::StatusOr<VersionRange> VersionRange::Parse(std::string_view text) {
  VersionRange range;
  if (absl::StripAsciiWhitespace(text).empty()) {
    return range;
  }
  for (const std::string_view clause : absl::StrSplit(text, ',')) {
    MODELSEAL_ASSIGN_OR_RETURN(Clause parsed, ParseClause(clause));
    range.clauses_.push_back(std::move(parsed));
  }
  return range;
}

bool VersionRange::Contains(const FrameworkVersion& version) const {
  return std::all_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
    const std::strong_ordering order = version <=> clause.bound;
    switch (clause.comparison) {
      case Operator::kLess:
        return order < 0;
      case Operator::kLessOrEqual:
        return order <= 0;
      case Operator::kGreater:
        return order > 0;
      case Operator::kGreaterOrEqual:
        return order >= 0;
      case Operator::kEqual:
        return order == 0;
      case Operator::kNotEqual:
        return order != 0;
    }
    return true;
  });
}

}  // namespace modelseal::verify
