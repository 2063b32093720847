// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/canonical_text.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/support/test_data.h"

namespace modelseal::dataset {
namespace {

std::string Canonical(std::string_view bytes) {
  const auto text = CanonicalText(bytes);
  REQUIRE(text.ok());
  return *text;
}

std::vector<std::string_view> Windows(std::string_view text, size_t words) {
  const auto windows = WordWindows(text, words);
  REQUIRE(windows.ok());
  return *windows;
}

using Texts = std::vector<std::string_view>;

// Of the characters below U+10000.
std::string Utf8(uint32_t point) {
  const auto tail = [point](int shift) {
    return static_cast<char>(0x80 | ((point >> shift) & 0x3f));
  };
  if (point < 0x80) {
    return {static_cast<char>(point)};
  }
  if (point < 0x800) {
    return {static_cast<char>(0xc0 | point >> 6), tail(0)};
  }
  return {static_cast<char>(0xe0 | point >> 12), tail(6), tail(0)};
}

// The property White_Space of Unicode 15.0.
std::set<uint32_t> WhiteSpace() {
  std::istringstream file(testing::ReadTestData("unicode/White_Space.txt"));
  std::set<uint32_t> points;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#') || line.empty()) {
      continue;
    }
    const auto first = static_cast<uint32_t>(std::stoul(line, nullptr, 16));
    const size_t dots = line.find("..");
    const auto last = dots < line.find(';')
                          ? static_cast<uint32_t>(std::stoul(line.substr(dots + 2), nullptr, 16))
                          : first;
    for (uint32_t point = first; point <= last; ++point) {
      points.insert(point);
    }
  }
  REQUIRE(points.size() == 25);
  return points;
}

}  // namespace

TEST_CASE("every character of White_Space becomes a space, and no other", "[dataset][text]") {
  const std::set<uint32_t> white_space = WhiteSpace();
  uint32_t wrong = 0;
  for (uint32_t point = 0; point < 0x10000; ++point) {
    if (point >= 0xd800 && point <= 0xdfff) {
      continue;
    }
    const bool is_space = Canonical("a" + Utf8(point) + "\xe4\xb8\x80") == "a \xe4\xb8\x80";
    wrong += is_space != white_space.contains(point);
  }
  CHECK(wrong == 0);
}

TEST_CASE("a run of white space becomes one space", "[dataset][text]") {
  CHECK(Canonical("a \t\r\n\xc2\xa0\xe3\x80\x80 b") == "a b");
  CHECK(Canonical("a b") == "a b");
}

TEST_CASE("white space at the ends is left out", "[dataset][text]") {
  CHECK(Canonical("\r\n a\xe2\x80\xa8") == "a");
  CHECK(Canonical(" \xe2\x80\x83\n").empty());
  CHECK(Canonical("").empty());
}

TEST_CASE("characters that only look like white space stay", "[dataset][text]") {
  for (const std::string text : {"a\xe2\x80\x8b"
                                 "b",
                                 "a\xef\xbb\xbf"
                                 "b",
                                 "a\xe1\xa0\x8e"
                                 "b"}) {
    CHECK(Canonical(text) == text);
  }
}

TEST_CASE("a text is composed", "[dataset][text]") {
  CHECK(Canonical("cafe\xcc\x81  au lait") == "caf\xc3\xa9 au lait");
}

TEST_CASE("a mark behind white space stays behind the space", "[dataset][text]") {
  CHECK(Canonical("a\n\xcc\x81"
                  "b") ==
        "a \xcc\x81"
        "b");
}

TEST_CASE("a canonical text is its own canonical text", "[dataset][text]") {
  const std::string text = Canonical("\xcc\x81 a\xcc\xa7\xcc\x81\t\xe1\x84\x80\xe1\x85\xa1 ");
  CHECK(Canonical(text) == text);
}

TEST_CASE("a text that is not UTF-8 is refused", "[dataset][text]") {
  CHECK(ReasonOf(CanonicalText("caf\xe9").status()) == Reason::kInvalidArgument);
}

TEST_CASE("a text above the limit is refused", "[dataset][text]") {
  // Of so many bytes that are not there: none is looked at.
  const std::string_view text("", limits::kMaxDatasetTextBytes + 1);
  CHECK(ReasonOf(CanonicalText(text).status()) == Reason::kLimitExceeded);
}

TEST_CASE("windows of words begin at each word that has enough behind it", "[dataset][text]") {
  CHECK(Windows("a bb ccc d", 1) == Texts{"a", "bb", "ccc", "d"});
  CHECK(Windows("a bb ccc d", 2) == Texts{"a bb", "bb ccc", "ccc d"});
  CHECK(Windows("a bb ccc d", 3) == Texts{"a bb ccc", "bb ccc d"});
  CHECK(Windows("a bb ccc d", 4) == Texts{"a bb ccc d"});
}

TEST_CASE("a text with fewer words than a window is one window", "[dataset][text]") {
  CHECK(Windows("a bb", 3) == Texts{"a bb"});
  CHECK(Windows("", 1) == Texts{""});
  CHECK(Windows("", 64) == Texts{""});
}

TEST_CASE("a text with more windows than the limit is refused", "[dataset][text]") {
  std::string text = "w";
  for (size_t word = 1; word < limits::kMaxDatasetWindows; ++word) {
    text += " w";
  }
  CHECK(Windows(text, 1).size() == limits::kMaxDatasetWindows);
  text += " w";
  CHECK(ReasonOf(WordWindows(text, 1).status()) == Reason::kLimitExceeded);
  CHECK(Windows(text, 2).size() == limits::kMaxDatasetWindows);
}

}  // namespace modelseal::dataset
