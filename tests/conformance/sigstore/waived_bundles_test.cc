// SPDX-License-Identifier: Apache-2.0
//
// Bundles of the shared corpora that verify only by a trust root that is mended, by a key, or by a
// policy that waives what they lack: what refuses them otherwise is the one thing that is named.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/sigstore/artifact_verdict.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

// The corpora beside one of them, or skipped.
std::optional<fs::path> CorporaOrSkip() {
  const auto corpus = SharedCorpusOrSkip("sigstore-conformance");
  return corpus ? std::optional(corpus->parent_path()) : std::nullopt;
}

KeylessTrust Anybody(std::string root_json) {
  KeylessTrust keyless;
  keyless.root_json = std::move(root_json);
  keyless.accepts_any_identity = true;
  return keyless;
}

KeylessTrust Key(std::string root_json, std::string pem) {
  KeylessTrust keyless;
  keyless.root_json = std::move(root_json);
  keyless.logged_key_pem = std::move(pem);
  return keyless;
}

nlohmann::json& TimestampsOf(nlohmann::json& bundle) {
  return bundle.at("verificationMaterial").at("timestampVerificationData").at("rfc3161Timestamps");
}

}  // namespace

TEST_CASE("a log is known by the host that its checkpoints name", "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  const std::string bundle = ReadFile(*corpora / "sigstore-go/bundles/othername.sigstore.json");
  nlohmann::json root = ReadJson(*corpora / "sigstore-go/trusted-roots/scaffolding.json");
  CaseReport report("othername");
  report.Add("root as it is", "default", Expectation::Reject({"TLOG"}),
             VerifyClaimedArtifact(bundle, Trust::Keyless(Anybody(root.dump()))));
  root.at("tlogs").at(0).at("baseUrl") = "http://rekor-00001-deployment-56bf7777c9-jds5x";
  report.Add("root with the host of the checkpoint", "default", Expectation::Accept(),
             VerifyClaimedArtifact(bundle, Trust::Keyless(Anybody(root.dump()))));
  KeylessTrust named = Anybody(root.dump());
  named.accepts_any_identity = false;
  named.identity = "foo!oidc.local";
  named.issuer = "http://oidc.local:8080";
  report.Add("by its name, which is an otherName", "default", Expectation::Accept(),
             VerifyClaimedArtifact(bundle, Trust::Keyless(named)));
  report.Finish();
}

TEST_CASE("a timestamp verifies once the trust root has its authority", "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  const fs::path folder = *corpora / "sigstore-python";
  const std::string artifact = (folder / "tsa/bundle.txt").string();
  const nlohmann::json whole = ReadJson(folder / "tsa/bundle.txt.sigstore");
  nlohmann::json first_only = whole;
  TimestampsOf(first_only).erase(1);
  nlohmann::json root = ReadJson(folder / "embedded/staging_trusted_root.json");
  CaseReport report("tsa");
  const auto verify = [&](const nlohmann::json& bundle) {
    return VerifyFile(bundle.dump(), Trust::Keyless(Anybody(root.dump())), artifact);
  };
  report.Add("authority unknown", "default", Expectation::Reject({"TIMESTAMP"}),
             verify(first_only));
  root.at("timestampAuthorities").push_back(ReadJson(folder / "tsa/ca.json"));
  report.Add("authority added", "default", Expectation::Accept(), verify(first_only));
  // The second one is of another text, and three hours later than the certificate.
  report.Add("with the second timestamp", "default", Expectation::Reject({"TIMESTAMP"}),
             verify(whole));
  report.Add("three times that other one", "default", Expectation::Reject({"TIMESTAMP"}),
             verify(ReadJson(folder / "tsa/bundle.duplicate.sigstore")));
  report.Add("33 timestamps", "default", Expectation::Reject({"LIMIT"}),
             verify(ReadJson(folder / "tsa/bundle.many_timestamp.sigstore")));
  report.Finish();
}

TEST_CASE("a timestamp later than the certificate is refused as such, whichever authority is tried",
          "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  // The bundle mixes instances: its certificate is of production, its log and timestamp of staging.
  // The authorities of both have the same name.
  const fs::path folder = *corpora / "sigstore-python";
  const std::string bundle = ReadFile(folder / "tsa/bundle.txt.late_timestamp.sigstore");
  nlohmann::json root = ReadJson(folder / "embedded/staging_trusted_root.json");
  const nlohmann::json production = ReadJson(folder / "embedded/production_trusted_root.json");
  CaseReport report("late timestamp");
  const auto add = [&](const std::string& name, const std::string& reason) {
    const Verdict got = VerifyFile(bundle, Trust::Keyless(Anybody(root.dump())),
                                   (folder / "tsa/bundle.txt").string());
    report.AddCheck(name, "reject " + reason, got.reason == reason, got.reason);
  };
  add("staging", "CERTIFICATE_INVALID");
  nlohmann::json& authorities = root.at("certificateAuthorities");
  for (const nlohmann::json& authority : production.at("certificateAuthorities")) {
    authorities.push_back(authority);
  }
  add("staging, then production", "CERTIFICATE_EXPIRED");
  std::reverse(authorities.begin(), authorities.end());
  add("production, then staging", "CERTIFICATE_EXPIRED");
  report.Finish();
}

