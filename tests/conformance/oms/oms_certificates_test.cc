// SPDX-License-Identifier: Apache-2.0
//
// Bundles of the shared corpus that are signed with certificates, verified by the authorities that
// the corpus names; and a policy of another method, which must refuse every bundle with
// certificates or of Sigstore, good or bad, before anything else is judged.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/policy_runs.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

// The authorities of a record: its `trust`, files of the corpus.
Trust TrustOf(const fs::path& corpus, const nlohmann::json& record) {
  std::vector<std::string> pems;
  for (const nlohmann::json& file : record.at("trust")) {
    pems.push_back(ReadFile(corpus / file.get<std::string>()));
  }
  return Trust::Anchors(std::move(pems));
}

struct HistoricalCase {
  std::string folder;
  bool legacy;
};

const HistoricalCase kHistoricalCases[] = {
    {"v0.2.0-certificate", true},
    {"v1.0.0-certificate", false},
    {"v1.0.1-certificate", false},
    {"v1.1.0-certificate", false},
};

Policy HistoricalPolicy(const fs::path& folder, bool legacy) {
  Policy policy;
  policy.legacy = legacy;
  policy.ignored_names = {"ignore-me"};
  policy.ignored_paths = {(folder / "model.sig").string()};
  return policy;
}

}  // namespace

TEST_CASE("foreign signatures with certificates have the expected outcome",
          "[oms][corpus][certificate]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("foreign signatures, certificate");
  const nlohmann::json expected = ReadJson(*corpus / "expected.json");
  for (const auto& [name, record] : expected.at("signatures").items()) {
    if (record.at("method") != "certificate") {
      continue;
    }
    const PolicyRun run = RunOfSignature(record);
    report.Add(name, run.policy, run.expected,
               VerifyWithTrust(ReadFile(*corpus / name), TrustOf(*corpus, record),
                               (*corpus / record.at("model").get<std::string>()).string(),
                               PolicyNamed(run.policy)));
  }
  report.Finish();
}

TEST_CASE("negative bundles with certificates are refused for their reason",
          "[oms][corpus][certificate]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("negative bundles, certificate");
  for (const nlohmann::json& record : ReadJson(*corpus / "negative/cases.json")) {
    if (record.at("method") != "certificate") {
      continue;
    }
    const std::string id = record.at("id");
    for (const PolicyRun& run : RunsOfBundleCase(record)) {
      report.Add(
          id, run.policy, run.expected,
          VerifyWithTrust(ReadFile(*corpus / "negative" / (id + ".sig")), TrustOf(*corpus, record),
                          (*corpus / "mini").string(), PolicyNamed(run.policy)));
    }
  }
  report.Finish();
}

TEST_CASE("bundles with certificates of every old release verify",
          "[oms][corpus][certificate][historical]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path releases = *corpus / "upstream/model-transparency";
  const Trust authority = Trust::Anchors({ReadFile(releases / "keys/certificate/ca-cert.pem")});
  const Trust other = Trust::Anchors({ReadFile(*corpus / "certs/root.pem")});
  CaseReport report("historical bundles, certificate");
  for (const HistoricalCase& one : kHistoricalCases) {
    const fs::path folder = releases / one.folder;
    const std::string bundle = ReadFile(folder / "model.sig");
    const Policy policy = HistoricalPolicy(folder, one.legacy);
    report.Add(one.folder, one.legacy ? "legacy" : "default", Expectation::Accept(),
               VerifyWithTrust(bundle, authority, folder.string(), policy));
    report.Add(one.folder + ", another authority", one.legacy ? "legacy" : "default",
               Expectation::Reject({"CERT"}),
               VerifyWithTrust(bundle, other, folder.string(), policy));
    if (one.legacy) {
      report.Add(
          one.folder, "default", Expectation::Reject({"SIGNATURE"}),
          VerifyWithTrust(bundle, authority, folder.string(), HistoricalPolicy(folder, false)));
    }
  }
  report.Finish();
}

TEST_CASE("a policy of another method refuses bundles with certificates and of Sigstore",
          "[oms][corpus][certificate][sigstore]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const Trust key = Trust::Key(ReadFile(*corpus / "keys/p256-pub.pem"));
  const Trust authority = Trust::Anchors({ReadFile(*corpus / "certs/root.pem")});
  const Expectation refusal = Expectation::Reject({"METHOD", "SCHEMA", "PARSE", "LIMIT"});
  CaseReport report("bundles of other methods");
  for (const nlohmann::json& record : ReadJson(*corpus / "negative-sigstore/cases.json")) {
    const std::string id = record.at("id");
    const std::string bundle = ReadFile(*corpus / "negative-sigstore" / (id + ".sig"));
    const std::string model = (*corpus / record.at("model").get<std::string>()).string();
    // One mutation makes a bundle of a key.
    if (id != "T57-publickey-material") {
      report.Add(id, "key", refusal, VerifyWithTrust(bundle, key, model, Policy()));
    }
    report.Add(id, "certificate", Expectation::Reject({}),
               VerifyWithTrust(bundle, authority, model, Policy()));
  }
  for (const auto& entry : fs::directory_iterator(*corpus / "upstream/model-transparency")) {
    const std::string name = entry.path().filename().string();
    if (name.find("certificate") == std::string::npos &&
        name.find("sigstore") == std::string::npos) {
      continue;
    }
    report.Add(name, "key", refusal,
               VerifyWithTrust(ReadFile(entry.path() / "model.sig"), key, entry.path().string(),
                               Policy()));
  }
  report.Finish();
}

TEST_CASE("the method of a good bundle with certificates is told", "[oms][corpus][certificate]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("methods");
  for (const auto& entry : fs::directory_iterator(*corpus / "upstream/model-transparency")) {
    const std::string name = entry.path().filename().string();
    const bool sigstore = name.find("sigstore") != std::string::npos;
    if (!sigstore && name.find("certificate") == std::string::npos) {
      continue;
    }
    BundleHandle bundle;
    const Verdict verdict = LoadBundle((entry.path() / "model.sig").string(), &bundle);
    const int32_t wanted = sigstore ? MODELSEAL_METHOD_SIGSTORE : MODELSEAL_METHOD_CERTIFICATE;
    report.AddCheck(name, "method is told",
                    bundle != nullptr && modelseal_bundle_method(bundle.get()) == wanted,
                    verdict.reason);
  }
  report.Finish();
}

}  // namespace modelseal::testing
