// SPDX-License-Identifier: Apache-2.0
//
// The conformance suite for OMS tools (upstream/conformance): its verify and round-trip cases, run
// through the C API instead of an adapter program. Round trips of Sigstore need a network.
#include <catch2/catch.hpp>
#include <set>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/manifest_view.h"
#include "tests/conformance/oms/model_copy.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kAnyKey[] = "keys/certificate/signing-key-pub.pem";

void Modify(ModelCopy* model, const nlohmann::json& config) {
  const nlohmann::json changes = config.value("model_modifications", nlohmann::json::object());
  for (const auto& [kind, value] : changes.items()) {
    if (kind == "delete") {
      for (const nlohmann::json& name : value) {
        model->Do({"delete", name});
      }
    } else if (kind == "inject" || kind == "tamper") {
      for (const auto& [name, content] : value.items()) {
        model->Do({"write", name, content});
      }
    } else if (kind == "symlinks") {
      for (const auto& [name, target] : value.items()) {
        model->Do({"symlink", name, target});
      }
    } else {
      FAIL("unknown modification " << kind);
    }
  }
}

// Which path of the copy is the model, and what is left out of it.
std::vector<std::string> IgnoredPaths(const ModelCopy& model, const nlohmann::json& config) {
  std::vector<std::string> paths;
  for (const nlohmann::json& name :
       config.at("verify").value("ignore_paths", nlohmann::json::array())) {
    paths.push_back(model.path() + "/" + name.get<std::string>());
  }
  return paths;
}

std::set<std::string> SignedFiles(const modelseal_bundle* bundle) {
  std::set<std::string> names;
  ManifestHandle manifest;
  if (ReadManifest(bundle, &manifest).accepted()) {
    for (const auto& [name, digest] : EntriesOf(manifest.get())) {
      names.insert(name);
    }
  }
  return names;
}

Expectation ExpectationOf(const nlohmann::json& config) {
  if (config.at("method") == "sigstore" && config.value("expect", "pass") == "fail") {
    return Expectation::Reject({"IDENTITY", "DIGEST_MISMATCH"});
  }
  return config.value("expect", "pass") == "fail" ? Expectation::Reject({}) : Expectation::Accept();
}

// The key, the authorities or the identity that a case names. One names a key that the suite lacks:
// its bundle is of no key.
Trust TrustOf(const fs::path& assets, const nlohmann::json& config) {
  const nlohmann::json& verify = config.at("verify");
  if (config.at("method") == "sigstore") {
    KeylessTrust keyless;
    keyless.identity = verify.at("identity");
    keyless.issuer = verify.at("identity_provider");
    return Trust::Keyless(std::move(keyless));
  }
  if (config.at("method") == "certificate") {
    std::vector<std::string> pems;
    for (const nlohmann::json& file : verify.at("cert_chain")) {
      pems.push_back(ReadFile(assets / file.get<std::string>()));
    }
    return Trust::Anchors(std::move(pems));
  }
  const fs::path key = assets / verify.value("public_key", kAnyKey);
  return Trust::Key(ReadFile(fs::exists(key) ? key : assets / kAnyKey));
}

Verdict VerifyCase(const fs::path& assets, const fs::path& folder, const nlohmann::json& config,
                   const Trust& trust) {
  const bool own_model = config.value("model_relative_to", "") == "test_dir";
  const fs::path named = config.at("model").get<std::string>();
  // A model such as model/signme-1 is copied with its directory.
  ModelCopy copy(own_model ? folder / *named.begin() : assets / named);
  Modify(&copy, config);
  Policy policy;
  policy.ignore_unsigned = config.at("verify").value("ignore_unsigned_files", false);
  policy.legacy = folder.filename() == "historical-v0.2.0-certificate";
  policy.ignored_paths = IgnoredPaths(copy, config);
  std::string model = copy.path();
  if (own_model && std::distance(named.begin(), named.end()) > 1) {
    model += "/" + named.filename().string();
  }
  return VerifyWithTrust(ReadFile(folder / "bundle.sig"), trust, model, policy);
}

// Runs the verify cases of a kind and of a method, which are named.
void RunVerifyCasesOf(const fs::path& suite, const std::string& kind, const std::string& method) {
  const fs::path assets = suite / "assets";
  CaseReport report("suite, " + kind + ", " + method);
  for (const auto& folder : fs::directory_iterator(suite / "test-cases/verify" / kind)) {
    const nlohmann::json config = ReadJson(folder.path() / "config.json");
    if (config.at("method") == method) {
      report.Add(folder.path().filename().string(), "default", ExpectationOf(config),
                 VerifyCase(assets, folder.path(), config, TrustOf(assets, config)));
    }
  }
  report.Finish();
}

void RunVerifyCases(const std::string& kind, const std::vector<std::string>& methods) {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  for (const std::string& method : methods) {
    RunVerifyCasesOf(*corpus / "upstream/conformance", kind, method);
  }
}

