// SPDX-License-Identifier: Apache-2.0
//
// Patterns for names: what they match whole, and what they cost.
#include "lib/verify/text_pattern.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

using namespace std::string_literals;

TextPattern Pattern(std::string_view text) {
  auto pattern = TextPattern::Parse(text);
  REQUIRE(pattern.ok());
  return *std::move(pattern);
}

absl::Status Refusal(std::string_view text) {
  const auto pattern = TextPattern::Parse(text);
  REQUIRE_FALSE(pattern.ok());
  return pattern.status();
}

TEST_CASE("pattern keeps the text it was parsed from", "[verify][pattern]") {
  CHECK(Pattern(R"(.*@example\.com)").text() == R"(.*@example\.com)");
}

TEST_CASE("pattern matches the whole text or not at all", "[verify][pattern]") {
  const TextPattern pattern = Pattern(R"([a-z]+@example\.com)");
  CHECK(pattern.Matches("x@example.com"));
  CHECK_FALSE(pattern.Matches("x@example.com.evil.org"));
  CHECK_FALSE(pattern.Matches("evil x@example.com"));
  CHECK_FALSE(pattern.Matches("x@example.co"));
  CHECK_FALSE(pattern.Matches(""));
}

TEST_CASE("unescaped pattern does not match a domain that goes on", "[verify][pattern]") {
  const TextPattern pattern = Pattern(".*@example.com");
  CHECK(pattern.Matches("x@example.com"));
  CHECK_FALSE(pattern.Matches("x@example.com.evil.org"));
}

TEST_CASE("alternatives are anchored at both ends each", "[verify][pattern]") {
  const TextPattern pattern = Pattern("a@x|ab@xy");
  CHECK(pattern.Matches("a@x"));
  CHECK(pattern.Matches("ab@xy"));
  CHECK_FALSE(pattern.Matches("a@xy"));
  CHECK_FALSE(pattern.Matches("ab@x"));
  CHECK(Pattern("a|ab").Matches("ab"));
}

TEST_CASE("anchors written out change nothing", "[verify][pattern]") {
  const TextPattern pattern = Pattern(R"(^.*@example\.com$)");
  CHECK(pattern.Matches("x@example.com"));
  CHECK_FALSE(pattern.Matches("x@example.com.evil.org"));
}

TEST_CASE("text of several lines matches no pattern", "[verify][pattern]") {
  for (const auto* text :
       {".*@example\\.com", "(?s).*@example\\.com", "(?m)^x@example\\.com$", "[^@]*@example\\.com",
        "(?s).*", "x@example\\.com\\s*", "x@example\\.com\\n?", "x@example\\.com\n"}) {
    const TextPattern pattern = Pattern(text);
    CHECK_FALSE(pattern.Matches("x@example.com\n"));
    CHECK_FALSE(pattern.Matches("\nx@example.com"));
    CHECK_FALSE(pattern.Matches("y@evil.org\nx@example.com"));
    CHECK_FALSE(pattern.Matches("x@example.com\ny@evil.org"));
  }
}

TEST_CASE("text with a NUL matches no pattern", "[verify][pattern]") {
  for (const auto* text : {"(?s).*", "x@example\\.com.*", "x@example\\.com\\x00.*", "[^@]+@.*"}) {
    CHECK_FALSE(Pattern(text).Matches("x@example.com\0.evil.org"s));
    CHECK_FALSE(Pattern(text).Matches("x@example.com\0"s));
  }
}

TEST_CASE("text that is no UTF-8 matches no pattern", "[verify][pattern]") {
  for (const auto* text : {"(?s).*", R"((?s)\C*)", "[^@]*"}) {
    CHECK(Pattern(text).Matches("\u00e9"));
    CHECK_FALSE(Pattern(text).Matches("x\xff"));
    CHECK_FALSE(Pattern(text).Matches("\xc0\xae"));
    CHECK_FALSE(Pattern(text).Matches("\xed\xa0\x80"));
  }
}

TEST_CASE("a dot stands for one character of UTF-8", "[verify][pattern]") {
  CHECK(Pattern("a.b").Matches("a\u00e9b"));
  CHECK_FALSE(Pattern("a..b").Matches("a\u00e9b"));
}

TEST_CASE("case counts unless the pattern says otherwise", "[verify][pattern]") {
  CHECK_FALSE(Pattern("x@example\\.com").Matches("X@example.com"));
  CHECK_FALSE(Pattern("[a-z]+@example\\.com").Matches("X@example.com"));
  CHECK(Pattern("(?i)x@example\\.com").Matches("X@EXAMPLE.com"));
}

TEST_CASE("letters that only fold to ASCII's are others", "[verify][pattern]") {
  const TextPattern pattern = Pattern("(?i)kiss@example\\.com");
  CHECK(pattern.Matches("KISS@example.com"));
  CHECK_FALSE(pattern.Matches("\u212aiss@example.com"));  // Kelvin sign
  CHECK_FALSE(pattern.Matches("ki\u017fs@example.com"));  // long s
  CHECK_FALSE(Pattern("(?i)[a-z]+").Matches("\u212a"));
}

TEST_CASE("letters that look like ASCII's are others", "[verify][pattern]") {
  CHECK_FALSE(Pattern("[a-z]+@example\\.com").Matches("\u0430dmin@example.com"));  // Cyrillic a
  CHECK_FALSE(Pattern("\\w+@example\\.com").Matches("\u0430dmin@example.com"));
  CHECK_FALSE(Pattern("\\d").Matches("\u0661"));  // Arabic-Indic one
}