TEST_CASE("bundles of GitHub's own instance verify without logs, if that is waived",
          "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  const fs::path folder = *corpora / "sigstore-rust";
  const std::string root = ReadFile(folder / "trusted_root_github.json");
  CaseReport report("github");
  for (const char* name :
       {"verify/bundles/github-private-attestation.sigstore.json",
        "bundle/bundle_v3_jdx_communique.json", "verify/timestamps/github_sha384_bundle.json"}) {
    const std::string bundle = ReadFile(folder / name);
    KeylessTrust trust = Anybody(root);
    report.Add(name, "nothing waived", Expectation::Reject({"TLOG"}),
               VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
    trust.needs_log_entry = false;
    report.Add(name, "log entry waived", Expectation::Reject({"SCT"}),
               VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
    trust.needs_sct = false;
    report.Add(name, "certificate log waived too", Expectation::Accept(),
               VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
    trust.root_json.clear();
    report.Add(name, "waived, public instance", Expectation::Reject({"CERT", "TIMESTAMP"}),
               VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
  }
  report.Finish();
}

TEST_CASE("a signature by a key is refused outside the key's validity", "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  const fs::path folder = *corpora / "sigstore-go";
  const std::string bundle = ReadFile(folder / "bundles/public-key-validity.sigstore.json");
  KeylessTrust trust = Key(ReadFile(folder / "trusted-roots/public-key-validity.json"),
                           ReadFile(folder / "public-keys/public-key-validity.pem"));
  CaseReport report("public-key-validity");
  report.Add("no log entry", "default", Expectation::Reject({"TLOG"}),
             VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
  trust.needs_log_entry = false;
  report.Add("valid for ever", "default", Expectation::Accept(),
             VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
  trust.logged_key_validity_seconds = {0, 1750000000};  // to 2025-06-15; signed on 2026-06-04
  report.Add("valid until before it was signed", "default", Expectation::Reject({"KEY"}),
             VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
  trust.logged_key_validity_seconds = {kVerificationTimeSeconds, kVerificationTimeSeconds};
  report.Add("valid from after it was signed", "default", Expectation::Reject({"KEY"}),
             VerifyClaimedArtifact(bundle, Trust::Keyless(trust)));
  report.Finish();
}

TEST_CASE("an attestation by a key needs an inclusion proof like any other", "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  const fs::path folder = *corpora / "sigstore-go/examples";
  const std::string bundle = ReadFile(folder / "bundle-publish.json");
  CaseReport report("bundle-publish");
  report.Add("its key", "default", Expectation::Reject({"SCHEMA"}),
             VerifyClaimedArtifact(
                 bundle, Trust::Keyless(Key(ReadFile(folder / "trusted-root-public-good.json"),
                                            ReadFile(folder / "publish_key.pub")))));
  report.Finish();
}

TEST_CASE("members that cosign leaves out since they are zero have their defaults",
          "[sigstore][corpus]") {
  const auto corpora = CorporaOrSkip();
  if (!corpora) {
    return;
  }
  nlohmann::json bundle = ReadJson(*corpora / "sigstore-rust/types/cosign_v3_missing_fields.json");
  nlohmann::json& entry = bundle.at("verificationMaterial").at("tlogEntries").at(0);
  REQUIRE_FALSE(entry.contains("logIndex"));
  REQUIRE_FALSE(entry.at("inclusionProof").contains("logIndex"));
  REQUIRE_FALSE(entry.at("inclusionProof").contains("hashes"));
  CaseReport report("cosign, members left out");
  BundleHandle parsed;
  report.Add("log id of 4 bytes", "default", Expectation::Reject({"SCHEMA"}),
             ParseBundle(bundle.dump(), &parsed));
  entry.at("logId").at("keyId") = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  report.Add("log id of 32 bytes", "default", Expectation::Accept(),
             ParseBundle(bundle.dump(), &parsed));
  report.Finish();
}

}  // namespace modelseal::testing