Verdict SignCase(const fs::path& assets, const nlohmann::json& config, const ModelCopy& copy,
                 const std::string& signature_path, BundleHandle* out) {
  const std::string pem = ReadFile(assets / config.at("sign").at("private_key"));
  modelseal_signer* raw_signer = nullptr;
  modelseal_error* error = nullptr;
  modelseal_code code =
      modelseal_signer_from_key_pem(pem.data(), pem.size(), nullptr, 0, &raw_signer, &error);
  if (code != MODELSEAL_OK) {
    return VerdictOf(code, ErrorHandle(error));
  }
  const SignerHandle signer(raw_signer);
  const OptionsHandle options = MakeOptions(HashRequest());
  std::vector<std::string> ignored = IgnoredPaths(copy, config);
  ignored.push_back(signature_path);
  for (const std::string& path : ignored) {
    REQUIRE(modelseal_hash_options_add_ignored_path(options.get(), path.data(), path.size(),
                                                    nullptr) == MODELSEAL_OK);
  }
  const std::string model = copy.path();
  modelseal_bundle* raw_bundle = nullptr;
  code = modelseal_sign_model(signer.get(), options.get(), model.data(), model.size(), nullptr,
                              &raw_bundle, &error);
  if (code != MODELSEAL_OK) {
    return VerdictOf(code, ErrorHandle(error));
  }
  out->reset(raw_bundle);
  return {"OK", ""};
}

void RunRoundTrip(CaseReport* report, const fs::path& assets, const std::string& id,
                  const nlohmann::json& config) {
  ModelCopy copy(assets / config.at("model").get<std::string>());
  Modify(&copy, config);
  const bool inside = config.value("sig_inside_model", false);
  const std::string signature_path =
      inside ? copy.path() + "/model.sig" : (copy.surroundings().path() / "bundle.sig").string();
  BundleHandle bundle;
  const Verdict signing = SignCase(assets, config, copy, signature_path, &bundle);
  report->Add(id + " sign", "default", ExpectationOf(config), signing);
  if (!signing.accepted()) {
    return;
  }
  REQUIRE(modelseal_bundle_save(bundle.get(), signature_path.data(), signature_path.size(),
                                nullptr) == MODELSEAL_OK);
  std::set<std::string> expected;
  for (const nlohmann::json& name : config.at("expected_signed_files")) {
    expected.insert(name.get<std::string>());
  }
  report->AddCheck(id, "signed files", SignedFiles(bundle.get()) == expected);
  Policy policy;
  policy.ignored_paths = IgnoredPaths(copy, config);
  policy.ignored_paths.push_back(signature_path);
  policy.ignore_unsigned = config.at("verify").value("ignore_unsigned_files", false);
  const std::string key = ReadFile(assets / config.at("verify").at("public_key"));
  report->Add(id + " verify", "default", Expectation::Accept(),
              VerifyWithKey(ReadFile(signature_path), key, copy.path(), policy));
}

}  // namespace

TEST_CASE("the suite's good bundles verify", "[oms][corpus][suite]") {
  RunVerifyCases("positive", {"key", "certificate"});
}

TEST_CASE("the suite's bad bundles are refused", "[oms][corpus][suite]") {
  RunVerifyCases("negative", {"key", "certificate", "sigstore"});
}

TEST_CASE("the suite's old bundles verify", "[oms][corpus][suite]") {
  RunVerifyCases("historical", {"key", "certificate", "sigstore"});
}

TEST_CASE("the suite's bundles of Sigstore are refused by a policy with a key",
          "[oms][corpus][suite][sigstore]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path suite = *corpus / "upstream/conformance";
  const Trust key = Trust::Key(ReadFile(suite / "assets" / kAnyKey));
  CaseReport report("suite, sigstore, policy with a key");
  for (const char* kind : {"negative", "historical"}) {
    for (const auto& folder : fs::directory_iterator(suite / "test-cases/verify" / kind)) {
      const nlohmann::json config = ReadJson(folder.path() / "config.json");
      if (config.at("method") == "sigstore") {
        report.Add(folder.path().filename().string(), "default", Expectation::Reject({"METHOD"}),
                   VerifyCase(suite / "assets", folder.path(), config, key));
      }
    }
  }
  report.Finish();
}

TEST_CASE("the suite's round trips with keys end as it says", "[oms][corpus][suite]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  const fs::path suite = *corpus / "upstream/conformance";
  CaseReport report("suite, round trips, key");
  for (const auto& folder : fs::directory_iterator(suite / "test-cases/roundtrip")) {
    const nlohmann::json config = ReadJson(folder.path() / "config.json");
    if (config.at("method") == "key") {
      RunRoundTrip(&report, suite / "assets", folder.path().filename().string(), config);
    }
  }
  report.Finish();
}

}  // namespace modelseal::testing
