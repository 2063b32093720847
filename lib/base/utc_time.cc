// SPDX-License-Identifier: Apache-2.0
#include "lib/base/utc_time.h"

#include <chrono>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace modelseal {
namespace {

// `pattern` has a 0 for each digit and stands for itself elsewhere.
bool Fits(std::string_view text, std::string_view pattern) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '0' ? !absl::ascii_isdigit(text[i]) : text[i] != pattern[i]) {
      return false;
    }
  }
  return true;
}

unsigned Number(std::string_view digits) {
  unsigned value = 0;
  for (const char digit : digits) {
    value = value * 10 + static_cast<unsigned>(digit - '0');
  }
  return value;
}

// ".5" as 500; no value if it is not a fraction of one to nine digits.
std::optional<unsigned> ParseFraction(std::string_view text) {
  if (text.size() < 2 || text.size() > 10 || text[0] != '.') {
    return std::nullopt;
  }
  unsigned milliseconds = 0;
  for (size_t i = 1; i < text.size() || i <= 3; ++i) {
    const char digit = i < text.size() ? text[i] : '0';
    if (!absl::ascii_isdigit(digit)) {
      return std::nullopt;
    }
    milliseconds = i <= 3 ? milliseconds * 10 + static_cast<unsigned>(digit - '0') : milliseconds;
  }
  return milliseconds;
}

}  // namespace

std::optional<int64_t> ComputeUtcSeconds(const CalendarTime& time) {
  const std::chrono::year_month_day date{
      std::chrono::year(time.year), std::chrono::month(time.month), std::chrono::day(time.day)};
  if (!date.ok() || time.year < 0 || time.year > 9999 || time.hour > 23 || time.minute > 59 ||
      time.second > 59) {
    return std::nullopt;
  }
  const int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return ((days * 24 + time.hour) * 60 + time.minute) * 60 + time.second;
}

std::string FormatUtcTime(int64_t seconds) {
  if (seconds < kMinUtcSeconds || seconds > kMaxUtcSeconds) {
    return absl::StrFormat("@%d", seconds);
  }
  const std::chrono::sys_seconds point{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<std::chrono::seconds> time(point - day);
  return absl::StrFormat("%04d-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                         static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                         time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string FormatUtcMilliseconds(int64_t milliseconds) {
  const int64_t remainder = milliseconds % 1000;
  const int64_t fraction = remainder < 0 ? remainder + 1000 : remainder;
  std::string text = FormatUtcTime(milliseconds / 1000 - (remainder < 0 ? 1 : 0));
  if (fraction != 0 && text.back() == 'Z') {
    text.pop_back();
    absl::StrAppendFormat(&text, ".%03dZ", fraction);
  }
  return text;
}

std::optional<int64_t> ParseRfc3339Milliseconds(std::string_view text) {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00";
  if (text.size() <= kPattern.size() || text.back() != 'Z' || !Fits(text, kPattern)) {
    return std::nullopt;
  }
  const std::string_view fraction = text.substr(kPattern.size(), text.size() - kPattern.size() - 1);
  const std::optional<unsigned> milliseconds =
      fraction.empty() ? std::optional<unsigned>(0) : ParseFraction(fraction);
  const auto part = [text](size_t begin) { return Number(text.substr(begin, 2)); };
  const std::optional<int64_t> seconds =
      ComputeUtcSeconds({static_cast<int>(Number(text.substr(0, 4))), part(5), part(8), part(11),
                         part(14), part(17)});
  if (!seconds.has_value() || !milliseconds.has_value()) {
    return std::nullopt;
  }
  return *seconds * 1000 + *milliseconds;
}

}  // namespace modelseal
