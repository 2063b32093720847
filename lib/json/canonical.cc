// SPDX-License-Identifier: Apache-2.0
#include "lib/json/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"

namespace modelseal::json {
namespace {

// RFC 8785 §3.2.2.2.
void AppendString(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// The shortest decimal digits that read as one double, and where the point stands in them: the
// number is 0.DIGITS times 10 to the `point`.
struct Decimal {
  std::string digits;
  int point;
};

Decimal ShortestDecimal(double positive) {
  // "d.ddddddddddddddddde-ddd" is the longest that there is.
  std::array<char, 32> buffer;
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive,
                                        std::chars_format::scientific)
                              .ptr;
  const std::string_view text(buffer.data(), static_cast<size_t>(end - buffer.data()));
  const size_t exponent_at = text.find('e');
  std::string digits(text.substr(0, exponent_at));
  std::erase(digits, '.');
  // from_chars takes a minus, but no plus.
  const size_t number_at = exponent_at + (text[exponent_at + 1] == '+' ? 2 : 1);
  int exponent = 0;
  std::from_chars(text.data() + number_at, end, exponent);
  return {std::move(digits), exponent + 1};
}

// ECMA-262 Number::toString, which RFC 8785 §3.2.2.3 refers to. `number` is finite.
void AppendDouble(double number, std::string& out) {
  // Where ECMAScript changes to an exponent.
  constexpr int kMaxPlainPoint = 21;
  constexpr int kMinPlainPoint = -5;
  if (number == 0) {
    out += '0';  // Of negative zero too.
    return;
  }
  if (number < 0) {
    out += '-';
  }
  const auto [digits, point] = ShortestDecimal(std::abs(number));
  const int length = static_cast<int>(digits.size());
  if (point < kMinPlainPoint || point > kMaxPlainPoint) {
    const std::string_view fraction = std::string_view(digits).substr(1);
    const int exponent = point - 1;
    absl::StrAppend(&out, digits.substr(0, 1), fraction.empty() ? "" : ".", fraction,
                    exponent < 0 ? "e-" : "e+", std::abs(exponent));
  } else if (point <= 0) {
    absl::StrAppend(&out, "0.", std::string(static_cast<size_t>(-point), '0'), digits);
  } else if (point >= length) {
    absl::StrAppend(&out, digits, std::string(static_cast<size_t>(point - length), '0'));
  } else {
    const auto before = static_cast<size_t>(point);
    absl::StrAppend(&out, digits.substr(0, before), ".", digits.substr(before));
  }
}

// Whether a double is equal to `integer`.
template <typename Integer>
bool IsExactAsDouble(Integer integer) {
  const auto number = static_cast<double>(integer);
  // Rounding up may have left the range of the integer, where converting back is undefined.
  constexpr double kBound = std::numeric_limits<Integer>::digits == 64 ? 0x1p64 : 0x1p63;
  return number < kBound && static_cast<Integer>(number) == integer;
}

template <typename Integer>
absl::Status AppendInteger(Integer integer, const Path& path, std::string& out) {
  if (!IsExactAsDouble(integer)) {
    return FieldError(
        Reason::kJsonInvalid, path,
        absl::StrCat(integer, " is not equal to any double, so has no canonical form"));
  }
  AppendDouble(static_cast<double>(integer), out);
  return absl::OkStatus();
}

// UTF-8 sorts by code points. UTF-16 differs in one thing: U+E000 to U+FFFF come after the
// surrogates that spell what is above U+FFFF. Their sequences begin with EE and EF, those above
// with F0 to F4, so it is enough to put the first two behind the others.
bool IsBeforeInUtf16(std::string_view left, std::string_view right) {
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xee || byte == 0xef ? byte + 0x10 : byte;
  };
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [&rank](char a, char b) { return rank(a) < rank(b); });
}

absl::Status AppendValue(Value value, const Path& path, std::string& out);

absl::Status AppendArray(Array items, const Path& path, std::string& out) {
  out += '[';
  size_t index = 0;
  for (const Value item : items) {
    if (index > 0) {
      out += ',';
    }
    MODELSEAL_RETURN_IF_ERROR(AppendValue(item, path.Item(index), out));
    ++index;
  }
  out += ']';
  return absl::OkStatus();
}

absl::Status AppendObject(Object object, const Path& path, std::string& out) {
  std::vector<simdjson::dom::key_value_pair> members;
  for (const auto member : object) {
    members.push_back(member);
  }
  std::sort(members.begin(), members.end(), [](const auto& left, const auto& right) {
    return IsBeforeInUtf16(left.key, right.key);
  });
  out += '{';
  for (const auto& member : members) {
    if (&member != &members.front()) {
      out += ',';
    }
    AppendString(member.key, out);
    out += ':';
    MODELSEAL_RETURN_IF_ERROR(AppendValue(member.value, path.Member(member.key), out));
  }
  out += '}';
  return absl::OkStatus();
}

// Recursion is bounded by the depth that Document::Parse allows.
absl::Status AppendValue(Value value, const Path& path, std::string& out) {
  switch (value.type()) {
    case simdjson::dom::element_type::ARRAY:
      return AppendArray(value.get_array().value_unsafe(), path, out);
    case simdjson::dom::element_type::OBJECT:
      return AppendObject(value.get_object().value_unsafe(), path, out);
    case simdjson::dom::element_type::INT64:
      return AppendInteger(value.get_int64().value_unsafe(), path, out);
    case simdjson::dom::element_type::UINT64:
      return AppendInteger(value.get_uint64().value_unsafe(), path, out);
    case simdjson::dom::element_type::DOUBLE:
      AppendDouble(value.get_double().value_unsafe(), out);
      return absl::OkStatus();
    case simdjson::dom::element_type::STRING:
      AppendString(value.get_string().value_unsafe(), out);
      return absl::OkStatus();
    case simdjson::dom::element_type::BOOL:
      out += value.get_bool().value_unsafe() ? "true" : "false";
      return absl::OkStatus();
    case simdjson::dom::element_type::NULL_VALUE:
      out += "null";
      return absl::OkStatus();
  }
  return MakeError(Reason::kInternal, "value of JSON has a type that simdjson does not name");
}

}  // namespace

absl::StatusOr<std::string> Canonicalize(Value value) {
  std::string out;
  MODELSEAL_RETURN_IF_ERROR(AppendValue(value, Path(), out));
  return out;
}

}  // namespace modelseal::json
