// SPDX-License-Identifier: Apache-2.0
//
// The golden statements of the Python reference's own tests (upstream/goldens): we build the models
// they describe, hash them, and compare entries and root digests. Ranges of 8 bytes are smaller
// than we write, so those goldens are compared by a diff of the model against the golden.
#include <catch2/catch.hpp>

#include "tests/conformance/oms/case_report.h"
#include "tests/conformance/oms/corpora.h"
#include "tests/conformance/oms/manifest_view.h"
#include "tests/conformance/oms/model_copy.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kModelText[] = "This is a simple model";

void BuildSampleModel(const TempDir& dir, const std::string& name) {
  for (int folder = 0; folder < 2; ++folder) {
    for (int file = 0; file < 3; ++file) {
      const std::string d = std::to_string(folder);
      const std::string f = d + std::to_string(file);
      dir.Write(name + "/d" + d + "/f" + f, "This is file f" + f + " in d" + d + ".");
    }
  }
  for (int file = 0; file < 4; ++file) {
    const std::string f = std::to_string(file);
    dir.Write(name + "/f" + f, "This is file f" + f + " in root.");
  }
}

void BuildDeepModel(const TempDir& dir, const std::string& name) {
  for (int file = 0; file < 4; ++file) {
    const std::string f = std::to_string(file);
    dir.Write(name + "/d0/d1/d2/d3/d4/f" + f, "This is file f" + f + ".");
  }
}

// Builds the model that a golden calls by `name`; returns its path.
std::string BuildModel(const TempDir& dir, const std::string& name) {
  const fs::path model = dir.path() / name;
  if (name == "sample_model") {
    BuildSampleModel(dir, name);
  } else if (name == "deep_model") {
    BuildDeepModel(dir, name);
  } else if (name == "file_model") {
    dir.Write(name, kModelText);
  } else if (name == "empty_file_model") {
    dir.Write(name, "");
  } else if (name == "empty_file_inside_model") {
    dir.Write(name + "/empty_file", "");
  } else if (name == "symlink_model") {
    fs::create_directory(model);
    fs::create_symlink(dir.Write("outside", kModelText), model / "symlink_file");
  } else {
    REQUIRE(name == "empty_folder_model");
    fs::create_directory(model);
  }
  return model.string();
}

std::string Base64(const std::string& bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t position = 0; position < bytes.size(); position += 3) {
    uint32_t group = 0;
    for (size_t offset = 0; offset < 3; ++offset) {
      const bool inside = position + offset < bytes.size();
      group = (group << 8) | (inside ? static_cast<uint8_t>(bytes[position + offset]) : 0);
    }
    for (size_t offset = 0; offset < 4; ++offset) {
      const bool padding = position + offset > bytes.size();
      text += padding ? '=' : kAlphabet[(group >> (18 - 6 * offset)) & 63];
    }
  }
  return text;
}

// A bundle that claims a statement; nobody signed it.
std::string UnsignedBundle(const std::string& statement) {
  const nlohmann::json bundle = {
      {"mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json"},
      {"verificationMaterial", {{"publicKey", {{"hint", std::string(64, '0')}}}}},
      {"dsseEnvelope",
       {{"payload", Base64(statement)},
        {"payloadType", "application/vnd.in-toto+json"},
        {"signatures", {{{"sig", "MAYCAQECAQE="}}}}}}};
  return bundle.dump();
}

// The entries of a golden; the reference calls a single file `.`, we call it by its name.
std::map<std::string, std::string> GoldenEntries(const nlohmann::json& golden) {
  std::map<std::string, std::string> entries;
  const std::string model = golden.at("subject").at(0).at("name");
  for (const nlohmann::json& resource : golden.at("predicate").at("resources")) {
    std::string name = resource.at("name");
    if (name == "." || name.rfind(".:", 0) == 0) {
      name.replace(0, 1, model);
    }
    entries[name] = resource.at("digest");
  }
  return entries;
}

void CheckAgainstHashing(CaseReport* report, const std::string& id, const nlohmann::json& golden,
                         const HashRequest& request, const std::string& model) {
  ManifestHandle manifest;
  const Verdict verdict = ComputeManifest(request, model, &manifest);
  if (golden.at("predicate").at("resources").empty()) {
    // The reference signs it; OMS 1.0 wants it refused, since nothing would be covered.
    report->Add(id + " hashed", "default", Expectation::Reject({"EMPTY"}), verdict);
    return;
  }
  report->Add(id + " hashed", "default", Expectation::Accept(), verdict);
  if (!verdict.accepted()) {
    return;
  }
  report->AddCheck(id, "entries", EntriesOf(manifest.get()) == GoldenEntries(golden));
  report->AddCheck(id, "root digest",
                   RootDigestOf(manifest.get(), MODELSEAL_ORDER_COMPONENT) ==
                       golden.at("subject").at(0).at("digest").at("sha256").get<std::string>());
}

void CheckAgainstDiff(CaseReport* report, const std::string& id, const nlohmann::json& golden,
                      const std::string& model) {
  BundleHandle bundle;
  REQUIRE(ParseBundle(UnsignedBundle(golden.dump()), &bundle).accepted());
  const OptionsHandle options = MakeOptions({MODELSEAL_HASH_SHA256, 0, true});
  modelseal_diff* raw = nullptr;
  modelseal_error* error = nullptr;
  const modelseal_code code = modelseal_bundle_diff_unverified(
      bundle.get(), options.get(), model.data(), model.size(), nullptr, &raw, &error);
  const ErrorHandle owned(error);
  const DiffHandle diff(raw);
  if (golden.at("predicate").at("resources").empty()) {
    report->AddCheck(id, "diff: reject STATEMENT", code == MODELSEAL_ERROR_STATEMENT_INVALID,
                     modelseal_code_name(code));
    return;
  }
  report->AddCheck(id, "diff: it can be compared", code == MODELSEAL_OK, modelseal_code_name(code));
  if (code == MODELSEAL_OK) {
    report->AddCheck(id, "diff: nothing differs", modelseal_diff_count(diff.get(), 0) == 0,
                     std::to_string(modelseal_diff_count(diff.get(), 0)));
  }
}

}  // namespace

TEST_CASE("models hash to the golden statements of the reference", "[oms][corpus][golden]") {
  const auto corpus = OmsCorpusOrSkip();
  if (!corpus) {
    return;
  }
  CaseReport report("goldens");
  for (const auto& file : fs::directory_iterator(*corpus / "upstream/goldens")) {
    const std::string id = file.path().filename().string();
    const nlohmann::json golden = ReadJson(file.path());
    const TempDir dir;
    const std::string model = BuildModel(dir, golden.at("subject").at(0).at("name"));
    const nlohmann::json& serialization = golden.at("predicate").at("serialization");
    const HashRequest request{MODELSEAL_HASH_SHA256,
                              static_cast<uint64_t>(serialization.value("shard_size", 0.0)),
                              serialization.at("allow_symlinks").get<bool>()};
    if (request.shard_size_bytes != 8) {
      CheckAgainstHashing(&report, id, golden, request, model);
    }
    CheckAgainstDiff(&report, id, golden, model);
  }
  report.Finish();
}

}  // namespace modelseal::testing
