// SPDX-License-Identifier: Apache-2.0
//
// Bundles that the Python reference and the Go port wrote with keys (corpus sigs/ and sigs-go/),
// verified as expected.json says.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/manifest_view.h"
#include "tests/conformance/oms/model_copy.h"
#include "tests/conformance/oms/policy_runs.h"
#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {
namespace {

void CheckSignaturesOf(const std::string& folder, const std::string& group) {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const nlohmann::json expected = ReadJson(*corpus / "expected.json");
  CaseReport report(group);
  for (const auto& [name, record] : expected.at("signatures").items()) {
    if (record.at("method") != "key" || name.rfind(folder, 0) != 0) {
      continue;
    }
    const PolicyRun run = RunOfSignature(record);
    const std::string key = ReadFile(*corpus / record.at("public_key").get<std::string>());
    const std::string model = (*corpus / record.at("model").get<std::string>()).string();
    const std::string bundle = ReadFile(*corpus / name);
    report.Add(name, run.policy, run.expected,
               VerifyWithKey(bundle, key, model, PolicyNamed(run.policy)));
  }
  report.Finish();
}

// What the library says of a manifest inside a bundle, against what expected.json says of it.
void CheckManifest(CaseReport* report, const std::string& name, const nlohmann::json& record,
                   const modelseal_manifest* manifest) {
  const nlohmann::json& serialization = record.at("serialization");
  report->AddCheck(name, "number of entries",
                   modelseal_manifest_entry_count(manifest) == record.at("resources"));
  const uint64_t size = modelseal_manifest_shard_size_bytes(manifest);
  report->AddCheck(name, "shard size",
                   static_cast<double>(size) == serialization.value("shard_size", 0.0));
  const std::string hash = serialization.at("hash_type");
  const int32_t wanted = hash == "sha256"    ? MODELSEAL_HASH_SHA256
                         : hash == "blake2b" ? MODELSEAL_HASH_BLAKE2B
                                             : MODELSEAL_HASH_BLAKE3;
  report->AddCheck(name, "hash", modelseal_manifest_hash(manifest) == wanted);
  report->AddCheck(
      name, "links followed",
      (modelseal_manifest_allows_symlinks(manifest) == 1) == serialization.at("allow_symlinks"));
  report->AddCheck(name, "number of ignored names",
                   modelseal_manifest_ignored_count(manifest) ==
                       serialization.value("ignore_paths", nlohmann::json::array()).size());
}

}  // namespace

TEST_CASE("bundles of the Python reference verify as expected", "[oms][corpus]") {
  CheckSignaturesOf("sigs/", "python signatures, key");
}

TEST_CASE("bundles of the Go port verify as expected", "[oms][corpus]") {
  CheckSignaturesOf("sigs-go/", "go signatures, key");
}

TEST_CASE("what foreign bundles say was signed is read right", "[oms][corpus]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const nlohmann::json expected = ReadJson(*corpus / "expected.json");
  CaseReport report("foreign manifests");
  for (const auto& [name, record] : expected.at("signatures").items()) {
    BundleHandle bundle;
    if (!LoadBundle((*corpus / name).string(), &bundle).accepted()) {
      continue;  // refused ones are the business of the other test cases
    }
    ManifestHandle manifest;
    const Verdict verdict = ReadManifest(bundle.get(), &manifest);
    report.AddCheck(name, "statement is read", verdict.accepted(), verdict.reason);
    if (verdict.accepted()) {
      CheckManifest(&report, name, record, manifest.get());
      // The reference sorts by components, the Go port by code points.
      const bool python = record.at("producer") == "python";
      const int32_t order = python ? MODELSEAL_ORDER_COMPONENT : MODELSEAL_ORDER_CODE_POINT;
      report.AddCheck(
          name, "root digest",
          RootDigestOf(manifest.get(), order) == record.at("root_digest").get<std::string>());
    }
  }
  report.Finish();
}

}  // namespace modelseal::testing
