// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cerrno>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal {
namespace {

using namespace std::string_literals;

TEST_CASE("an error keeps its reason, message and details", "[base][status]") {
  const absl::Status status = MakeError(Reason::kDigestMismatch, "a differs", {{"path", "a"}});
  CHECK(ReasonOf(status) == Reason::kDigestMismatch);
  CHECK(status.message() == "a differs");
  CHECK(DetailOf(status, "path") == "a");
  CHECK_FALSE(DetailOf(status, "field").has_value());
}

TEST_CASE("a message is cut before it grows long, and never within a character", "[base][status]") {
  std::string text = "x";
  for (int i = 0; i < 5000; ++i) {
    text += "\u00e9";
  }
  const absl::Status status =
      MakeError(Reason::kBundleInvalid, text, {{"actual", std::string(1 << 20, 'y')}});
  CHECK(status.message().size() < 2100);
  CHECK(IsUtf8(status.message()));
  CHECK(status.message().substr(status.message().size() - 3) == "\u2026");
  CHECK(DetailOf(status, "actual")->size() == 16384);
  CHECK(MakeError(Reason::kBundleInvalid, std::string(1 << 20, '\1')).message().size() < 2100);
}

TEST_CASE("an error of a part names the whole path and keeps the rest", "[base][status]") {
  const absl::Status inner = MakeError(Reason::kLimitExceeded, "hashes: a \\ b",
                                       {{"field", "proof.hashes"}, {"limit", "63"}});
  const absl::Status outer = InField("entries[0]", inner);
  CHECK(ReasonOf(outer) == Reason::kLimitExceeded);
  CHECK(outer.message() == "entries[0]: " + std::string(inner.message()));
  CHECK(DetailOf(outer, "field") == "entries[0].proof.hashes");
  CHECK(DetailOf(outer, "limit") == "63");
  CHECK(DetailOf(InField("a", MakeError(Reason::kInternal, "b")), "field") == "a");
  CHECK(InField("a", absl::OkStatus()).ok());
}

TEST_CASE("a status that was not made here counts as internal", "[base][status]") {
  CHECK(ReasonOf(absl::UnknownError("foreign")) == Reason::kInternal);
}

TEST_CASE("codes and names of reasons are unique and codes have a known category",
          "[base][status]") {
  std::set<int> codes;
  std::set<std::string> names;
  const std::set<int> categories = {1, 2, 3, 4, 5, 6, 7, 9};
#define MODELSEAL_REASON(code, NAME, kName)   \
  CHECK(codes.insert(code).second);           \
  CHECK(names.insert(#NAME).second);          \
  CHECK(categories.count((code) / 100) == 1); \
  CHECK(ReasonName(Reason::kName) == #NAME);
#include "lib/base/reason.def"
#undef MODELSEAL_REASON
}

TEST_CASE("a failed system call gets the reason of its errno", "[base][status]") {
  CHECK(ReasonOf(MakeErrnoError(ENOENT, "open", "x")) == Reason::kNotFound);
  CHECK(ReasonOf(MakeErrnoError(EACCES, "open", "x")) == Reason::kAccessDenied);
  CHECK(ReasonOf(MakeErrnoError(EIO, "read", "x")) == Reason::kIoFailed);
  CHECK(DetailOf(MakeErrnoError(EIO, "read", "x"), "errno") == "5");
}

TEST_CASE("control characters and broken UTF-8 cannot reach a terminal", "[base][status]") {
  CHECK(EscapeForDisplay("plain ünïcode") == "plain ünïcode");
  CHECK(EscapeForDisplay("a\nb") == "a\\nb");
  CHECK(EscapeForDisplay("\x1b[31mred") == "\\x1b[31mred");
  CHECK(EscapeForDisplay("back\\slash") == "back\\\\slash");
  CHECK(EscapeForDisplay("\xff") == "\\xff");
  CHECK(EscapeForDisplay("\xc2\x9b"
                         "31m") == "\\xc2\\x9b31m");
  CHECK(EscapeForDisplay("\xe2\x80\xa8") == "\\xe2\\x80\\xa8");
  CHECK(EscapeForDisplay("nul\0!"s) == "nul\\x00!");
}

TEST_CASE("hex is lower case and exact in length", "[base][hex]") {
  const uint8_t bytes[] = {0x00, 0xaf, 0xff};
  CHECK(EncodeHex(bytes) == "00afff");
  uint8_t out[3] = {};
  CHECK(DecodeHex("00afff", out));
  CHECK(out[1] == 0xaf);
  for (const char* bad : {"00AFFF", "00aff", "00afff00", "00 fff", "00afg0", ""}) {
    CHECK_FALSE(DecodeHex(bad, out));
  }
}

// RFC 4648 §10.
TEST_CASE("base64 agrees with the vectors of RFC 4648", "[base][base64]") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(EncodeBase64(plain) == encoded);
    CHECK(DecodeBase64(encoded) == plain);
  }
}

TEST_CASE("base64 that is not canonical is refused", "[base][base64]") {
  for (const char* bad :
       {"Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Z!g==", "Zm9v=", "_-8=", "=", "====",
        // As long as they should be, with white space for a digit or for padding.
        "Zg= ", "Zg \n", " Zg=", "Z g=", "Zm9vY Zm", "Zm9v Zg=", " Zm9vZg=", "Zm9vZg \n", "    ",
        "Zg==Zm9v", "Zm9=Zm9v", "Zg=.", "Zg.."}) {
    CAPTURE(bad);
    CHECK_FALSE(DecodeBase64(bad).has_value());
  }
}

TEST_CASE("base64 is taken exactly where the way back gives the same text", "[base][base64]") {
  constexpr std::string_view kLetters = "Zg=9 /.";
  for (size_t size = 1; size <= 5; ++size) {
    std::vector<size_t> chosen(size);
    const auto advance = [&] {
      for (size_t& letter : chosen) {
        letter = (letter + 1) % kLetters.size();
        if (letter != 0) {
          return true;
        }
      }
      return false;
    };
    do {
      std::string text;
      for (const size_t letter : chosen) {
        text += kLetters[letter];
      }
      // In the middle of a text and at its end.
      for (const std::string& whole : {text, "Zm9v" + text, text + "Zm9v", text + "Zg=="}) {
        const auto decoded = DecodeBase64(whole);
        std::string lenient;
        const bool is_canonical =
            absl::Base64Unescape(whole, &lenient) && absl::Base64Escape(lenient) == whole;
        if (decoded.has_value() != is_canonical || (is_canonical && *decoded != lenient)) {
          FAIL_CHECK("differs: '" << whole << "'");
        }
      }
    } while (advance());
  }
}

// The well-formed table of RFC 3629 §4 and sequences just outside of it.
TEST_CASE("UTF-8 is judged as RFC 3629 says", "[base][utf8]") {
  for (const std::string& good : {""s, "a"s, "\xc3\xa9"s, "\xe0\xa0\x80"s, "\xed\x9f\xbf"s,
                                  "\xee\x80\x80"s, "\xf0\x90\x80\x80"s, "\xf4\x8f\xbf\xbf"s}) {
    CHECK(IsUtf8(good));
  }
  for (const std::string& bad :
       {"\x80"s, "\xc0\x80"s, "\xc1\xbf"s, "\xe0\x9f\xbf"s, "\xed\xa0\x80"s, "\xf0\x8f\xbf\xbf"s,
        "\xf4\x90\x80\x80"s, "\xf5\x80\x80\x80"s, "\xc3"s, "\xe2\x82"s, "\xf0\x9f\x98"s}) {
    CHECK_FALSE(IsUtf8(bad));
  }
}

}  // namespace
}  // namespace modelseal
