// SPDX-License-Identifier: Apache-2.0
//
// Bundles that old releases of the reference made with a key (upstream/model-transparency), and the
// vectors of the specification.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/manifest_view.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

struct HistoricalCase {
  std::string folder;
  std::string model;  // below the folder; empty for the folder itself
};

// The two oldest signed a single file; 1.0.1 left `ignore-me` out without saying so.
const HistoricalCase kHistoricalCases[] = {
    {"v0.3.1-elliptic-key", "signme-1"},
    {"v1.0.0-elliptic-key", "signme-1"},
    {"v1.0.1-elliptic-key", ""},
    {"v1.1.0-elliptic-key", ""},
};

}  // namespace

TEST_CASE("key bundles of every old release verify", "[oms][corpus][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path releases = *corpus / "upstream/model-transparency";
  const std::string key = ReadFile(releases / "keys/certificate/signing-key-pub.pem");
  const std::string other_key = ReadFile(*corpus / "keys/p384-pub.pem");
  CaseReport report("historical bundles, key");
  for (const HistoricalCase& one : kHistoricalCases) {
    const fs::path folder = releases / one.folder;
    const std::string bundle = ReadFile(folder / "model.sig");
    Policy policy;
    policy.ignored_names = {"ignore-me"};
    policy.ignored_paths = {(folder / "model.sig").string()};
    const std::string model = (one.model.empty() ? folder : folder / one.model).string();
    report.Add(one.folder, "default", Expectation::Accept(),
               VerifyWithKey(bundle, key, model, policy));
    report.Add(one.folder + ", another key", "default", Expectation::Reject({"KEY"}),
               VerifyWithKey(bundle, other_key, model, policy));
  }
  report.Finish();
}

TEST_CASE("a byte changed in an old model is found", "[oms][corpus][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path releases = *corpus / "upstream/model-transparency";
  const std::string key = ReadFile(releases / "keys/certificate/signing-key-pub.pem");
  CaseReport report("historical bundles, key, model changed");
  for (const HistoricalCase& one : kHistoricalCases) {
    const std::string bundle = ReadFile(releases / one.folder / "model.sig");
    ModelCopy copy(releases / one.folder);
    copy.Do({"append", "signme-1", "x"});
    Policy policy;
    policy.ignored_names = {"ignore-me", "model.sig"};
    const std::string model = one.model.empty() ? copy.path() : copy.path() + "/" + one.model;
    report.Add(one.folder, "default", Expectation::Reject({"DIGEST_MISMATCH"}),
               VerifyWithKey(bundle, key, model, policy));
  }
  report.Finish();
}

TEST_CASE("the vectors of the specification are judged as it says", "[oms][corpus][spec]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path vectors = *corpus / "upstream/spec-test-vectors";
  const fs::path release = *corpus / "upstream/model-transparency/v1.1.0-elliptic-key";
  const std::string key =
      ReadFile(*corpus / "upstream/model-transparency/keys/certificate/signing-key-pub.pem");
  const std::pair<std::string, Expectation> kVectors[] = {
      {"valid/key", Expectation::Accept()},
      {"valid/certificate", Expectation::Reject({"METHOD"})},
      {"valid/sigstore", Expectation::Reject({"METHOD"})},
      {"invalid/empty", Expectation::Reject({"PARSE"})},
      {"invalid/missing-envelope", Expectation::Reject({"SCHEMA"})},
      {"invalid/missing-tlog-entries", Expectation::Reject({"SCHEMA"})},
      {"invalid/missing-verification-material", Expectation::Reject({"SCHEMA"})},
      // Its payload was exchanged without signing again.
      {"invalid-payload/wrong-predicate", Expectation::Reject({"SIGNATURE", "UNSUPPORTED"})},
  };
  Policy policy;
  policy.ignored_names = {"model.sig", "ignore-me"};
  CaseReport report("vectors of the specification");
  for (const auto& [name, expected] : kVectors) {
    report.Add(
        name, "default", expected,
        VerifyWithKey(ReadFile(vectors / (name + ".bundle.json")), key, release.string(), policy));
  }
  BundleHandle foreign;
  report.Add(
      "invalid-payload/wrong-predicate, parsed", "default", Expectation::Accept(),
      LoadBundle((vectors / "invalid-payload/wrong-predicate.bundle.json").string(), &foreign));
  ManifestHandle manifest;
  report.Add("invalid-payload/wrong-predicate, read", "default",
             Expectation::Reject({"UNSUPPORTED"}), ReadManifest(foreign.get(), &manifest));
  report.Finish();
}

TEST_CASE("payloads of known length and digest are decoded whole", "[oms][corpus][pae]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("payloads");
  const nlohmann::json expected = ReadJson(*corpus / "expected.json");
  for (const auto& [name, record] : expected.at("pae").items()) {
    BundleHandle bundle;
    REQUIRE(LoadBundle((*corpus / name).string(), &bundle).accepted());
    const std::string payload = TextOf(modelseal_bundle_payload_unverified(bundle.get()));
    report.AddCheck(name, "length of the payload", payload.size() == record.at("payload_len"));
    // The digest, by way of a model of one file.
    const TempDir dir;
    ManifestHandle manifest;
    REQUIRE(ComputeManifest(HashRequest(), dir.Write("payload", payload), &manifest).accepted());
    report.AddCheck(
        name, "digest of the payload",
        EntriesOf(manifest.get()).at("payload") == record.at("payload_sha256").get<std::string>());
  }
  report.Finish();
}

}  // namespace modelseal::testing
