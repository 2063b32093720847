// SPDX-License-Identifier: Apache-2.0
//
// See timestamp_run.h.
#include "tests/timestamp/timestamp_run.h"

#include <catch2/catch.hpp>
#include <utility>

#include "lib/base/status.h"

namespace modelseal::testing {

using timestamp::TimestampAuthority;
using timestamp::VerifiedTimestamp;

const TestTsa& GoodTsa() {
  static const auto* const kTsa = new TestTsa();
  return *kTsa;
}

TimestampAuthority MakeAuthority(std::vector<x509::Certificate> chain, const TimeRange& validity) {
  absl::StatusOr<TimestampAuthority> authority =
      TimestampAuthority::Create(std::move(chain), validity, "https://tsa.example");
  INFO(authority.status().message());
  REQUIRE(authority.ok());
  return *std::move(authority);
}

const std::vector<TimestampAuthority>& PinnedAuthorities() {
  static const auto* const kAuthorities =
      new std::vector<TimestampAuthority>{MakeAuthority(GoodTsa().chain())};
  return *kAuthorities;
}

const std::vector<TimestampAuthority>& IssuingAuthorities() {
  static const auto* const kAuthorities =
      new std::vector<TimestampAuthority>{MakeAuthority(GoodTsa().issuers())};
  return *kAuthorities;
}

absl::StatusOr<VerifiedTimestamp> VerifyPinned(const TimestampSpec& spec) {
  return timestamp::VerifyTimestamp(MakeTimestamp(GoodTsa().signer, kSignedBytes, spec),
                                    kSignedBytes, PinnedAuthorities());
}

absl::StatusOr<VerifiedTimestamp> VerifyIssued(const TimestampSpec& spec) {
  return timestamp::VerifyTimestamp(MakeTimestamp(GoodTsa().signer, kSignedBytes, spec),
                                    kSignedBytes, IssuingAuthorities());
}

void CheckRefused(const absl::StatusOr<VerifiedTimestamp>& result, const std::string& field) {
  REQUIRE_FALSE(result.ok());
  CAPTURE(result.status().message());
  CHECK(ReasonOf(result.status()) == Reason::kTimestampInvalid);
  CHECK(DetailOf(result.status(), "field") == field);
}

void CheckCertificateRefused(const absl::StatusOr<VerifiedTimestamp>& result,
                             const std::string& subject, const std::string& problem) {
  REQUIRE_FALSE(result.ok());
  CAPTURE(result.status().message());
  CHECK(ReasonOf(result.status()) == Reason::kTimestampInvalid);
  CHECK(DetailOf(result.status(), "subject") == subject);
  CHECK(std::string(result.status().message()).find(problem) != std::string::npos);
}

}  // namespace modelseal::testing
