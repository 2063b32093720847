// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/promise.h"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "lib/base/status.h"
#include "tests/support/test_log.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

LogBody SomeBody() { return {"hashedrekord", "0.0.1", {{"any", "body"}}}; }

std::optional<Reason> FailureOfPromise(const tlog::LogEntry& entry,
                                       const tlog::TransparencyLog& log) {
  return FailureOf(tlog::VerifyPromise(entry, log).status());
}

std::optional<Reason> FailureOfPromise(const tlog::LogEntry& entry, const TestLog& log) {
  return FailureOfPromise(entry, log.ToTransparencyLog());
}

}  // namespace

TEST_CASE("inclusion promise gives the time of the entry", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  const auto time_ms = tlog::VerifyPromise(log.Append(SomeBody()), log.ToTransparencyLog());
  REQUIRE(time_ms.ok());
  CHECK(*time_ms == kTestNow * 1000);
}

TEST_CASE("inclusion promise of each kind of Rekor v1 counts", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  CHECK(FailureOfPromise(log.Append({"dsse", "0.0.1", {}}), log) == std::nullopt);
  CHECK(FailureOfPromise(log.Append({"intoto", "0.0.2", {}}), log) == std::nullopt);
}

TEST_CASE("entry without an inclusion promise gives no time", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  tlog::LogEntry entry = log.Append(SomeBody());
  entry.signed_entry_timestamp.clear();
  CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise for other values of the entry is refused", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  const tlog::LogEntry good = log.Append(SomeBody());
  SECTION("time") {
    tlog::LogEntry entry = good;
    entry.integrated_time_seconds += 1;
    CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
  }
  SECTION("index") {
    tlog::LogEntry entry = good;
    entry.log_index += 1;
    CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
    entry.log_index = entry.inclusion_proof.log_index;
    CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
  }
  SECTION("body") {
    tlog::LogEntry entry = good;
    entry.canonicalized_body += " ";
    CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
  }
  SECTION("promise") {
    tlog::LogEntry entry = good;
    entry.signed_entry_timestamp.back() ^= 1;
    CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
  }
}

TEST_CASE("inclusion promise by another trusted log is refused", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  const TestLog other = TestLog::RekorV1();
  tlog::LogEntry entry = log.Append(SomeBody());
  entry.signed_entry_timestamp = other.SignPromise(entry);
  CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise of a log is refused in an entry of another", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  const TestLog other = TestLog::RekorV1();
  tlog::LogEntry entry = log.Append(SomeBody());
  entry.log_id = other.log_id();
  entry.signed_entry_timestamp = log.SignPromise(entry);
  CHECK(FailureOfPromise(entry, log) == Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise without a time after 1970 is refused", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  tlog::TransparencyLog trusted = log.ToTransparencyLog();
  trusted.validity = {.start_ms = std::numeric_limits<int64_t>::min()};
  const int64_t seconds =
      GENERATE(int64_t{0}, int64_t{-1}, std::numeric_limits<int64_t>::min(),
               std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::max() / 1000);
  CAPTURE(seconds);
  CHECK(FailureOfPromise(log.Append(SomeBody(), seconds), trusted) == Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise outside the validity of the log's key is refused", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  tlog::TransparencyLog trusted = log.ToTransparencyLog();
  const int64_t now_ms = kTestNow * 1000;
  const tlog::LogEntry entry = log.Append(SomeBody());
  trusted.validity = {.start_ms = now_ms + 1};
  CHECK(FailureOfPromise(entry, trusted) == Reason::kLogPromiseInvalid);
  trusted.validity = {.start_ms = 0, .end_ms = now_ms - 1};
  CHECK(FailureOfPromise(entry, trusted) == Reason::kLogPromiseInvalid);
  trusted.validity = {.start_ms = now_ms, .end_ms = now_ms};
  CHECK(FailureOfPromise(entry, trusted) == std::nullopt);
}

TEST_CASE("inclusion promise of an entry of Rekor v2 gives no time", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  CHECK(FailureOfPromise(log.Append({"hashedrekord", "0.0.2", {}}), log) ==
        Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise of an entry of unknown kind gives no time", "[tlog][promise]") {
  TestLog log = TestLog::RekorV1();
  CHECK(FailureOfPromise(log.Append({"rekord", "0.0.1", {}}), log) == Reason::kLogPromiseInvalid);
}

TEST_CASE("inclusion promise by a key that Rekor v1 does not have gives no time",
          "[tlog][promise]") {
  const auto kind = GENERATE(TestKey::Kind::kEd25519, TestKey::Kind::kRsa2048);
  TestLog log(TestLog::Kind::kRekorV1, "https://rekor.test", TestKey::Make(kind));
  CHECK(FailureOfPromise(log.Append(SomeBody()), log) == Reason::kLogPromiseInvalid);
}

}  // namespace modelseal::testing
