// SPDX-License-Identifier: Apache-2.0
//
// Models signed through Sigstore's public instance: the mutations of the shared corpus
// (negative-sigstore/) and what old releases of the reference signed, by identity, under the trust
// root that is built in and under those that the corpus brings.
#include <catch2/catch.hpp>
#include <map>
#include <utility>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kIdentity[] = "stefanb@us.ibm.com";
constexpr char kIssuer[] = "https://sigstore.verify.ibm.com/oauth2";

// Cases that an earlier step refuses than the one they are about, with the reason of that step.
const std::map<std::string, std::string>& EarlierReasons() {
  static const auto* const kReasons = new std::map<std::string, std::string>{
      // The time that the foreign entry promises is not one of this certificate's ten minutes.
      {"T47-entry-of-other-bundle", "CERTIFICATE_EXPIRED"},
      // The timestamp is over the signature as it was.
      {"T60-sig-flipped", "TIMESTAMP_INVALID"},
  };
  return *kReasons;
}

Trust Signer(const std::string& root_json, const std::string& identity, const std::string& issuer) {
  KeylessTrust keyless;
  keyless.root_json = root_json;
  keyless.identity = identity;
  keyless.issuer = issuer;
  return Trust::Keyless(std::move(keyless));
}

// The trust roots under which every case must end the same, by name.
std::vector<std::pair<std::string, std::string>> TrustRoots(const fs::path& corpus) {
  const fs::path folder = corpus / "upstream/trust";
  return {{"embedded root", ""},
          {"trusted root", ReadFile(folder / "trusted_root_prod.json")},
          {"trust config", ReadFile(folder / "trust_config_prod.json")}};
}

// The signature lies in the model; `ignore-me` was left out by the signer, which the oldest bundle
// that has it does not say.
Policy PolicyFor(const std::string& model) {
  Policy policy;
  policy.ignored_names = {"ignore-me"};
  policy.ignored_paths = {model + "/model.sig"};
  return policy;
}

std::vector<fs::path> SigstoreReleases(const fs::path& corpus) {
  std::vector<fs::path> releases;
  for (const auto& entry : fs::directory_iterator(corpus / "upstream/model-transparency")) {
    if (entry.path().filename().string().find("-sigstore") != std::string::npos) {
      releases.push_back(entry.path());
    }
  }
  return releases;
}

// Where the corpus leaves a token that does not hold beside a promise that does to the verifier, we
// refuse.
Expectation ExpectationOf(const nlohmann::json& record) {
  return record.at("expect") == "accept"
             ? Expectation::Accept()
             : Expectation::Reject({record.at("error_class").get<std::string>()});
}

void AddCase(CaseReport* report, const nlohmann::json& record, const std::string& root_name,
             const Verdict& verdict) {
  const std::string id = record.at("id");
  const auto earlier = EarlierReasons().find(id);
  if (earlier == EarlierReasons().end()) {
    report->Add(id, root_name, ExpectationOf(record), verdict);
    return;
  }
  REQUIRE(record.at("expect") == "reject");
  report->AddCheck(id + " [" + root_name + "]",
                   ExpectationOf(record).Text() + ", first " + earlier->second,
                   verdict.reason == earlier->second, verdict.reason);
}

}  // namespace

TEST_CASE("every mutation of a keyless bundle ends as the corpus says",
          "[oms][corpus][sigstore][negative]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("negative-sigstore");
  const nlohmann::json records = ReadJson(*corpus / "negative-sigstore/cases.json");
  for (const auto& [root_name, root_json] : TrustRoots(*corpus)) {
    for (const nlohmann::json& record : records) {
      const std::string id = record.at("id");
      const std::string model = (*corpus / record.at("model").get<std::string>()).string();
      AddCase(&report, record, root_name,
              VerifyWithTrust(ReadFile(*corpus / "negative-sigstore" / (id + ".sig")),
                              Signer(root_json, record.at("identity"), record.at("issuer")), model,
                              PolicyFor(model)));
    }
  }
  report.Finish();
  report.Summarize("oms/negative-sigstore", records.size());
}

TEST_CASE("keyless bundles of every old release verify", "[oms][corpus][sigstore][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("historical bundles, sigstore");
  const std::vector<fs::path> releases = SigstoreReleases(*corpus);
  CHECK(releases.size() == 4);
  for (const auto& [root_name, root_json] : TrustRoots(*corpus)) {
    for (const fs::path& release : releases) {
      report.Add(
          release.filename().string(), root_name, Expectation::Accept(),
          VerifyWithTrust(ReadFile(release / "model.sig"), Signer(root_json, kIdentity, kIssuer),
                          release.string(), PolicyFor(release.string())));
    }
  }
  report.Finish();
  report.Summarize("oms/upstream/model-transparency, sigstore", releases.size());
}

TEST_CASE("keyless bundles of old releases are refused to another identity or issuer",
          "[oms][corpus][sigstore][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const std::pair<std::string, std::string> kOthers[] = {
      {"someone@us.ibm.com", kIssuer},
      {kIdentity, "https://accounts.google.com"},
  };
  CaseReport report("historical bundles, sigstore, other signer");
  for (const fs::path& release : SigstoreReleases(*corpus)) {
    for (const auto& [identity, issuer] : kOthers) {
      report.Add(release.filename().string() + ", " + identity, issuer,
                 Expectation::Reject({"IDENTITY"}),
                 VerifyWithTrust(ReadFile(release / "model.sig"), Signer("", identity, issuer),
                                 release.string(), PolicyFor(release.string())));
    }
  }
  report.Finish();
}

TEST_CASE("a byte changed in an old model with a keyless signature is found",
          "[oms][corpus][sigstore][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("historical bundles, sigstore, model changed");
  for (const fs::path& release : SigstoreReleases(*corpus)) {
    ModelCopy copy(release);
    copy.Do({"append", "signme-1", "x"});
    report.Add(release.filename().string(), "default", Expectation::Reject({"DIGEST_MISMATCH"}),
               VerifyWithTrust(ReadFile(release / "model.sig"), Signer("", kIdentity, kIssuer),
                               copy.path(), PolicyFor(copy.path())));
  }
  report.Finish();
}

TEST_CASE("the specification's keyless vectors are judged as it says",
          "[oms][corpus][sigstore][spec]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path vectors = *corpus / "upstream/spec-test-vectors";
  const std::string model = (*corpus / "upstream/model-transparency/v1.1.0-sigstore").string();
  const std::pair<std::string, Expectation> kVectors[] = {
      {"valid/sigstore", Expectation::Accept()},
      {"valid/key", Expectation::Reject({"METHOD"})},
      {"valid/certificate", Expectation::Reject({"METHOD"})},
      {"invalid/missing-tlog-entries", Expectation::Reject({"TLOG"})},
  };
  CaseReport report("vectors of the specification, sigstore");
  for (const auto& [name, expected] : kVectors) {
    report.Add(name, "default", expected,
               VerifyWithTrust(ReadFile(vectors / (name + ".bundle.json")),
                               Signer("", kIdentity, kIssuer), model, PolicyFor(model)));
  }
  report.Finish();
}

}  // namespace modelseal::testing
