// SPDX-License-Identifier: Apache-2.0
//
// utf8proc decomposes and composes; what lies between is done here, for its own functions need four
// bytes for every character of the text at once, and time in the square of a run of marks.
#include "lib/dataset/nfc.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal::dataset {
namespace {

using CodePoint = utf8proc_int32_t;

constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
// No code point has more in its decomposition: U+1F82 has four.
constexpr size_t kMaxDecomposition = 4;

struct Decomposition {
  std::array<CodePoint, kMaxDecomposition> points = {};
  size_t count = 0;
};

// The second or third letter of a syllable of Hangul.
bool IsFollowingJamo(CodePoint point) {
  return (point >= 0x1161 && point <= 0x1175) || (point > 0x11a7 && point <= 0x11c2);
}

// Of a well-formed sequence.
CodePoint Decode(std::string_view sequence) {
  constexpr std::array<unsigned, 5> kLeadBits = {0, 0x7f, 0x1f, 0x0f, 0x07};
  unsigned point = static_cast<unsigned char>(sequence[0]) & kLeadBits.at(sequence.size());
  for (const char c : sequence.substr(1)) {
    point = point << 6 | (static_cast<unsigned char>(c) & 0x3f);
  }
  return static_cast<CodePoint>(point);
}

void AppendUtf8(CodePoint point, std::string& out) {
  std::array<utf8proc_uint8_t, 4> bytes;
  const utf8proc_ssize_t size = utf8proc_encode_char(point, bytes.data());
  out.append(bytes.begin(), bytes.begin() + size);
}

uint8_t CombiningClass(CodePoint point) {
  return static_cast<uint8_t>(utf8proc_get_property(point)->combining_class);
}

Decomposition Decompose(CodePoint point) {
  Decomposition decomposition;
  int boundary_class = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      point, decomposition.points.data(), kMaxDecomposition, kOptions, &boundary_class);
  decomposition.count = static_cast<size_t>(count);
  return decomposition;
}

// What a character means for those before it, and alone.
enum class Role : uint8_t {
  kNormal,   // nothing of what comes before is changed by it, and without followers it stays
  kChanges,  // nothing of what comes before is changed by it, but it is
  kJoins,    // may be composed with what comes before, or put elsewhere in it
};

Role ComputeRole(CodePoint point) {
  Decomposition decomposition = Decompose(point);
  const CodePoint first = decomposition.points[0];
  const utf8proc_property_t& property = *utf8proc_get_property(first);
  // utf8proc: the second character of a pair that is composed.
  const bool is_second = property.comb_index != UINT16_MAX && property.comb_index >= 0x8000;
  if (property.combining_class != 0 || is_second || IsFollowingJamo(first)) {
    return Role::kJoins;
  }
  const utf8proc_ssize_t count = utf8proc_normalize_utf32(
      decomposition.points.data(), static_cast<utf8proc_ssize_t>(decomposition.count), kOptions);
  return count == 1 && decomposition.points[0] == point ? Role::kNormal : Role::kChanges;
}

// Of the characters that nearly all texts are made of.
class RoleTable {
 public:
  RoleTable() {
    for (size_t point = 0; point < roles_.size(); ++point) {
      roles_[point] = ComputeRole(static_cast<CodePoint>(point));
    }
  }

  Role Of(CodePoint point) const {
    const auto index = static_cast<size_t>(point);
    return index < roles_.size() ? roles_[index] : ComputeRole(point);
  }

 private:
  std::array<Role, 0x10000> roles_;
};

const RoleTable& Roles() {
  static const RoleTable table;
  return table;
}

size_t AsciiPrefix(std::string_view text) {
  size_t size = 0;
  for (uint64_t word; text.size() - size >= sizeof(word); size += sizeof(word)) {
    std::memcpy(&word, text.data() + size, sizeof(word));
    if ((word & 0x8080808080808080) != 0) {
      break;
    }
  }
  while (size < text.size() && static_cast<unsigned char>(text[size]) < 0x80) {
    ++size;
  }
  return size;
}

// How much at the front is as it should be, whatever follows; ends before what is not UTF-8.
size_t NormalPrefix(std::string_view text) {
  const RoleTable& roles = Roles();
  size_t last = 0;
  for (size_t at = 0; at < text.size();) {
    if (const size_t ascii = AsciiPrefix(text.substr(at)); ascii > 0) {
      at += ascii;
      last = at - 1;
      continue;
    }
    const size_t length = Utf8SequenceLength(text.substr(at));
    if (length == 0) {
      return at;
    }
    const Role role = roles.Of(Decode(text.substr(at, length)));
    if (role != Role::kNormal) {
      return role == Role::kJoins ? last : at;
    }
    last = at;
    at += length;
  }
  return text.size();
}

// Takes the first character and all that may be joined with it, decomposed.
void TakeRun(std::string_view& text, std::vector<CodePoint>& run) {
  run.clear();
  for (size_t length; (length = Utf8SequenceLength(text)) > 0; text.remove_prefix(length)) {
    const CodePoint point = Decode(text.substr(0, length));
    if (!run.empty() && Roles().Of(point) != Role::kJoins) {
      return;
    }
    const Decomposition decomposition = Decompose(point);
    run.insert(run.end(), decomposition.points.begin(),
               decomposition.points.begin() + decomposition.count);
  }
}

// UAX #15, D109 of the core specification: marks in the order of their classes.
void OrderMarks(std::vector<CodePoint>& run) {
  const auto is_starter = [](CodePoint point) { return CombiningClass(point) == 0; };
  for (auto first = run.begin(); first != run.end();) {
    first = std::find_if_not(first, run.end(), is_starter);
    const auto last = std::find_if(first, run.end(), is_starter);
    std::stable_sort(first, last, [](CodePoint a, CodePoint b) {
      return CombiningClass(a) < CombiningClass(b);
    });
    first = last;
  }
}

void AppendComposed(std::vector<CodePoint>& run, std::string& out) {
  OrderMarks(run);
  const utf8proc_ssize_t count =
      utf8proc_normalize_utf32(run.data(), static_cast<utf8proc_ssize_t>(run.size()), kOptions);
  for (utf8proc_ssize_t index = 0; index < count; ++index) {
    AppendUtf8(run[index], out);
  }
}

}  // namespace

absl::StatusOr<std::string> ToNfc(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::vector<CodePoint> run;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t normal = NormalPrefix(rest);
    out += rest.substr(0, normal);
    rest.remove_prefix(normal);
    if (rest.empty()) {
      break;
    }
    if (Utf8SequenceLength(rest) == 0) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("text is not UTF-8 at byte ", text.size() - rest.size()),
                       {{"field", "record"}});
    }
    TakeRun(rest, run);
    AppendComposed(run, out);
  }
  return out;
}

}  // namespace modelseal::dataset
