// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/code_point.h"

namespace modelseal::cli {
namespace {

constexpr size_t kMaxShownName = 200;
constexpr size_t kDigestDigits = 12;
constexpr char kEllipsis[] = "…";

// Characters that print nothing, or make other characters look different from what they are.
bool IsDeceptive(uint32_t c) {
  struct Range {
    uint32_t first, last;
  };
  // C1 controls; soft hyphen; Arabic letter mark; Hangul fillers; Mongolian separator; zero width
  // and direction marks; separators and embeddings; invisible operators and isolates; half-width
  // filler and byte order mark; interlinear marks; tags.
  static constexpr Range kRanges[] = {
      {0x80, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},    {0x115f, 0x1160}, {0x180e, 0x180e},
      {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},  {0x3164, 0x3164}, {0xfeff, 0xfeff},
      {0xffa0, 0xffa0}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};
  for (const Range& range : kRanges) {
    if (c >= range.first && c <= range.last) {
      return true;
    }
  }
  return false;
}

std::string Format(const char* format, unsigned value) {
  char text[32];
  std::snprintf(text, sizeof(text), format, value);
  return text;
}

std::string EscapeControl(unsigned char c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return Format("\\x%02x", c);
  }
}

enum class Backslash { kDouble, kKeep };

std::string Escape(std::string_view text, Backslash backslash) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = ReadCodePoint(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (next.length_bytes == 0) {
      shown += Format("\\x%02x", byte);
    } else if (byte < 0x20 || byte == 0x7f) {
      shown += EscapeControl(byte);
    } else if (byte == '\\' && backslash == Backslash::kDouble) {
      shown += "\\\\";
    } else if (IsDeceptive(next.value)) {
      shown += Format("\\u{%x}", next.value);
    } else {
      shown += text.substr(0, next.length_bytes);
    }
    text.remove_prefix(next.length_bytes == 0 ? 1 : next.length_bytes);
  }
  return shown;
}

// Moves to the start of the code point at or before `at`.
size_t Boundary(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) {
    --at;
  }
  return at;
}

struct Unit {
  double bytes;
  const char* name;
};

Unit UnitFor(uint64_t bytes) {
  static constexpr Unit kUnits[] = {
      {1e15, "PB"}, {1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}};
  for (const Unit& unit : kUnits) {
    if (static_cast<double>(bytes) >= unit.bytes) {
      return unit;
    }
  }
  return {1, "B"};
}

std::string Number(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof(text), "%.*f", decimals, value);
  return text;
}

}  // namespace

std::string ShowName(std::string_view name) {
  if (name.empty()) {
    return "\"\"";
  }
  std::string shown = Escape(name, Backslash::kDouble);
  if (name.front() == ' ') {
    shown.replace(0, 1, "\\x20");
  }
  if (name.size() > 1 && name.back() == ' ') {
    shown.replace(shown.size() - 1, 1, "\\x20");
  }
  if (shown.size() <= kMaxShownName) {
    return shown;
  }
  const size_t head = Boundary(shown, kMaxShownName * 2 / 3);
  const size_t tail = Boundary(shown, shown.size() - kMaxShownName / 3);
  return shown.substr(0, head) + kEllipsis + shown.substr(tail);
}

std::string ShowMessage(std::string_view message) { return Escape(message, Backslash::kKeep); }

std::string ShowDigest(std::string_view hex) {
  if (hex.size() <= kDigestDigits) {
    return ShowName(hex);
  }
  return ShowName(hex.substr(0, kDigestDigits)) + kEllipsis;
}

std::string ShowSize(uint64_t bytes) {
  const Unit unit = UnitFor(bytes);
  const int decimals = unit.bytes == 1 ? 0 : 1;
  return Number(static_cast<double>(bytes) / unit.bytes, decimals) + " " + unit.name;
}

std::string ShowSizeOf(uint64_t bytes, uint64_t total_bytes) {
  const Unit unit = UnitFor(total_bytes);
  const int decimals = unit.bytes == 1 ? 0 : 1;
  return Number(static_cast<double>(bytes) / unit.bytes, decimals) + "/" + ShowSize(total_bytes);
}

std::string ShowRate(double bytes_per_second) {
  const Unit unit = UnitFor(static_cast<uint64_t>(bytes_per_second));
  const double value = bytes_per_second / unit.bytes;
  const int decimals = unit.bytes == 1 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return Number(value, decimals) + " " + unit.name + "/s";
}

std::string ShowDuration(double seconds) {
  if (seconds < 0.1) {
    return std::to_string(std::max<long long>(1, std::llround(seconds * 1000))) + " ms";
  }
  if (seconds < 10 && seconds != std::floor(seconds)) {
    return Number(seconds, seconds < 1 ? 2 : 1) + " s";
  }
  const auto whole = static_cast<uint64_t>(std::llround(seconds));
  if (whole < 60) {
    return std::to_string(whole) + " s";
  }
  if (whole < 3600) {
    return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  }
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string ShowCount(uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

size_t ShownWidth(std::string_view text) {
  size_t width = 0;
  for (const char c : text) {
    width += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }
  return width;
}

}  // namespace modelseal::cli
