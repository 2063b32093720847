// SPDX-License-Identifier: Apache-2.0
//
// Expected digests come from Python's hashlib:
//   hashlib.sha256(b"msealrec\x01" + bytes([len(view)]) + view + canonical).hexdigest()
#include "lib/dataset/record_view.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::dataset {
namespace {

RecordView View(std::string_view id) {
  const auto view = RecordView::Parse(id);
  REQUIRE(view.ok());
  return *view;
}

std::vector<std::string> DigestsOf(std::string_view id, std::string_view bytes) {
  const auto digests = View(id).Digest(bytes);
  REQUIRE(digests.ok());
  std::vector<std::string> texts;
  for (const RecordDigest& digest : *digests) {
    texts.push_back(EncodeHex(digest));
  }
  return texts;
}

// Of a view that takes a record as one.
std::string DigestOf(std::string_view id, std::string_view bytes) {
  const std::vector<std::string> digests = DigestsOf(id, bytes);
  REQUIRE(digests.size() == 1);
  return digests[0];
}

Reason FailureOf(std::string_view id, std::string_view bytes) {
  const auto digests = View(id).Digest(bytes);
  REQUIRE_FALSE(digests.ok());
  return ReasonOf(digests.status());
}

}  // namespace

TEST_CASE("raw takes the bytes of a record as they are", "[dataset][record_view]") {
  CHECK(DigestOf("raw", "") == "ab71b1d1f7ec010f95ad5f00dcf56c996724aa4396418212def7f66eeee270d8");
  CHECK(DigestOf("raw", "abc") ==
        "f3d9cd366926a71ac3430e17197089ee26037a6a56330bb80000da0bbca23db6");
  CHECK(DigestOf("raw", std::string_view("\0", 1)) ==
        "fdecf37ac80bdb15a65ee9242f4fa7f352c9dc3c67c4c9bdc034c3cc6991aa1b");
  CHECK(DigestOf("raw", std::string(64, 'a')) ==
        "c043dbb76e06f64eb654af592a59501b2448a037ed992a8698f0159a9d9ba9f5");
}

TEST_CASE("raw takes bytes that are no text", "[dataset][record_view]") {
  std::string all;
  for (int i = 0; i < 5 * 256; ++i) {
    all += static_cast<char>(i);
  }
  CHECK(DigestOf("raw", all) == "86d3da79078552134f4e224f86cb4f257e8108bffc7445874fa3d2d4d0c4a6ff");
}

TEST_CASE("text-nfc15 takes the canonical text", "[dataset][record_view]") {
  const std::string expected = "c35ce0467d4cbcb94a969ae734877c53496187c39a54a6c1b4409c30bd6d62f7";
  CHECK(DigestOf("text-nfc15", "caf\xc3\xa9 au lait") == expected);
  CHECK(DigestOf("text-nfc15", "\tcafe\xcc\x81\r\n au\xc2\xa0lait\n") == expected);
}

TEST_CASE("json-rfc8785 takes the canonical form", "[dataset][record_view]") {
  const std::string expected = "c0729bd1c4073f942be81857bb31b203d705e54f6148266028eb8891c533097d";
  CHECK(DigestOf("json-rfc8785", R"({"a":[1,"x"],"b":0.5})") == expected);
  CHECK(DigestOf("json-rfc8785", R"( { "b": 5e-1, "a": [1.0, "\u0078"] } )") == expected);
}

TEST_CASE("pixels-rgb8 takes the size and three bytes a pixel", "[dataset][record_view]") {
  const std::string_view image("\0\0\0\2\0\0\0\1\xff\0\0\0\x80\xff", 14);
  CHECK(DigestOf("pixels-rgb8", image) ==
        "cbfc186058e41784f4433885bfb4822869d5a10f719b08aa959e6a785501e25c");
}

TEST_CASE("words-N takes each window of N words", "[dataset][record_view]") {
  CHECK(DigestsOf("words-2", " cafe\xcc\x81  au\nlait") ==
        std::vector<std::string>{
            "8b6db0d495e19c95cf5c199f0e32a0d05b29abf2a96c19a3cfe21b36de4d1913",
            "7761ca1a9ab0dfb7e57ee0350a56b1dc9e59d46a00676c70ba61c0b9bbb97855",
        });
}

