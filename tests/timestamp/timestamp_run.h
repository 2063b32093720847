// SPDX-License-Identifier: Apache-2.0
//
// One timestamp against one authority that is as it should be.
#ifndef MODELSEAL_TESTS_TIMESTAMP_TIMESTAMP_RUN_H_
#define MODELSEAL_TESTS_TIMESTAMP_TIMESTAMP_RUN_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/time_range.h"
#include "lib/timestamp/timestamp.h"
#include "lib/timestamp/timestamp_authority.h"
#include "lib/x509/certificate.h"
#include "tests/support/test_tsa.h"

namespace modelseal::testing {

inline constexpr std::string_view kSignedBytes = "the bytes of a signature";

// Made once for the whole program.
const TestTsa& GoodTsa();

// A failed test if the chain is refused.
timestamp::TimestampAuthority MakeAuthority(std::vector<x509::Certificate> chain,
                                            const TimeRange& validity = {});

// Authorities with which GoodTsa()'s timestamps are verified: the first knows the signing
// certificate, the second only who issues it.
const std::vector<timestamp::TimestampAuthority>& PinnedAuthorities();
const std::vector<timestamp::TimestampAuthority>& IssuingAuthorities();

// A timestamp of GoodTsa() over kSignedBytes.
absl::StatusOr<timestamp::VerifiedTimestamp> VerifyPinned(const TimestampSpec& spec);
absl::StatusOr<timestamp::VerifiedTimestamp> VerifyIssued(const TimestampSpec& spec);

// Whether it failed with kTimestampInvalid in this field ("timestamp.status").
void CheckRefused(const absl::StatusOr<timestamp::VerifiedTimestamp>& result,
                  const std::string& field);

// The same for a certificate at fault, of this subject, with this in the message.
void CheckCertificateRefused(const absl::StatusOr<timestamp::VerifiedTimestamp>& result,
                             const std::string& subject, const std::string& problem);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_TIMESTAMP_TIMESTAMP_RUN_H_
