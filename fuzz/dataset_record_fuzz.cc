// SPDX-License-Identifier: Apache-2.0
//
// Records of a dataset under the views that look into them: a byte for N of words-N, two texts. The
// normal form is that of utf8proc's own function, a canonical text is its own, two texts with white
// space between are canonical one after the other, and every text of UTF-8 has a digest.
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "fuzz/input_parts.h"
#include "fuzz/invariant.h"
#include "lib/base/utf8.h"
#include "lib/dataset/canonical_text.h"
#include "lib/dataset/nfc.h"
#include "lib/dataset/record_view.h"

namespace {

using modelseal::dataset::CanonicalText;
using modelseal::dataset::RecordView;
using modelseal::fuzz::Require;

// What utf8proc takes for marks in a row grows with their square.
constexpr size_t kMaxComparedBytes = 4096;

// The steps of utf8proc_map(), which asks for the size of its buffer by adding to a null pointer.
std::string NfcOfUtf8proc(std::string_view text) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  constexpr size_t kMaxDecomposition = 4;  // of one code point, which has a byte at least
  std::vector<utf8proc_int32_t> points(kMaxDecomposition * text.size() + 1);
  const utf8proc_ssize_t count =
      utf8proc_decompose(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), points.data(),
                         static_cast<utf8proc_ssize_t>(points.size()), kOptions);
  Require(count >= 0 && static_cast<size_t>(count) < points.size(), "utf8proc takes UTF-8");
  const utf8proc_ssize_t size = utf8proc_reencode(points.data(), count, kOptions);
  Require(size >= 0, "utf8proc encodes what it decomposed");
  return {reinterpret_cast<const char*>(points.data()), static_cast<size_t>(size)};
}

std::string Canonical(std::string_view text) {
  const auto canonical = CanonicalText(text);
  Require(canonical.ok(), "a text of UTF-8 has a canonical text");
  return *canonical;
}

size_t DigestCount(std::string_view view_id, std::string_view record) {
  const auto view = RecordView::Parse(view_id);
  Require(view.ok(), "the view is known");
  const auto digests = view->Digest(record);
  return digests.ok() ? digests->size() : 0;
}

void CheckTexts(size_t words, std::string_view first, std::string_view second) {
  const std::string canonical = Canonical(first);
  Require(Canonical(canonical) == canonical, "a canonical text is its own");
  const std::string other = Canonical(second);
  const std::string_view between = canonical.empty() || other.empty() ? "" : " ";
  Require(Canonical(absl::StrCat(first, "\xe3\x80\x80\n", second)) ==
              absl::StrCat(canonical, between, other),
          "texts are canonical one after the other");
  const auto spaces = static_cast<size_t>(std::count(canonical.begin(), canonical.end(), ' '));
  Require(DigestCount(absl::StrCat("words-", words), first) ==
              (spaces + 1 < words ? 1 : spaces + 2 - words),
          "each window has a digest");
  if (first.size() <= kMaxComparedBytes) {
    Require(*modelseal::dataset::ToNfc(first) == NfcOfUtf8proc(first), "NFC is one");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  modelseal::fuzz::InputParts parts(data, size);
  const size_t words = parts.NextByte() % 64 + 1;
  const std::string_view first = parts.Next();
  const std::string_view second = parts.rest();
  if (modelseal::IsUtf8(first) && modelseal::IsUtf8(second)) {
    CheckTexts(words, first, second);
  } else {
    Require(!CanonicalText(absl::StrCat(first, " ", second)).ok(), "other bytes are no text");
  }
  DigestCount("json-rfc8785", second);
  DigestCount("pixels-rgb8", second);
  return 0;
}
