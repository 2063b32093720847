// SPDX-License-Identifier: Apache-2.0
//
// Versions of training frameworks, and ranges of them: what Python's packages (PEP 440) and SemVer
// 2.0 agree about. A version that cannot be placed in that order is none.
#ifndef MODELSEAL_LIB_VERIFY_FRAMEWORK_VERSION_H_
#define MODELSEAL_LIB_VERIFY_FRAMEWORK_VERSION_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace modelseal::verify {

// "2.6.0", "v1.4.2", "2.6.0rc1", "2.6.0-rc.1", "0.4.31.dev20240101+abc": an epoch (1!), numbers, a
// pre-release (a, b, c, rc, alpha, beta, pre, preview), a post-release (post, rev, r) and dev, with
// '.', '-', '_' or nothing between them, in any case. Numbers that are missing at the end are 0.
// What comes after '+', as the "cu121" of a build, counts for nothing.
class FrameworkVersion {
 public:
  // Nothing for another form, also "1.0-1", which is later than 1.0 for Python and earlier for
  // SemVer, and for numbers of more than 18 digits.
  static std::optional<FrameworkVersion> Parse(std::string_view text);

  // Development versions come before pre-releases, these before the release, post-releases after.
  auto operator<=>(const FrameworkVersion&) const = default;

 private:
  friend class VersionParser;

  // The order of the members is that of comparison.
  uint64_t epoch_ = 0;
  std::vector<uint64_t> release_;  // without zeros at its end
  int phase_ = 0;                  // dev of the release, a, b, rc, the release
  uint64_t phase_number_ = 0;
  uint64_t post_ = 0;  // one more than its number; 0: none
  uint64_t dev_ = 0;   // the largest number: none
};

// What all of some comparisons hold for.
class VersionRange {
 public:
  // "<2.6", ">=1.0, <1.4.2", "==2.3.0", "!=2.6"; every version for empty text. kInvalidArgument
  // for another operator or something that is no version.
  static absl::StatusOr<VersionRange> Parse(std::string_view text);

  bool Contains(const FrameworkVersion& version) const;

 private:
  enum class Operator { kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kEqual, kNotEqual };
  struct Clause {
    Operator comparison;
    FrameworkVersion bound;
  };

  static absl::StatusOr<Clause> ParseClause(std::string_view text);

  std::vector<Clause> clauses_;
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_FRAMEWORK_VERSION_H_
