// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/nfc.h"

#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "lib/base/status.h"
#include "tests/support/test_data.h"

namespace modelseal::dataset {
namespace {

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
  if (point < 0x10000) {
    return {static_cast<char>(0xe0 | point >> 12), tail(6), tail(0)};
  }
  return {static_cast<char>(0xf0 | point >> 18), tail(12), tail(6), tail(0)};
}

// "1E0A 0323".
std::string Utf8OfPoints(const std::string& points) {
  std::istringstream in(points);
  std::string text;
  for (std::string point; in >> point;) {
    text += Utf8(static_cast<uint32_t>(std::stoul(point, nullptr, 16)));
  }
  return text;
}

// Source, NFC, NFD, NFKC, NFKD.
struct Row {
  std::string part;
  std::string source_points;
  std::array<std::string, 5> texts;
};

std::vector<Row> ReadRows() {
  std::istringstream file(testing::ReadTestData("unicode/NormalizationTest.txt"));
  std::vector<Row> rows;
  std::string part;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) {
      continue;
    }
    if (line.starts_with('@')) {
      part = line.substr(0, line.find(' '));
      continue;
    }
    Row row{.part = part, .source_points = line.substr(0, line.find(';')), .texts = {}};
    std::istringstream columns(line);
    for (std::string& text : row.texts) {
      std::string column;
      REQUIRE(std::getline(columns, column, ';'));
      text = Utf8OfPoints(column);
    }
    rows.push_back(row);
  }
  return rows;
}

std::string Nfc(std::string_view text) {
  const auto normal = ToNfc(text);
  REQUIRE(normal.ok());
  return *normal;
}

std::string Repeat(std::string_view text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i) {
    all += text;
  }
  return all;
}

Reason FailureOf(std::string_view text) {
  const auto normal = ToNfc(text);
  REQUIRE_FALSE(normal.ok());
  return ReasonOf(normal.status());
}

}  // namespace

TEST_CASE("NFC is what the test of Unicode says", "[dataset][nfc]") {
  const std::vector<Row> rows = ReadRows();
  REQUIRE(rows.size() == 8017);
  size_t wrong = 0;
  for (const Row& row : rows) {
    const auto& [source, nfc, nfd, nfkc, nfkd] = row.texts;
    const bool is_right = Nfc(source) == nfc && Nfc(nfc) == nfc && Nfc(nfd) == nfc &&
                          Nfc(nfkc) == nfkc && Nfc(nfkd) == nfkc;
    if (!is_right) {
      ++wrong;
      UNSCOPED_INFO("source " << row.source_points);
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("NFC of the rows of the test behind one another is that of each", "[dataset][nfc]") {
  // A line feed keeps them apart; a letter before each is joined with what it starts with.
  for (const std::string_view between : {"\n", "\xe4\xb8\x80"}) {
    std::string sources;
    std::string expected;
    for (const Row& row : ReadRows()) {
      sources.append(between).append(row.texts[0]);
      expected.append(between).append(row.texts[1]);
    }
    CHECK(Nfc(sources) == expected);
  }
}

TEST_CASE("characters that the test of Unicode does not list stay as they are", "[dataset][nfc]") {
  std::set<std::string> listed;
  for (const Row& row : ReadRows()) {
    if (row.part == "@Part1") {
      listed.insert(row.texts[0]);
    }
  }
  uint32_t changed = 0;
  for (uint32_t point = 0; point <= 0x10ffff; ++point) {
    if (point >= 0xd800 && point <= 0xdfff) {
      continue;
    }
    const std::string text = Utf8(point);
    changed += !listed.contains(text) && Nfc(text) != text;
  }
  CHECK(changed == 0);
}

TEST_CASE("NFC of a text without characters is empty", "[dataset][nfc]") { CHECK(Nfc("").empty()); }

TEST_CASE("a letter before a mark is composed wherever words of ASCII end", "[dataset][nfc]") {
  for (size_t length = 0; length < 40; ++length) {
    const std::string ascii(length, 'x');
    CHECK(Nfc(ascii + "e\xcc\x81" + ascii) == ascii + "\xc3\xa9" + ascii);
  }
}

TEST_CASE("marks in a long row are put in order", "[dataset][nfc]") {
  constexpr size_t kMarks = 200'000;
  const std::string text = "x" + Repeat("\xcc\x81\xcc\xa7", kMarks);
  CHECK(Nfc(text) == "x" + Repeat("\xcc\xa7", kMarks) + Repeat("\xcc\x81", kMarks));
}

TEST_CASE("what is not UTF-8 is refused wherever it stands", "[dataset][nfc]") {
  const std::vector<std::string> bad = {
      "\x80", "\xc3", "\xc0\x80", "\xe2\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff",
  };
  for (const std::string& sequence : bad) {
    CAPTURE(sequence);
    CHECK(FailureOf(sequence) == Reason::kInvalidArgument);
    CHECK(FailureOf("a text of more than a word " + sequence) == Reason::kInvalidArgument);
    CHECK(FailureOf("e\xcc\x81" + sequence + "e") == Reason::kInvalidArgument);
    CHECK(FailureOf("\xe4\xb8\x80" + sequence) == Reason::kInvalidArgument);
  }
}

}  // namespace modelseal::dataset
