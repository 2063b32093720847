// SPDX-License-Identifier: Apache-2.0
#include "lib/json/canonical.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/json/value.h"
#include "lib/json/writer.h"

namespace modelseal::json {
namespace {

std::string Canonical(const std::string& text) {
  const auto document = Document::Parse(text, "text");
  REQUIRE(document.ok());
  const auto canonical = Canonicalize(document->root());
  REQUIRE(canonical.ok());
  return *canonical;
}

absl::Status Refusal(const std::string& text) {
  const auto document = Document::Parse(text, "text");
  return document.ok() ? Canonicalize(document->root()).status() : document.status();
}

// 17 significant digits name a double; point and exponent keep it from being read as an integer.
std::string SpellDouble(uint64_t bits) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.16e", std::bit_cast<double>(bits));
  return text;
}

// RFC 8785 appendix B, but for the rows that are no number.
TEST_CASE("the numbers of RFC 8785 are written as its table has them", "[json][canonical]") {
  const std::pair<uint64_t, const char*> kRows[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"},
  };
  for (const auto& [bits, expected] : kRows) {
    CAPTURE(SpellDouble(bits));
    CHECK(Canonical(SpellDouble(bits)) == expected);
  }
}

TEST_CASE("equal numbers have one canonical form", "[json][canonical]") {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
           {"-0", "0"},
           {"-0.0", "0"},
           {"0e99", "0"},
           {"1.0", "1"},
           {"10e-1", "1"},
           {"100", "100"},
           {"1E+2", "100"},
           {"-1.50", "-1.5"},
           {"0.1", "0.1"},
           {"123456.789", "123456.789"},
           {"1e20", "100000000000000000000"},
           {"1e21", "1e+21"},
           {"1e-6", "0.000001"},
           {"1e-7", "1e-7"},
           {"12e-8", "1.2e-7"},
           {"-12e21", "-1.2e+22"},
           {"0.30000000000000004", "0.30000000000000004"},
           {"0.1000000000000000055511151231257827", "0.1"},
       }) {
    CAPTURE(text);
    CHECK(Canonical(text) == expected);
  }
}

TEST_CASE("integers that a double is equal to are written exactly up to 2^53",
          "[json][canonical]") {
  for (const char* text : {"0", "7", "-7", "1738162800", "9007199254740991", "-9007199254740991",
                           "9007199254740992", "-9007199254740992", "9007199254740994"}) {
    CAPTURE(text);
    CHECK(Canonical(text) == text);
  }
}

TEST_CASE("integers above 2^53 that a double is equal to are written as ECMAScript does",
          "[json][canonical]") {
  CHECK(Canonical("1152921504606846976") == "1152921504606847000");
  CHECK(Canonical("9223372036854775808") == "9223372036854776000");
  CHECK(Canonical("-9223372036854775808") == "-9223372036854776000");
  CHECK(Canonical("18446744073709549568") == "18446744073709550000");
}

TEST_CASE("an integer that no double is equal to is refused", "[json][canonical]") {
  for (const char* text :
       {"9007199254740993", "-9007199254740993", "1152921504606846977", "9223372036854775807",
        "-9223372036854775807", "9223372036854775809", "18446744073709551615"}) {
    CAPTURE(text);
    const absl::Status status = Refusal("{\"a\":[0," + std::string(text) + "]}");
    REQUIRE_FALSE(status.ok());
    CHECK(ReasonOf(status) == Reason::kJsonInvalid);
    CHECK(DetailOf(status, "field") == "a[1]");
  }
}

TEST_CASE("a number beyond every type is refused", "[json][canonical]") {
  for (const char* text : {"18446744073709551616", "-9223372036854775809", "295147905179352825856",
                           "1e309", "-1e309"}) {
    CAPTURE(text);
    const absl::Status status = Refusal(text);
    REQUIRE_FALSE(status.ok());
    CHECK(ReasonOf(status) == Reason::kJsonInvalid);
  }
}

// RFC 8785 §3.2.3.
TEST_CASE("members are sorted as in the example of RFC 8785", "[json][canonical]") {
  CHECK(Canonical(R"({
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis"
  })") ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
        "\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\",\"\xe2\x82\xac\":\"Euro Sign\","
        "\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\","
        "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("names are sorted by UTF-16 code units at every border", "[json][canonical]") {
  // In the expected order; the input has them backwards.
  const std::vector<std::string> kNames = {
      "",
      "a",
      "a\xed\x9f\xbf",      // U+D7FF
      "a\xf0\x90\x80\x80",  // U+10000
      "a\xf0\x90\x80\x80z",
      "a\xf4\x8f\xbf\xbf",  // U+10FFFF
      "a\xee\x80\x80",      // U+E000
      "a\xef\xbf\xbd",      // U+FFFD
      "b",
      "\xee\x80\x80",
  };
  Writer backwards;
  Writer forwards;
  backwards.BeginObject();
  forwards.BeginObject();
  for (size_t i = 0; i < kNames.size(); ++i) {
    backwards.Key(kNames[kNames.size() - 1 - i]).Integer(1);
    forwards.Key(kNames[i]).Integer(1);
  }
  backwards.EndObject();
  forwards.EndObject();
  CHECK(Canonical(std::move(backwards).Take()) == std::move(forwards).Take());
}

TEST_CASE("members are sorted at every depth and items are left in order", "[json][canonical]") {
  CHECK(Canonical(R"( { "b" : [ 3, { "d" : 1 , "c" : [ ] } , 2 ] , "a" : { } , "B" : null } )") ==
        R"({"B":null,"a":{},"b":[3,{"c":[],"d":1},2]})");
}

TEST_CASE("names are no path: equal beginnings and digits sort as text", "[json][canonical]") {
  CHECK(Canonical(R"({"10":0,"9":0,"1":0,"a.b":0,"a":{"b":0}})") ==
        R"({"1":0,"10":0,"9":0,"a":{"b":0},"a.b":0})");
}

TEST_CASE("strings are escaped only where RFC 8785 demands it", "[json][canonical]") {
  CHECK(Canonical(R"(["\u0000\u0007\b\t\n\u000b\f\r\u001B\u001f","\"\\\/\u002f","\u007f"])") ==
        "[\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001b\\u001f\",\"\\\"\\\\//\",\"\x7f\"]");
  CHECK(Canonical(R"("\u20ac\u2028\ud83d\ude02A\u030a<>&'")") ==
        "\"\xe2\x82\xac\xe2\x80\xa8\xf0\x9f\x98\x82"
        "A\xcc\x8a<>&'\"");
  CHECK(Canonical(R"({"a\u0000b\n":1})") == R"({"a\u0000b\n":1})");
}

TEST_CASE("a document may be one literal", "[json][canonical]") {
  for (const char* text : {"null", "true", "false", "\"\"", "[]", "{}"}) {
    CHECK(Canonical(std::string(" ") + text + "\n") == text);
  }
}

TEST_CASE("a part of a document has the canonical form of its own", "[json][canonical]") {
  const auto document = Document::Parse(R"({"skip":9007199254740993,"part":{"b":1,"a":2}})", "t");
  REQUIRE(document.ok());
  const Value part = document->root().get_object().value_unsafe()["part"].value_unsafe();
  const auto canonical = Canonicalize(part);
  REQUIRE(canonical.ok());
  CHECK(*canonical == R"({"a":2,"b":1})");
}

}  // namespace
}  // namespace modelseal::json
