// SPDX-License-Identifier: Apache-2.0
//
// Digests of every file of the corpus's model in all three hashes, and its root digest in both
// orders, as other implementations computed them (expected.json).
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/manifest_view.h"
#include "tests/conformance/oms/model_copy.h"

namespace modelseal::testing {

TEST_CASE("files of the corpus have the digests that others computed", "[oms][corpus][digest]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const nlohmann::json expected = ReadJson(*corpus / "expected.json").at("hashes");
  CaseReport report("digests of files");
  const std::pair<std::string, int32_t> kHashes[] = {{"sha256", MODELSEAL_HASH_SHA256},
                                                     {"blake2b", MODELSEAL_HASH_BLAKE2B},
                                                     {"blake3", MODELSEAL_HASH_BLAKE3}};
  for (const auto& [name, hash] : kHashes) {
    ManifestHandle manifest;
    const Verdict verdict =
        ComputeManifest({hash, 0, false}, (*corpus / "model").string(), &manifest);
    REQUIRE(verdict.reason == "OK");
    const auto entries = EntriesOf(manifest.get());
    report.AddCheck(name, "number of files", entries.size() == expected.size());
    for (const auto& [file, digests] : expected.items()) {
      const auto found = entries.find(file);
      report.AddCheck(
          name + " " + file, "digest",
          found != entries.end() && found->second == digests.at(name).get<std::string>());
    }
  }
  report.Finish();
}

TEST_CASE("the root digest of the corpus's model is known in both orders",
          "[oms][corpus][digest]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const nlohmann::json expected = ReadJson(*corpus / "expected.json").at("root_digest_model");
  ManifestHandle manifest;
  const Verdict verdict = ComputeManifest(HashRequest(), (*corpus / "model").string(), &manifest);
  REQUIRE(verdict.reason == "OK");
  CaseReport report("root digests");
  report.AddCheck("model", "code point order",
                  RootDigestOf(manifest.get(), MODELSEAL_ORDER_CODE_POINT) ==
                      expected.at("spec_code_point_order").get<std::string>());
  report.AddCheck("model", "component order",
                  RootDigestOf(manifest.get(), MODELSEAL_ORDER_COMPONENT) ==
                      expected.at("python_component_order").get<std::string>());
  report.Finish();
}

TEST_CASE("what we hash is what foreign bundles signed", "[oms][corpus][digest]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("manifests against foreign bundles");
  for (const char* const name :
       {"sigs/key-p256-files-sha256", "sigs/key-p256-files-blake2b", "sigs/key-p256-files-blake3",
        "sigs/key-p256-shards-sha256-300000", "sigs/key-p256-shards-sha256-1000000",
        "sigs/key-p256-shards-sha256-default", "sigs/key-p256-shards-blake2b-1000000",
        "sigs-go/key-p256-files-sha256", "sigs-go/key-p256-files-blake2b",
        "sigs-go/key-p256-shards-sha256-1000000"}) {
    BundleHandle bundle;
    REQUIRE(LoadBundle((*corpus / (std::string(name) + ".sig")).string(), &bundle).accepted());
    ManifestHandle theirs;
    const Verdict read = ReadManifest(bundle.get(), &theirs);
    report.AddCheck(name, "statement is read", read.accepted(), read.reason);
    if (!read.accepted()) {
      continue;
    }
    const HashRequest request{modelseal_manifest_hash(theirs.get()),
                              modelseal_manifest_shard_size_bytes(theirs.get()), false};
    ManifestHandle ours;
    REQUIRE(ComputeManifest(request, (*corpus / "model").string(), &ours).accepted());
    report.AddCheck(name, "entries", EntriesOf(ours.get()) == EntriesOf(theirs.get()));
    for (const int32_t order : {MODELSEAL_ORDER_CODE_POINT, MODELSEAL_ORDER_COMPONENT}) {
      report.AddCheck(name, "root digest",
                      RootDigestOf(ours.get(), order) == RootDigestOf(theirs.get(), order));
    }
  }
  report.Finish();
}

}  // namespace modelseal::testing
