// SPDX-License-Identifier: Apache-2.0
//
// The order of versions, and ranges of them.
#include "lib/verify/framework_version.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

FrameworkVersion Version(const std::string& text) {
  const auto version = FrameworkVersion::Parse(text);
  INFO(text);
  REQUIRE(version.has_value());
  return *version;
}

bool IsIn(const std::string& version, const std::string& range) {
  const auto parsed = VersionRange::Parse(range);
  REQUIRE(parsed.ok());
  return parsed->Contains(Version(version));
}

TEST_CASE("versions ascend as PEP 440 has them") {
  const std::vector<std::string> ascending = {
      "1.0.dev3",  "1.0a1.dev2", "1.0a1", "1.0a2",      "1.0b1", "1.0rc1", "1.0rc2", "1.0",
      "1.0.post1", "1.0.1",      "1.4.2", "1.10.0.dev", "1.10",  "2.0rc1", "2.0",    "1!0.1"};
  for (size_t low = 0; low < ascending.size(); ++low) {
    for (size_t high = low + 1; high < ascending.size(); ++high) {
      INFO(ascending[low] << " < " << ascending[high]);
      CHECK(Version(ascending[low]) < Version(ascending[high]));
      CHECK(Version(ascending[high]) > Version(ascending[low]));
    }
  }
}

TEST_CASE("versions that are spelled in different ways are the same") {
  const std::vector<std::vector<std::string>> same = {
      {"2.6", "2.6.0", "v2.6.0.0", "2.6.0+cu121", "2.6+rocm6.2"},
      {"2.6rc1", "2.6.0-rc.1", "2.6.0RC1", "2.6_rc_1", "2.6c1", "2.6preview1"},
      {"1.0a0", "1.0alpha", "1.0-ALPHA.0"},
      {"1.0.post2", "1.0-rev2", "1.0r2"}};
  for (const std::vector<std::string>& spellings : same) {
    for (const std::string& spelling : spellings) {
      INFO(spelling);
      CHECK(Version(spelling) == Version(spellings[0]));
    }
  }
}

TEST_CASE("what cannot be placed in the order is no version") {
  for (const std::string text :
       {"", "latest", "2.x", "2..6", "2.6 ", "2.6-1", "2.6foo", "1.0+", "1.0+a b", "v", "1.",
        "9999999999999999999", "1.0rc1rc2", "nightly-2024"}) {
    INFO(text);
    CHECK_FALSE(FrameworkVersion::Parse(text).has_value());
  }
}

TEST_CASE("a range is what all of its comparisons hold for") {
  CHECK(IsIn("2.5.1+cu121", "<2.6"));
  CHECK(IsIn("2.6.0rc1", "<2.6"));
  CHECK_FALSE(IsIn("2.6.0", "<2.6"));
  CHECK(IsIn("1.4.1", ">=1.0, <1.4.2"));
  CHECK_FALSE(IsIn("1.4.2", ">=1.0,<1.4.2"));
  CHECK_FALSE(IsIn("0.9", ">=1.0,<1.4.2"));
  CHECK(IsIn("2.3", "==2.3.0"));
  CHECK_FALSE(IsIn("2.3", "!=2.3.0"));
  CHECK(IsIn("2.3", "<=2.3"));
  CHECK_FALSE(IsIn("2.3", ">2.3"));
  CHECK(IsIn("0.0.1", ""));
}

TEST_CASE("a range that cannot be read is refused, not taken for none") {
  for (const std::string text :
       {"2.6", "~=2.6", "<", "<2.6,", ",", "=2.6", "<two", "< 2.6 || >3"}) {
    INFO(text);
    const auto range = VersionRange::Parse(text);
    REQUIRE_FALSE(range.ok());
    CHECK(ReasonOf(range.status()) == Reason::kInvalidArgument);
  }
}

}  // namespace
}  // namespace modelseal::verify
