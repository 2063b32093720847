// SPDX-License-Identifier: Apache-2.0
//
// Canonical names of OMS 1.0 §6.1.2 and the two orders of names.
#include "lib/fs/path.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::fs {
namespace {

using std::string_literals::operator""s;

TEST_CASE("canonical names are accepted byte for byte", "[fs][path]") {
  const std::string name =
      GENERATE("a"s, "a/b/c"s, ".hidden"s, "..."s, "a/..b/c.."s, "-rf"s, " "s, "a\nb"s, "q\"'`"s,
               "back\\slash"s, "C:stream"s, "e\xcc\x81"s, "\xc3\xa9"s, "\xe2\x80\xa8"s,
               "\xf0\x9f\xa4\x97/model.bin"s, "*?[]"s);
  CAPTURE(name);
  CHECK(CheckName(name, "name").ok());
}

TEST_CASE("names that are not canonical are refused with their field", "[fs][path]") {
  const std::string name = GENERATE(""s, "/"s, "/a"s, "//a"s, "a/"s, "a//b"s, "."s, "./a"s, "a/."s,
                                    "a/./b"s, ".."s, "../a"s, "a/.."s, "a/../b"s, "a\0b"s, "\0"s,
                                    "\xff"s, "a/\xc3"s, "\xed\xa0\x80"s, "\xc0\xaf"s);
  CAPTURE(name);
  const absl::Status status = CheckName(name, "resources[3].name");
  REQUIRE(ReasonOf(status) == Reason::kNameInvalid);
  CHECK(DetailOf(status, "field") == "resources[3].name");
}

TEST_CASE("a name of the longest allowed length is accepted", "[fs][path]") {
  CHECK(CheckName(std::string(limits::kMaxNameBytes, 'a'), "name").ok());
}

TEST_CASE("a name one byte longer than allowed is refused", "[fs][path]") {
  const absl::Status status = CheckName(std::string(limits::kMaxNameBytes + 1, 'a'), "name");
  REQUIRE(ReasonOf(status) == Reason::kNameInvalid);
  CHECK(status.message().size() < 200);
}

TEST_CASE("ignored names with a glob character are refused", "[fs][path]") {
  const std::string name = GENERATE("*"s, "a?"s, "[ab]"s, "sub/a]"s, "sub*/x"s);
  CAPTURE(name);
  CHECK(ReasonOf(CheckIgnoredName(name, "ignore_paths[0]")) == Reason::kNameInvalid);
}

TEST_CASE("ignored names are refused like any other name", "[fs][path]") {
  const std::string name = GENERATE(""s, "."s, ".."s, "/a"s, "a/"s, "../a"s);
  CAPTURE(name);
  CHECK(ReasonOf(CheckIgnoredName(name, "ignore_paths[0]")) == Reason::kNameInvalid);
}

TEST_CASE("an ignored name is a plain name", "[fs][path]") {
  CHECK(CheckIgnoredName(".git", "name").ok());
  CHECK(CheckIgnoredName("a/b c/{d}", "name").ok());
}

TEST_CASE("a name is below its ancestors and itself only", "[fs][path]") {
  CHECK(IsAtOrBelow("a", "a"));
  CHECK(IsAtOrBelow("a/b", "a"));
  CHECK(IsAtOrBelow("a/b/c", "a/b"));
  CHECK_FALSE(IsAtOrBelow("ab", "a"));
  CHECK_FALSE(IsAtOrBelow("a", "a/b"));
  CHECK_FALSE(IsAtOrBelow("b/a", "a"));
  CHECK_FALSE(IsAtOrBelow("a", ""));
}

TEST_CASE("of the names that a name is below the highest is found", "[fs][path]") {
  const std::vector<std::string> names = {"a/b", "a/b/c", "x", "y/z"};
  CHECK(HighestAtOrAbove(names, "a/b/c/d") == "a/b");
  CHECK(HighestAtOrAbove(names, "a/b") == "a/b");
  CHECK(HighestAtOrAbove(names, "x/1") == "x");
  CHECK(HighestAtOrAbove(names, "a") == std::nullopt);
  CHECK(HighestAtOrAbove(names, "a/bc") == std::nullopt);
  CHECK(HighestAtOrAbove(names, "y") == std::nullopt);
  CHECK(HighestAtOrAbove({}, "x") == std::nullopt);
}

TEST_CASE("a path stands in the directory before its last slash", "[fs][path]") {
  CHECK(DirectoryOf("a") == ".");
  CHECK(DirectoryOf("a/b") == "a/");
  CHECK(DirectoryOf("/a") == "/");
  CHECK(DirectoryOf("a/b/") == "a/b/");
  CHECK(DirectoryOf("") == ".");
}

TEST_CASE("component order sorts as Python sorts tuples of components", "[fs][path]") {
  // sorted(names, key=lambda n: tuple(n.split("/"))) in CPython 3.11.
  const std::string sorted[] = {
      "a",  "a/a", "a/b", "a/b/c", "a/b-c", "a!",       "a-b",          "a-b/c",           "a.b",
      "a0", "aa",  "b",   "b/",    "\x7f",  "\xc3\xa9", "\xef\xbf\xbd", "\xf0\x9f\xa4\x97"};
  for (size_t i = 0; i < std::size(sorted); ++i) {
    for (size_t j = 0; j < std::size(sorted); ++j) {
      CAPTURE(sorted[i], sorted[j]);
      CHECK(ComponentLess(sorted[i], sorted[j]) == (i < j));
    }
  }
}

}  // namespace
}  // namespace modelseal::fs
