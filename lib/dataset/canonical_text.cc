// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/canonical_text.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/nfc.h"

namespace modelseal::dataset {
namespace {

// Bytes of the character of property White_Space (PropList.txt of Unicode 15.0) at the front of
// UTF-8: 0 if there is none.
size_t WhiteSpaceLength(std::string_view text) {
  const auto byte = [text](size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    return lead == 0x20 || (lead >= 0x09 && lead <= 0x0d) ? 1 : 0;
  }
  const unsigned second = byte(1);
  const unsigned third = byte(2);
  switch (lead) {
    case 0xc2:  // U+0085, U+00A0
      return second == 0x85 || second == 0xa0 ? 2 : 0;
    case 0xe1:  // U+1680
      return second == 0x9a && third == 0x80 ? 3 : 0;
    case 0xe2:  // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F
      return (second == 0x80 &&
              (third <= 0x8a || third == 0xa8 || third == 0xa9 || third == 0xaf)) ||
                     (second == 0x81 && third == 0x9f)
                 ? 3
                 : 0;
    case 0xe3:  // U+3000
      return second == 0x80 && third == 0x80 ? 3 : 0;
    default:
      return 0;
  }
}

// What a character of White_Space can begin with.
constexpr std::array<bool, 256> kMayBeSpace = [] {
  std::array<bool, 256> may_be = {};
  for (const unsigned byte : {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xc2, 0xe1, 0xe2, 0xe3}) {
    may_be[byte] = true;
  }
  return may_be;
}();

// In place: the result is never the longer one.
void CollapseWhiteSpace(std::string& text) {
  const char* next = text.data();
  const char* const end = next + text.size();
  char* const begin = text.data();
  char* written = begin;
  bool is_space_due = false;
  while (next != end) {
    if (kMayBeSpace[static_cast<unsigned char>(*next)]) {
      const size_t size = WhiteSpaceLength({next, static_cast<size_t>(end - next)});
      next += size;
      if (size > 0) {
        is_space_due = written != begin;
        continue;
      }
    }
    if (is_space_due) {
      *written++ = ' ';
      is_space_due = false;
    }
    do {
      *written++ = *next++;
    } while (next != end && !kMayBeSpace[static_cast<unsigned char>(*next)]);
  }
  text.resize(static_cast<size_t>(written - begin));
}

absl::Status TooLarge(std::string_view what, size_t count, size_t limit) {
  return MakeError(Reason::kLimitExceeded, absl::StrCat(what, ": ", count, ", at most ", limit),
                   {{"limit", absl::StrCat(limit)}});
}

}  // namespace

absl::StatusOr<std::string> CanonicalText(std::string_view bytes) {
  if (bytes.size() > limits::kMaxDatasetTextBytes) {
    return TooLarge("bytes of a text", bytes.size(), limits::kMaxDatasetTextBytes);
  }
  MODELSEAL_ASSIGN_OR_RETURN(std::string text, ToNfc(bytes));
  CollapseWhiteSpace(text);
  return text;
}

absl::StatusOr<std::vector<std::string_view>> WordWindows(std::string_view canonical_text,
                                                          size_t words) {
  const auto spaces =
      static_cast<size_t>(std::count(canonical_text.begin(), canonical_text.end(), ' '));
  if (spaces + 1 < words) {
    return std::vector<std::string_view>{canonical_text};
  }
  const size_t count = spaces + 2 - words;
  if (count > limits::kMaxDatasetWindows) {
    return TooLarge("windows of a text", count, limits::kMaxDatasetWindows);
  }
  std::vector<std::string_view> windows;
  windows.reserve(count);
  size_t end = 0;  // of the window that is being made, and of the one before it but for one word
  for (size_t word = 1; word < words; ++word) {
    end = canonical_text.find(' ', end) + 1;
  }
  for (size_t start = 0; windows.size() < count;) {
    end = std::min(canonical_text.find(' ', end), canonical_text.size());
    windows.push_back(canonical_text.substr(start, end - start));
    start = canonical_text.find(' ', start) + 1;
    ++end;
  }
  return windows;
}

}  // namespace modelseal::dataset
