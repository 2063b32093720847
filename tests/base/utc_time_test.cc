// SPDX-License-Identifier: Apache-2.0
//
// Points in time, written and reckoned. Expected seconds are those of `date -u -d TEXT +%s`.
#include "lib/base/utc_time.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

namespace modelseal {
namespace {

TEST_CASE("seconds are written as RFC 3339 has it", "[utc_time]") {
  const std::pair<int64_t, std::string> written[] = {
      {0, "1970-01-01T00:00:00Z"},
      {-1, "1969-12-31T23:59:59Z"},
      {951'782'400, "2000-02-29T00:00:00Z"},
      {1'795'391'384, "2026-11-22T23:49:44Z"},
      {2'524'608'000, "2050-01-01T00:00:00Z"},
      {kMaxUtcSeconds, "9999-12-31T23:59:59Z"},
      {-62'167'219'200, "0000-01-01T00:00:00Z"},
  };
  for (const auto& [seconds, text] : written) {
    CHECK(FormatUtcTime(seconds) == text);
  }
}

TEST_CASE("a date and a time of day give seconds", "[utc_time]") {
  CHECK(ComputeUtcSeconds({1970, 1, 1, 0, 0, 0}) == 0);
  CHECK(ComputeUtcSeconds({1969, 12, 31, 23, 59, 59}) == -1);
  CHECK(ComputeUtcSeconds({2000, 2, 29, 0, 0, 0}) == 951'782'400);
  CHECK(ComputeUtcSeconds({2026, 11, 22, 23, 49, 44}) == 1'795'391'384);
  CHECK(ComputeUtcSeconds({9999, 12, 31, 23, 59, 59}) == kMaxUtcSeconds);
}

TEST_CASE("what is no date or no time of day gives nothing", "[utc_time]") {
  const CalendarTime wrong[] = {
      {2026, 0, 1, 0, 0, 0},  {2026, 13, 1, 0, 0, 0},  {2026, 1, 0, 0, 0, 0},
      {2026, 4, 31, 0, 0, 0}, {2026, 2, 29, 0, 0, 0},  {1900, 2, 29, 0, 0, 0},
      {2026, 1, 1, 24, 0, 0}, {2026, 1, 1, 0, 60, 0},  {2026, 1, 1, 0, 0, 60},
      {-1, 1, 1, 0, 0, 0},    {10'000, 1, 1, 0, 0, 0},
  };
  for (const CalendarTime& time : wrong) {
    CAPTURE(time.year, time.month, time.day, time.hour, time.minute, time.second);
    CHECK_FALSE(ComputeUtcSeconds(time).has_value());
  }
}

}  // namespace
}  // namespace modelseal
