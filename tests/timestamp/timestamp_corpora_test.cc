// SPDX-License-Identifier: Apache-2.0
//
// The timestamps of real bundles, each against the authorities of its trust root. What is wrong
// with a bundle elsewhere does not matter here.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/timestamp/timestamp.h"
#include "lib/timestamp/timestamp_authority.h"
#include "lib/x509/certificate.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::timestamp {
namespace {

using nlohmann::json;
using testing::FilesBelow;
using testing::ReadCorpusFile;
using testing::SharedCorpusOrSkip;

// One bundle breaks its lines, which the parser of bundles refuses but which is no matter here.
std::string Decode(const json& base64) {
  std::string text = base64.get<std::string>();
  text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
  const auto bytes = DecodeBase64(text);
  REQUIRE(bytes.has_value());
  return *bytes;
}

TimestampAuthority ReadAuthority(const json& authority) {
  std::vector<x509::Certificate> chain;
  for (const json& certificate : authority.at("certChain").at("certificates")) {
    const auto parsed = x509::Certificate::ParseDer(Decode(certificate.at("rawBytes")));
    INFO(parsed.status().message());
    REQUIRE(parsed.ok());
    chain.push_back(*parsed);
  }
  TimeRange validity;
  const json period = authority.value("validFor", json::object());
  if (period.contains("start")) {
    validity.start_ms = *ParseRfc3339Milliseconds(period.at("start").get<std::string>());
  }
  if (period.contains("end") && period.at("end").is_string()) {
    validity.end_ms = *ParseRfc3339Milliseconds(period.at("end").get<std::string>());
  }
  const auto made = TimestampAuthority::Create(std::move(chain), validity, "");
  INFO(made.status().message());
  REQUIRE(made.ok());
  return *made;
}

// A trusted root, a client trust config, or one authority alone.
std::vector<TimestampAuthority> ReadAuthorities(const std::filesystem::path& file) {
  json root = json::parse(ReadCorpusFile(file));
  if (root.contains("trustedRoot")) {
    root = root.at("trustedRoot");
  }
  if (root.contains("certChain")) {
    return {ReadAuthority(root)};
  }
  std::vector<TimestampAuthority> authorities;
  for (const json& authority : root.at("timestampAuthorities")) {
    authorities.push_back(ReadAuthority(authority));
  }
  return authorities;
}

struct BundleTimestamps {
  std::string signature;
  std::vector<std::string> timestamps;
};

BundleTimestamps ReadBundle(const std::filesystem::path& file) {
  BundleTimestamps out;
  const json bundle = json::parse(ReadCorpusFile(file));
  const json material =
      bundle.at("verificationMaterial").value("timestampVerificationData", json());
  const json timestamps =
      material.is_object() ? material.value("rfc3161Timestamps", json::array()) : json::array();
  for (const json& timestamp : timestamps) {
    out.timestamps.push_back(Decode(timestamp.at("signedTimestamp")));
  }
  out.signature = Decode(bundle.contains("messageSignature")
                             ? bundle.at("messageSignature").at("signature")
                             : bundle.at("dsseEnvelope").at("signatures").at(0).at("sig"));
  return out;
}

// The time, or the field at fault, or the certificate at fault.
std::string OutcomeOf(const absl::StatusOr<VerifiedTimestamp>& result) {
  if (result.ok()) {
    return FormatUtcMilliseconds(result->time_ms);
  }
  CHECK(ReasonOf(result.status()) == Reason::kTimestampInvalid);
  if (const auto field = DetailOf(result.status(), "field")) {
    return *field;
  }
  return DetailOf(result.status(), "subject").value_or(std::string(result.status().message()));
}

std::vector<std::string> OutcomesOf(const BundleTimestamps& bundle,
                                    const std::vector<TimestampAuthority>& authorities) {
  std::vector<std::string> outcomes;
  for (const std::string& timestamp : bundle.timestamps) {
    outcomes.push_back(OutcomeOf(VerifyTimestamp(timestamp, bundle.signature, authorities)));
  }
  return outcomes;
}

// Times that are outside those of the *signer's* certificate are good timestamps here.
TEST_CASE("timestamps of the conformance suite hold but for those made not to",
          "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-conformance");
  if (!corpus.has_value()) {
    return;
  }
  const std::map<std::string, std::string> refused = {
      {"rekor2-timestamp-outside-trust-root-tsa-validity_fail", "timestamp.tstInfo.genTime"},
      {"rekor2-timestamp-outside-tsa-cert-validity_fail", "CN=Test TSA Timestamping,O=local"},
      {"rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail", "timestamp.signerInfo.sid"},
      {"rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail", "timestamp.signerInfo.sid"},
  };
  size_t accepted = 0;
  size_t seen_refused = 0;
  for (const auto& file : FilesBelow(*corpus / "bundle-verify", ".json")) {
    const json bundle = json::parse(ReadCorpusFile(file), nullptr, /*allow_exceptions=*/false);
    if (!bundle.is_object() || !bundle.contains("verificationMaterial") ||
        !bundle.at("verificationMaterial").contains("timestampVerificationData")) {
      continue;
    }
    const std::string name = file.parent_path().filename().string();
    const auto own_root = file.parent_path() / "trusted_root.json";
    const auto authorities = ReadAuthorities(
        std::filesystem::exists(own_root) ? own_root : *corpus / "trusted_roots/production.json");
    const BundleTimestamps timestamps = ReadBundle(file);
    for (size_t i = 0; i < timestamps.timestamps.size(); ++i) {
      const auto result =
          VerifyTimestamp(timestamps.timestamps[i], timestamps.signature, authorities);
      INFO(name << ": " << result.status().message());
      if (const auto expected = refused.find(name); expected != refused.end()) {
        ++seen_refused;
        CHECK(OutcomeOf(result) == expected->second);
      } else {
        ++accepted;
        CHECK(result.ok());
      }
    }
  }
  CHECK(seen_refused == refused.size());
  CHECK(accepted == 20);
}

