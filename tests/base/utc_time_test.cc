// SPDX-License-Identifier: Apache-2.0
//
// Points in time, written and reckoned. Expected seconds are those of `date -u -d TEXT +%s`.
#include "lib/base/utc_time.h"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <utility>

#include "lib/base/time_range.h"

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
      {kMinUtcSeconds, "0000-01-01T00:00:00Z"},
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

TEST_CASE("seconds of years that RFC 3339 cannot write stay a number", "[utc_time]") {
  CHECK(FormatUtcTime(kMaxUtcSeconds + 1) == "@253402300800");
  CHECK(FormatUtcTime(kMinUtcSeconds - 1) == "@-62167219201");
  CHECK(FormatUtcTime(std::numeric_limits<int64_t>::max()) == "@9223372036854775807");
  CHECK(FormatUtcTime(std::numeric_limits<int64_t>::min()) == "@-9223372036854775808");
}

TEST_CASE("milliseconds are written only if there are any", "[utc_time]") {
  const std::pair<int64_t, std::string> written[] = {
      {0, "1970-01-01T00:00:00Z"},
      {1, "1970-01-01T00:00:00.001Z"},
      {500, "1970-01-01T00:00:00.500Z"},
      {-1, "1969-12-31T23:59:59.999Z"},
      {-1000, "1969-12-31T23:59:59Z"},
      {1'795'391'384'040, "2026-11-22T23:49:44.040Z"},
      {kMaxUtcSeconds * 1000 + 999, "9999-12-31T23:59:59.999Z"},
      {TimeRange::kStillOngoing, "@9223372036854775"},
      {std::numeric_limits<int64_t>::min(), "@-9223372036854776"},
  };
  for (const auto& [milliseconds, text] : written) {
    CHECK(FormatUtcMilliseconds(milliseconds) == text);
  }
}

TEST_CASE("a timestamp of protobuf's JSON gives milliseconds", "[utc_time]") {
  const std::pair<std::string, int64_t> read[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"2026-11-22T23:49:44Z", 1'795'391'384'000},
      {"2026-11-22T23:49:44.5Z", 1'795'391'384'500},
      {"2026-11-22T23:49:44.04Z", 1'795'391'384'040},
      {"2026-11-22T23:49:44.007Z", 1'795'391'384'007},
      {"2026-11-22T23:49:44.000000Z", 1'795'391'384'000},
      {"1969-12-31T23:59:59.999Z", -1},
      {"9999-12-31T23:59:59.999999999Z", kMaxUtcSeconds * 1000 + 999},
  };
  for (const auto& [text, milliseconds] : read) {
    CAPTURE(text);
    CHECK(ParseRfc3339Milliseconds(text) == milliseconds);
  }
}

TEST_CASE("digits behind the milliseconds are cut off, not rounded", "[utc_time]") {
  CHECK(ParseRfc3339Milliseconds("1970-01-01T00:00:00.001999999Z") == 1);
  CHECK(ParseRfc3339Milliseconds("1970-01-01T00:00:00.9999Z") == 999);
}

TEST_CASE("what protobuf's JSON would not write as a timestamp is not read", "[utc_time]") {
  for (const std::string text : {"",
                                 "Z",
                                 "2026-11-22",
                                 "2026-11-22T23:49:44",
                                 "2026-11-22T23:49:44+00:00",
                                 "2026-11-22T23:49:44-08:00",
                                 "2026-11-22t23:49:44Z",
                                 "2026-11-22T23:49:44z",
                                 "2026-11-22 23:49:44Z",
                                 "2026-11-22T23:49:44.Z",
                                 "2026-11-22T23:49:44,5Z",
                                 "2026-11-22T23:49:44.0000000000Z",
                                 "2026-11-22T23:49:44.5 Z",
                                 "2026-11-22T23:49:44.-5Z",
                                 "2026-11-22T23:49:44ZZ",
                                 " 2026-11-22T23:49:44Z",
                                 "2026-11-22T23:49:44Z ",
                                 "2026-11-22T23:49Z",
                                 "2026-1-22T23:49:44Z",
                                 "02026-11-22T23:49:44Z",
                                 "-026-11-22T23:49:44Z",
                                 "2026-11-22T23:49:60Z",
                                 "2026-11-22T24:00:00Z",
                                 "2026-13-22T23:49:44Z",
                                 "2026-02-29T23:49:44Z",
                                 "2026-00-22T23:49:44Z"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseRfc3339Milliseconds(text).has_value());
  }
}

TEST_CASE("a changed byte anywhere in a timestamp is another time or none", "[utc_time]") {
  const std::string good = "2026-11-22T23:49:44.123Z";
  const auto time = ParseRfc3339Milliseconds(good);
  REQUIRE(time.has_value());
  for (size_t i = 0; i < good.size(); ++i) {
    for (const char byte : std::string("\0 09:Z\xff", 7)) {
      std::string changed = good;
      changed[i] = byte;
      CAPTURE(changed);
      CHECK((changed == good) == (ParseRfc3339Milliseconds(changed) == time));
    }
  }
}

TEST_CASE("milliseconds that were written are read back", "[utc_time]") {
  for (const int64_t time : {int64_t{0}, int64_t{-1}, int64_t{1'795'391'384'999},
                             kMinUtcSeconds * 1000, kMaxUtcSeconds * 1000 + 999}) {
    CHECK(ParseRfc3339Milliseconds(FormatUtcMilliseconds(time)) == time);
  }
}

TEST_CASE("a range of time contains both its ends and nothing beside them", "[time_range]") {
  const TimeRange range{1000, 2000};
  CHECK_FALSE(range.Contains(999));
  CHECK(range.Contains(1000));
  CHECK(range.Contains(1500));
  CHECK(range.Contains(2000));
  CHECK_FALSE(range.Contains(2001));
}

TEST_CASE("a range without an end goes on for ever", "[time_range]") {
  const TimeRange range{.start_ms = 1000};
  CHECK(range.Contains(std::numeric_limits<int64_t>::max()));
  CHECK_FALSE(range.Contains(999));
}

TEST_CASE("a range that ends before it starts contains nothing", "[time_range]") {
  const TimeRange range{2000, 1000};
  for (const int64_t time : {999, 1000, 1500, 2000, 2001}) {
    CHECK_FALSE(range.Contains(time));
  }
}

}  // namespace
}  // namespace modelseal
