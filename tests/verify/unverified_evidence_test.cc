// SPDX-License-Identifier: Apache-2.0
//
// What a bundle claims, read without trust: nothing of it may crash, and what cannot be read is
// named. Real bundles are in tests/capi/keyless_capi_test.cc.
#include "lib/verify/unverified_evidence.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"

namespace modelseal::verify {
namespace {

// A bundle v0.3 with these members in its verification material.
bundle::Bundle BundleWith(const std::string& material) {
  const absl::StatusOr<bundle::Bundle> bundle = bundle::Bundle::Parse(
      R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{)" +
      material +
      R"(},"dsseEnvelope":{"payload":"e30=","payloadType":"application/vnd.in-toto+json",)"
      R"("signatures":[{"sig":"MAA="}]}})");
  INFO(bundle.status().ToString());
  REQUIRE(bundle.ok());
  return *bundle;
}

// An entry of a log with an inclusion promise at this time and this checkpoint.
std::string LogEntry(const std::string& time, const std::string& checkpoint) {
  const std::string hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  return R"("publicKey":{"hint":""},"tlogEntries":[{"logIndex":"7","logId":{"keyId":")" + hash +
         R"("},"kindVersion":{"kind":"dsse","version":"0.0.1"},"integratedTime":")" + time +
         R"(","inclusionPromise":{"signedEntryTimestamp":"MAA="},"inclusionProof":{"logIndex":"7",)"
         R"("rootHash":")" +
         hash + R"(","treeSize":"9","hashes":[],"checkpoint":{"envelope":")" + checkpoint +
         R"("}},"canonicalizedBody":"e30="}])";
}

TEST_CASE("a log entry is shown as it is claimed", "[verify][evidence]") {
  const auto evidence = ReadUnverifiedEvidence(BundleWith(
      LogEntry("1760062340", "log.example.com - 5\\n9\\nAA==\\n\\n\u2014 x AAAAAAA=\\n")));
  REQUIRE(evidence.ok());
  CHECK_FALSE(evidence->certificate.has_value());
  CHECK_FALSE(evidence->claims.identity.has_value());
  REQUIRE(evidence->claims.log_entries.size() == 1);
  const VerifiedLogEntry& entry = evidence->claims.log_entries[0];
  CHECK(entry.log == std::string(64, '0'));
  CHECK(entry.log_index == 7);
  CHECK(entry.tree_size == 9);
  CHECK(entry.origin == "log.example.com - 5");
  REQUIRE(evidence->claims.times.size() == 1);
  CHECK(evidence->claims.times[0].time_ms == 1'760'062'340'000);
  CHECK(evidence->claims.times[0].source == TimeSource::kTransparencyLog);
  CHECK(evidence->claims.unchecked.size() == 5);
}

TEST_CASE("a checkpoint that cannot be read has no origin", "[verify][evidence]") {
  const auto evidence = ReadUnverifiedEvidence(BundleWith(LogEntry("1760062340", "x")));
  REQUIRE(evidence.ok());
  CHECK(evidence->claims.log_entries[0].origin.empty());
}

TEST_CASE("a promised time beyond the year 9999 is none", "[verify][evidence]") {
  const auto evidence = ReadUnverifiedEvidence(BundleWith(LogEntry("9223372036854775807", "x")));
  REQUIRE(evidence.ok());
  CHECK(evidence->claims.times.empty());
}

TEST_CASE("a timestamp that cannot be read is named", "[verify][evidence]") {
  const auto evidence = ReadUnverifiedEvidence(
      BundleWith(R"("publicKey":{"hint":""},"timestampVerificationData":{"rfc3161Timestamps":[)"
                 R"({"signedTimestamp":"MAA="}]})"));
  CHECK(ReasonOf(evidence.status()) == Reason::kTimestampInvalid);
  CHECK(DetailOf(evidence.status(), "field") ==
        "verificationMaterial.timestampVerificationData.rfc3161Timestamps[0]");
}

TEST_CASE("a certificate that cannot be read is named", "[verify][evidence]") {
  const auto evidence =
      ReadUnverifiedEvidence(BundleWith(R"("certificate":{"rawBytes":"MAA="},"tlogEntries":[])"));
  CHECK(ReasonOf(evidence.status()) == Reason::kCertificateInvalid);
  CHECK(DetailOf(evidence.status(), "field") == "verificationMaterial.certificate");
}

}  // namespace
}  // namespace modelseal::verify