TEST_CASE("words-N takes a text with fewer words as one window", "[dataset][record_view]") {
  CHECK(DigestOf("words-64", " au  lait ") ==
        "876b0d8f4a82ff99bb1d535192a015201cf8dfd1ae692cd7948e027f241b3aa9");
}

TEST_CASE("views give one text digests apart", "[dataset][record_view]") {
  const std::set<std::string> digests = {
      DigestOf("raw", "1"),     DigestOf("text-nfc15", "1"), DigestOf("json-rfc8785", "1"),
      DigestOf("words-1", "1"), DigestOf("words-2", "1"),
  };
  CHECK(digests.size() == 5);
}

TEST_CASE("bytes that a view is not of are refused", "[dataset][record_view]") {
  CHECK(FailureOf("text-nfc15", "caf\xe9") == Reason::kInvalidArgument);
  CHECK(FailureOf("words-3", "caf\xe9") == Reason::kInvalidArgument);
  CHECK(FailureOf("json-rfc8785", "") == Reason::kInvalidArgument);
  CHECK(FailureOf("json-rfc8785", "{\"a\":1") == Reason::kInvalidArgument);
  CHECK(FailureOf("json-rfc8785", "\"\xff\"") == Reason::kInvalidArgument);
}

TEST_CASE("JSON that others read in another way is refused", "[dataset][record_view]") {
  CHECK(FailureOf("json-rfc8785", R"({"a":1,"a":1})") == Reason::kInvalidArgument);
  CHECK(FailureOf("json-rfc8785", R"(["\ud800"])") == Reason::kInvalidArgument);
  CHECK(FailureOf("json-rfc8785", "9007199254740993") == Reason::kInvalidArgument);
}

TEST_CASE("an image whose bytes are not three a pixel is refused", "[dataset][record_view]") {
  const std::string image("\0\0\0\2\0\0\0\1\xff\0\0\0\x80\xff", 14);
  for (size_t size = 0; size < image.size(); ++size) {
    CHECK(FailureOf("pixels-rgb8", image.substr(0, size)) == Reason::kInvalidArgument);
  }
  CHECK(FailureOf("pixels-rgb8", image + "x") == Reason::kInvalidArgument);
  CHECK(FailureOf("pixels-rgb8", image + "xyz") == Reason::kInvalidArgument);
}

TEST_CASE("an image without pixels is refused", "[dataset][record_view]") {
  CHECK(FailureOf("pixels-rgb8", std::string(8, '\0')) == Reason::kInvalidArgument);
  CHECK(FailureOf("pixels-rgb8", std::string("\0\0\0\0\0\0\0\1", 8)) == Reason::kInvalidArgument);
}

TEST_CASE("a size of an image that overflows is refused", "[dataset][record_view]") {
  CHECK(FailureOf("pixels-rgb8", std::string(8, '\xff') + "xyz") == Reason::kInvalidArgument);
  CHECK(FailureOf("pixels-rgb8", std::string("\x80\0\0\0\x80\0\0\0", 8)) ==
        Reason::kInvalidArgument);
}

TEST_CASE("JSON above the limit is refused", "[dataset][record_view]") {
  const std::string text(limits::kMaxDatasetJsonBytes + 1, ' ');
  CHECK(FailureOf("json-rfc8785", text) == Reason::kLimitExceeded);
}

TEST_CASE("a view keeps its name", "[dataset][record_view]") {
  for (const std::string_view id :
       {"raw", "text-nfc15", "json-rfc8785", "pixels-rgb8", "words-1", "words-64"}) {
    CHECK(View(id).id() == id);
  }
}

TEST_CASE("a view of an unknown name is refused", "[dataset][record_view]") {
  for (const std::string_view id :
       {"", "Raw", "raw ", "raw-1", "text", "text-nfc16", "my-own", "words", "words-", "words-0",
        "words-65", "words-01", "words-+1", "words- 1", "words-1 ", "words-4294967297"}) {
    CAPTURE(id);
    CHECK(ReasonOf(RecordView::Parse(id).status()) == Reason::kInvalidArgument);
  }
}

}  // namespace modelseal::dataset