struct Case {
  std::string bundle;
  std::string trust_root;
  std::vector<std::string> outcomes;
};

void CheckCases(const std::filesystem::path& corpus, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    INFO(each.bundle);
    CHECK(OutcomesOf(ReadBundle(corpus / each.bundle), ReadAuthorities(corpus / each.trust_root)) ==
          each.outcomes);
  }
}

TEST_CASE("timestamps of sigstore-python's bundles", "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-python");
  if (!corpus.has_value()) {
    return;
  }
  const std::string staging = "embedded/staging_trusted_root.json";
  const std::string imprint = "timestamp.tstInfo.messageImprint";
  CheckCases(*corpus,
             {{"staging-rekor-v2.txt.sigstore.json", staging, {"2025-06-09T11:57:38Z"}},
              {"a.dsse.staging-rekor-v2.txt.sigstore.json", staging, {"2026-05-13T19:23:33Z"}},
              {"tsa/bundle.txt.late_timestamp.sigstore", staging, {"2025-05-12T19:00:27Z"}},
              // The other timestamps are of the word "hello".
              {"tsa/bundle.txt.sigstore", "tsa/ca.json", {"2024-10-31T10:23:39Z", imprint}},
              {"tsa/bundle.duplicate.sigstore", "tsa/ca.json", {imprint, imprint, imprint}},
              {"tsa/bundle.many_timestamp.sigstore", "tsa/ca.json", std::vector(33, imprint)}});
}

TEST_CASE("timestamps of a word are good ones of that word", "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-python");
  if (!corpus.has_value()) {
    return;
  }
  const auto authorities = ReadAuthorities(*corpus / "tsa/ca.json");
  BundleTimestamps bundle = ReadBundle(*corpus / "tsa/bundle.duplicate.sigstore");
  bundle.signature = "hello";
  CHECK(OutcomesOf(bundle, authorities) == std::vector<std::string>(3, "2024-10-31T13:31:44Z"));
  bundle = ReadBundle(*corpus / "tsa/bundle.many_timestamp.sigstore");
  bundle.signature = "hello";
  for (const std::string& outcome : OutcomesOf(bundle, authorities)) {
    CHECK(outcome.substr(0, 11) == "2024-10-31T");
  }
}

TEST_CASE("a timestamp without certificate over bytes that are no bundle's",
          "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-python");
  if (!corpus.has_value()) {
    return;
  }
  const auto result =
      VerifyTimestamp(ReadCorpusFile(*corpus / "tsa/issue1482-timestamp-with-no-cert"),
                      ReadCorpusFile(*corpus / "tsa/issue1482-message"),
                      ReadAuthorities(*corpus / "embedded/staging_trusted_root.json"));
  INFO(result.status().message());
  CHECK(result.ok());
}

TEST_CASE("timestamps of sigstore-go's bundles", "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-go");
  if (!corpus.has_value()) {
    return;
  }
  CheckCases(*corpus, {{"bundles/public-key-validity.sigstore.json",
                        "trusted-roots/public-key-validity.json",
                        {"2026-06-04T17:43:29Z"}}});
  // It keeps an authority of old, whose usage is not critical: no reason to refuse the others.
  CHECK(ReadAuthorities(*corpus / "trusted-roots/public-good.json").size() == 1);
}

