// SPDX-License-Identifier: Apache-2.0
//
// Expected digests come from Python's hashlib:
//   hashlib.sha256(b"msealrec\x01" + bytes([len(view)]) + view + canonical).hexdigest()
#include "lib/dataset/record_view.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/hex.h"
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

TEST_CASE("a view keeps its name", "[dataset][record_view]") { CHECK(View("raw").id() == "raw"); }

TEST_CASE("a view of an unknown name is refused", "[dataset][record_view]") {
  for (const std::string_view id : {"", "Raw", "raw ", "raw-1", "text", "my-own"}) {
    CAPTURE(id);
    CHECK(ReasonOf(RecordView::Parse(id).status()) == Reason::kInvalidArgument);
  }
}

}  // namespace modelseal::dataset
