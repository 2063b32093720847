// SPDX-License-Identifier: Apache-2.0
#include "lib/json/value.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/status.h"
#include "lib/json/fields.h"

namespace modelseal::json {
namespace {

Reason ParseReason(const std::string& text) {
  return ReasonOf(Document::Parse(text, "text").status());
}

std::string Nested(size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST_CASE("plain JSON is read", "[json]") {
  const auto document = Document::Parse(R"({"a":[1,"x",null,true],"é":{}})", "text");
  REQUIRE(document.ok());
  CHECK(document->root().is_object());
}

TEST_CASE("text that is not one JSON document is refused", "[json]") {
  for (const char* bad :
       {"", " ", "{", "{}{}", "{} x", "[1,]", "{\"a\":}", "nul", "'a'", "{a:1}", "[01]", "\"\t\"",
        "\"\\x\"", "[1e]", "\xef\xbb\xbf{}", "\"\xff\"", "\"\xed\xa0\x80\""}) {
    CAPTURE(bad);
    CHECK(ParseReason(bad) == Reason::kJsonInvalid);
  }
}

TEST_CASE("a syntax error carries the reason that the caller asked for", "[json]") {
  CHECK(ReasonOf(Document::Parse("{", "text", Reason::kStatementInvalid).status()) ==
        Reason::kStatementInvalid);
}

TEST_CASE("a member that stands twice is refused wherever it is", "[json]") {
  CHECK(ParseReason(R"({"a":1,"a":2})") == Reason::kJsonDuplicateMember);
  CHECK(ParseReason(R"([{"x":{"b":1,"b":1}}])") == Reason::kJsonDuplicateMember);
  CHECK(ParseReason(R"({"a":1,"\u0061":2})") == Reason::kJsonDuplicateMember);
  const auto status = Document::Parse(R"({"x":[0,{"b":1,"b":1}]})", "text").status();
  CHECK(DetailOf(status, "field") == "x[1].b");
}

TEST_CASE("a member that stands twice among many is refused", "[json]") {
  for (const int twice : {0, 15, 16, 17, 99}) {
    std::string text = "{";
    for (int i = 0; i < 100; ++i) {
      text += "\"k" + std::to_string(i) + "\":0,";
    }
    const std::string good = text + "\"last\":0}";
    CHECK(Document::Parse(good, "text").ok());
    CHECK(ParseReason(text + "\"k" + std::to_string(twice) + "\":0}") ==
          Reason::kJsonDuplicateMember);
  }
}

TEST_CASE("surrogates must come in pairs", "[json]") {
  CHECK(Document::Parse(R"(["\ud83d\ude00"])", "text").ok());
  CHECK(Document::Parse(R"(["\\ud83d"])", "text").ok());
  CHECK(Document::Parse(R"(["\\\\ud83d"])", "text").ok());
  for (const char* bad : {R"(["\ud83d"])", R"(["\ude00"])", R"(["\ud83d\u0041"])", R"(["\ud83dx"])",
                          R"(["\ud83d\ud83d"])", R"(["\ud83d\\ude00"])"}) {
    CAPTURE(bad);
    CHECK(ParseReason(bad) == Reason::kJsonInvalid);
  }
}

TEST_CASE("nesting is bounded and depth does not crash", "[json]") {
  CHECK(Document::Parse(Nested(60), "text").ok());
  CHECK(ParseReason(Nested(65)) == Reason::kJsonInvalid);
  CHECK(ParseReason(Nested(200'000)) == Reason::kJsonInvalid);
  CHECK(ParseReason(std::string(200'000, '[')) == Reason::kJsonInvalid);
}

TEST_CASE("fields are typed and errors name their path", "[json]") {
  const auto document = Document::Parse(R"({"s":"x","n":1,"b":true,"o":{"l":[]},"z":null})", "t");
  REQUIRE(document.ok());
  const Path root;
  const auto fields = Fields::Of(document->root(), root, Reason::kBundleInvalid);
  REQUIRE(fields.ok());
  CHECK(*fields->String("s") == "x");
  CHECK(*fields->Bool("b"));
  const Path inner_path = root.Member("o");
  const auto inner = fields->Member("o", inner_path);
  REQUIRE(inner.ok());
  CHECK(inner->List("l").ok());
  for (const absl::Status& status :
       {fields->String("n").status(), fields->String("z").status(), fields->String("none").status(),
        fields->Bool("s").status(), fields->List("o").status(),
        fields->CheckNoOthers({"s", "n", "b", "o"})}) {
    CHECK(ReasonOf(status) == Reason::kBundleInvalid);
  }
  CHECK(DetailOf(inner->String("l").status(), "field") == "o.l");
  CHECK(fields->CheckNoOthers({"s", "n", "b", "o", "z"}).ok());
}

}  // namespace
}  // namespace modelseal::json
