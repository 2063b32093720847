// SPDX-License-Identifier: Apache-2.0
//
// Points in time as seconds or milliseconds since 1970-01-01T00:00:00Z, and how they are written.
// Arithmetic only: the C library's functions read the time zone from the environment.
#ifndef MODELSEAL_LIB_BASE_UTC_TIME_H_
#define MODELSEAL_LIB_BASE_UTC_TIME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modelseal {

// The first and the last second that four digits of a year can write: 0000-01-01T00:00:00Z
// and 9999-12-31T23:59:59Z.
inline constexpr int64_t kMinUtcSeconds = -62'167'219'200;
inline constexpr int64_t kMaxUtcSeconds = 253'402'300'799;

struct CalendarTime {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
};

// No value unless it is a date of the Gregorian calendar in the years 0 to 9999 and a time of day
// without a leap second.
std::optional<int64_t> ComputeUtcSeconds(const CalendarTime& time);

// As RFC 3339 has it: 2026-01-03T00:00:00Z. Seconds of any other year, which only a hostile input
// has, stay a number: @253402300800.
std::string FormatUtcTime(int64_t seconds);

// The same for milliseconds, which are written only if there are any: 2026-01-03T00:00:00.500Z.
std::string FormatUtcMilliseconds(int64_t milliseconds);

// Milliseconds from RFC 3339 as the JSON mapping of protobuf writes it: upper-case T and Z, no
// offset, up to nine digits of a fraction, of which three count. No value for anything else.
std::optional<int64_t> ParseRfc3339Milliseconds(std::string_view text);

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_UTC_TIME_H_
