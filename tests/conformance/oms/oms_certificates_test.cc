// SPDX-License-Identifier: Apache-2.0
//
// Bundles with certificates (methods `certificate` and `sigstore`) of the shared corpus. This
// version verifies public keys only: a policy that names a key must refuse every one of them, be
// it good or bad, as made by another method or as no bundle at all, before anything else is judged.
// What a verifier of certificates has to say stands in the table beside it.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

struct CertificateCase {
  std::string id;
  fs::path bundle;
  fs::path model;
  std::string later;  // what a verifier of certificates must say
};

std::string LaterOf(const nlohmann::json& record) {
  std::string text = record.at("expect");
  if (record.contains("error_class") && record.at("error_class").is_string()) {
    text += " " + record.at("error_class").get<std::string>();
  }
  return text;
}

std::vector<CertificateCase> CasesOf(const fs::path& corpus, const std::string& folder) {
  std::vector<CertificateCase> cases;
  for (const nlohmann::json& record : ReadJson(corpus / folder / "cases.json")) {
    const std::string id = record.at("id");
    // A key bundle in certificate mode is no bundle with certificates.
    const bool other_mode = record.value("method", "sigstore") == "key" || id == "C23-key-bundle" ||
                            id == "T57-publickey-material";
    if (!other_mode) {
      cases.push_back({id, corpus / folder / (id + ".sig"), corpus / record.value("model", "mini"),
                       LaterOf(record)});
    }
  }
  return cases;
}

std::vector<CertificateCase> SignaturesOf(const fs::path& corpus) {
  std::vector<CertificateCase> cases;
  const nlohmann::json expected = ReadJson(corpus / "expected.json");
  for (const auto& [name, record] : expected.at("signatures").items()) {
    if (record.at("method") == "certificate") {
      cases.push_back(
          {name, corpus / name, corpus / record.at("model").get<std::string>(), LaterOf(record)});
    }
  }
  return cases;
}

std::vector<CertificateCase> HistoricalOf(const fs::path& corpus) {
  std::vector<CertificateCase> cases;
  for (const auto& entry : fs::directory_iterator(corpus / "upstream/model-transparency")) {
    const std::string name = entry.path().filename().string();
    if (name.find("certificate") != std::string::npos ||
        name.find("sigstore") != std::string::npos) {
      cases.push_back({name, entry.path() / "model.sig", entry.path(), "accept"});
    }
  }
  return cases;
}

void CheckRefused(const std::string& group, const fs::path& corpus,
                  const std::vector<CertificateCase>& cases) {
  const std::string key = ReadFile(corpus / "keys/p256-pub.pem");
  CaseReport report(group + ", not verified by this version");
  for (const CertificateCase& one : cases) {
    report.Add(one.id + " (" + one.later + ")", "default",
               Expectation::Reject({"METHOD", "SCHEMA", "PARSE", "LIMIT"}),
               VerifyWithKey(ReadFile(one.bundle), key, one.model.string(), Policy()));
  }
  report.Finish();
}

}  // namespace

TEST_CASE("a policy with a key refuses bundles with certificates", "[oms][corpus][certificate]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CheckRefused("foreign signatures, certificate", *corpus, SignaturesOf(*corpus));
  CheckRefused("negative bundles, certificate", *corpus, CasesOf(*corpus, "negative"));
  CheckRefused("historical bundles, certificate and sigstore", *corpus, HistoricalOf(*corpus));
}

TEST_CASE("a policy with a key refuses bundles of Sigstore", "[oms][corpus][sigstore]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CheckRefused("sigstore bundles", *corpus, CasesOf(*corpus, "negative-sigstore"));
}

TEST_CASE("the method of a good bundle with certificates is told", "[oms][corpus][certificate]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("methods");
  for (const CertificateCase& one : HistoricalOf(*corpus)) {
    BundleHandle bundle;
    const Verdict verdict = LoadBundle(one.bundle.string(), &bundle);
    const bool sigstore = one.id.find("sigstore") != std::string::npos;
    const int32_t wanted = sigstore ? MODELSEAL_METHOD_SIGSTORE : MODELSEAL_METHOD_CERTIFICATE;
    report.AddCheck(one.id, "method is told",
                    bundle != nullptr && modelseal_bundle_method(bundle.get()) == wanted,
                    verdict.reason);
  }
  report.Finish();
}

}  // namespace modelseal::testing