TEST_CASE("classes of Perl and POSIX are those of ASCII", "[verify][pattern]") {
  CHECK(Pattern("\\d{3}").Matches("129"));
  CHECK(Pattern("\\w+\\s\\w+").Matches("a_Z 09"));
  CHECK_FALSE(Pattern("\\W").Matches("_"));
  CHECK(Pattern("[[:alnum:]]+").Matches("aZ09"));
  CHECK(Pattern("[[:^alpha:]]+").Matches("09-"));
  CHECK_FALSE(Pattern("[[:upper:]]").Matches("a"));
}

TEST_CASE("pattern that makes others backtrack comes to an end", "[verify][pattern]") {
  const std::string text(100'000, 'a');
  CHECK_FALSE(Pattern("(a*)*b").Matches(text));
  CHECK_FALSE(Pattern("(a|aa)+b").Matches(text));
  CHECK_FALSE(Pattern("(.*)*@(.*)*@").Matches(text));
  CHECK(Pattern("(a*)*b").Matches(text + "b"));
}

TEST_CASE("pattern whose states outgrow its memory still matches rightly", "[verify][pattern]") {
  // An automaton that remembered all it has seen would need 2^200 states.
  const TextPattern pattern = Pattern("(a|b)*a(a|b){200}");
  std::string text;
  uint32_t random = 1;
  for (int i = 0; i < 5'000; ++i) {
    random = random * 1'664'525 + 1'013'904'223;
    text += random >> 31 == 0 ? 'a' : 'b';
  }
  text[text.size() - 201] = 'a';
  CHECK(pattern.Matches(text));
  text[text.size() - 201] = 'b';
  CHECK_FALSE(pattern.Matches(text));
}

TEST_CASE("empty pattern is refused", "[verify][pattern]") {
  CHECK(ReasonOf(Refusal("")) == Reason::kInvalidArgument);
}

TEST_CASE("pattern above the limit is refused, one at it is not", "[verify][pattern]") {
  CHECK(TextPattern::Parse(std::string(limits::kMaxPatternBytes, 'a')).ok());
  const absl::Status status = Refusal(std::string(limits::kMaxPatternBytes + 1, 'a'));
  CHECK(ReasonOf(status) == Reason::kInvalidArgument);
  CHECK(DetailOf(status, "limit") == "4096");
}

TEST_CASE("pattern that would outgrow its memory is refused", "[verify][pattern]") {
  const absl::Status status = Refusal("[^x]{999}[^y]{999}[^z]{999}.{999}.{999}.{999}.{999}.{999}");
  CHECK(ReasonOf(status) == Reason::kInvalidArgument);
  CHECK(status.message().find("pattern too large") != std::string_view::npos);
}

TEST_CASE("repetition that multiplies is refused", "[verify][pattern]") {
  for (const auto* text :
       {"((a{100}){100}){100}", "(((a{30}){30}){30}){30}", "((a{0,100}){0,100})*"}) {
    CHECK(ReasonOf(Refusal(text)) == Reason::kInvalidArgument);
  }
}

TEST_CASE("pattern with a NUL is refused", "[verify][pattern]") {
  CHECK(ReasonOf(Refusal("x\0y"s)) == Reason::kInvalidArgument);
}

TEST_CASE("what is no expression is refused with what is wrong", "[verify][pattern]") {
  for (const auto* text : {"(", "[a", "*", "a**b(", "\\", "(?=a)", "(a)\\1", "\xff", "\\p{Greek}",
                           "a{1001}", "[z-a]"}) {
    CHECK(ReasonOf(Refusal(text)) == Reason::kInvalidArgument);
  }
  CHECK(std::string(Refusal("(x@example").message()) ==
        "not a pattern for identities: missing ): (x@example");
}

TEST_CASE("patterns print nothing, refused or too large to remember states", "[verify][pattern]") {
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  const int standard_error = dup(STDERR_FILENO);
  dup2(ends[1], STDERR_FILENO);
  close(ends[1]);
  const bool is_refused = !TextPattern::Parse("(").ok();
  const auto large = TextPattern::Parse(".{999}.{999}.{999}");
  const bool matches = large.ok() && large->Matches(std::string(2997, 'a'));
  dup2(standard_error, STDERR_FILENO);
  close(standard_error);
  char printed = 0;
  CHECK(read(ends[0], &printed, 1) == 0);  // the end, since nobody holds the other side
  close(ends[0]);
  CHECK(is_refused);
  CHECK(matches);
}

TEST_CASE("copies of a pattern match on several threads", "[verify][pattern]") {
  const TextPattern pattern = Pattern("([a-z]+\\.)*[a-z]+@example\\.com");
  std::vector<int> matches(4);
  std::vector<std::thread> threads;
  for (int& count : matches) {
    threads.emplace_back([&count, pattern] {
      for (int i = 0; i < 500; ++i) {
        const std::string name(1 + i % 50, static_cast<char>('a' + i % 26));
        count += pattern.Matches(name + ".x@example.com") && !pattern.Matches(name + "@evil.org");
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(matches == std::vector<int>(4, 500));
}

}  // namespace
}  // namespace modelseal::verify