TEST_CASE("timestamps of sigstore-rust's bundles", "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-rust");
  if (!corpus.has_value()) {
    return;
  }
  const std::string github = "trusted_root_github.json";
  const std::vector<std::string> github_time = {"2026-03-02T09:52:15Z"};
  const std::vector<std::string> valid_time = {"2025-08-06T18:51:36Z"};
  CheckCases(
      *corpus,
      {{"bundle/bundle_v3_jdx_communique.json", github, github_time},
       {"verify/bundles/github-private-attestation.sigstore.json", github, github_time},
       {"tsa/timestamps/github_sha384_bundle.json", "tsa/timestamps/github_trusted_root.json",
        github_time},
       {"verify/timestamps/github_sha384_bundle.json", "verify/timestamps/github_trusted_root.json",
        github_time},
       {"tsa/timestamps/valid_bundle.json", "tsa/timestamps/valid_trusted_root.json", valid_time},
       {"verify/timestamps/valid_bundle.json", "verify/timestamps/valid_trusted_root.json",
        valid_time},
       {"verify/bundles/conda-attestation-rekor2.sigstore.json",
        "trusted_root_staging.json",
        {"2026-05-26T07:42:21Z"}},
       {"verify/bundles/cosign-v3-blob.sigstore.json",
        "trusted_root.json",
        {"2025-12-03T18:36:42Z"}},
       {"verify/managed-key/bundle.sigstore.json", "trusted_root.json", {"2025-12-18T17:04:39Z"}},
       {"verify/sct-multi-intermediate/staging_bundle.sigstore.json",
        "verify/sct-multi-intermediate/staging_trusted_root.json",
        {"2026-07-08T05:25:12Z"}},
       // Not the authority that made it.
       {"verify/bundles/cosign-v3-blob.sigstore.json", github, {"timestamp.signerInfo.sid"}}});
}

TEST_CASE("timestamps of signed models hold, and those tampered with do not",
          "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("oms");
  if (!corpus.has_value()) {
    return;
  }
  const std::string production = "upstream/trust/trusted_root_prod.json";
  const std::vector<std::string> time = {"2025-10-10T02:12:20Z"};
  CheckCases(*corpus, {{"upstream/model-transparency/v1.1.0-sigstore/model.sig", production, time},
                       {"upstream/spec-test-vectors/valid/sigstore.bundle.json", production, time},
                       {"negative-sigstore/T00-good-v1.1.0.sig", production, time},
                       {"negative-sigstore/T75-tsa-of-other-sig.sig",
                        production,
                        {"timestamp.tstInfo.messageImprint"}}});
  for (const char* name :
       {"T70-tsa-flipped-with-set", "T71-tsa-flipped-no-set", "T72-tsa-garbage"}) {
    INFO(name);
    const BundleTimestamps bundle =
        ReadBundle(*corpus / "negative-sigstore" / (std::string(name) + ".sig"));
    REQUIRE(bundle.timestamps.size() == 1);
    const auto result = VerifyTimestamp(bundle.timestamps[0], bundle.signature,
                                        ReadAuthorities(*corpus / production));
    REQUIRE_FALSE(result.ok());
    CHECK(ReasonOf(result.status()) == Reason::kTimestampInvalid);
  }
}

// CVE-2026-39984: the token's bag begins with a signer that nobody issued.
TEST_CASE("a signer injected into a token is not the one that signed it", "[timestamp][corpus]") {
  const auto corpus = SharedCorpusOrSkip("timestamp-authority");
  if (!corpus.has_value()) {
    return;
  }
  const std::string response = ReadCorpusFile(*corpus / "response-injected-certs.tsr");
  const auto python = SharedCorpusOrSkip("sigstore-python");
  const std::vector<TimestampAuthority> pinned = ReadAuthorities(*python / "tsa/ca.json");
  CHECK(OutcomeOf(VerifyTimestamp(response, "hello", pinned)) == "timestamp.signerInfo.sid");
  // An authority of the issuer's name, though younger than the timestamp: it is tried with the
  // signer's own certificate, while it would be unrelated to the spoofed one.
  const auto issuing = TimestampAuthority::Create(pinned.at(0).path().chain(), {}, "");
  REQUIRE(issuing.ok());
  CHECK(OutcomeOf(VerifyTimestamp(response, "hello", std::vector{*issuing})) ==
        "CN=Test TSA Intermediate,O=local");
}

}  // namespace
}  // namespace modelseal::timestamp
