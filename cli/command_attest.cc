// SPDX-License-Identifier: Apache-2.0
//
// modelseal attest: sign a statement of how a model was trained.
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/provenance_report.h"
#include "cli/signature_path.h"
#include "cli/signer_options.h"
#include "cli/terminal_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Example:\n"
    "  modelseal attest key my-model/ --private-key key.pem \\\n"
    "    --dataset training=my-model/poems.modelseal-dataset --complete \\\n"
    "    --framework torch=2.6.0 --base-model bert=sha256:9f86d0...  \\\n"
    "    --code git+https://github.com/me/train@gitCommit:2f1e4fc1... \\\n"
    "    --attestation my-model.training.sig\n"
    "\n"
    "The statement is about the model as it is signed: sign it first. Of a model without a\n"
    "signature, give the hash, shard size and ignored paths that `sign` will be given.";

struct AttestOptions {
  ModelOptions model;
  DigestOptions digest;
  SignerOptions signer;
  std::string signature;
  std::vector<std::string> datasets;
  bool is_complete = false;
  std::vector<std::string> frameworks;
  std::vector<std::string> base_models;
  std::vector<std::string> code;
  std::string attestation;
};

void AddList(CLI::App& app, const std::string& name, std::vector<std::string>& values,
             const std::string& type, const std::string& description) {
  app.add_option(name, values, description + "; may be given several times")
      ->type_name(type)
      ->allow_extra_args(false)
      ->group("Training");
}

void AddOptions(CLI::App& app, AttestOptions& options, const std::string& method) {
  options.signer.AddTo(app, method);
  AddFileOption(app, "--signature", options.signature,
                "The signature of the model, as which it is hashed (default: the first of "
                "MODEL/model.sig, MODEL.sig, model.sig, if there is one)");
  AddFileOption(app, "--attestation", options.attestation,
                "The file to write (default: MODEL.training.sig)");
  AddList(app, "--dataset", options.datasets, "ROLE=FILE",
          "A dataset by its commitment, and what it was for, as training=poems.modelseal-dataset");
  app.add_flag("--complete", options.is_complete,
               "Say that the model was made with these datasets and no others")
      ->group("Training");
  AddList(app, "--framework", options.frameworks, "NAME=VERSION",
          "Software that trained the model");
  AddList(app, "--base-model", options.base_models, "NAME=sha256:HEX",
          "A model that this one was made from, by its root digest");
  AddList(app, "--code", options.code, "URI@ALGORITHM:HEX",
          "The training code, as git+https://example.com/train@gitCommit:2f1e4f...");
  options.model.AddTo(app);
  options.digest.AddTo(app);
}

// Both sides of the last `separator`. Throws Failure if one is empty.
std::pair<std::string, std::string> Split(const std::string& option, const std::string& text,
                                          char separator, const std::string& form) {
  const size_t place = text.rfind(separator);
  if (place == std::string::npos || place == 0 || place + 1 == text.size()) {
    throw UsageFailure(option + " is " + ShowName(text) + ", expected " + form);
  }
  return {text.substr(0, place), text.substr(place + 1)};
}

RootDigest ParseRootDigest(const std::string& text) {
  constexpr std::string_view kPrefix = "sha256:";
  RootDigest digest = {};
  const std::string hex = text.rfind(kPrefix, 0) == 0 ? text.substr(kPrefix.size()) : "";
  if (hex.size() != 2 * digest.size() ||
      hex.find_first_not_of("0123456789abcdef") != std::string::npos) {
    throw UsageFailure("--base-model: " + ShowName(text) +
                       " is not sha256: and 64 lower-case digits");
  }
  for (size_t index = 0; index < digest.size(); ++index) {
    digest[index] = static_cast<uint8_t>(std::stoi(hex.substr(2 * index, 2), nullptr, 16));
  }
  return digest;
}

// The name of a file relative to the model if it lies in it; else empty.
std::string NameInModel(const std::string& model, const std::string& file) {
  std::error_code ignored;
  const std::string root = std::filesystem::canonical(model, ignored).string() + "/";
  const std::string path = std::filesystem::canonical(file, ignored).string();
  return root != "/" && path.compare(0, root.size(), root) == 0 ? path.substr(root.size()) : "";
}

ProvenanceBuilder ToStatement(const AttestOptions& options) {
  ProvenanceBuilder builder;
  for (const std::string& text : options.datasets) {
    const size_t place = text.find('=');
    if (place == std::string::npos || place == 0 || place + 1 == text.size()) {
      throw UsageFailure("--dataset is " + ShowName(text) + ", expected ROLE=FILE");
    }
    const std::string file = text.substr(place + 1);
    builder.AddDataset(text.substr(0, place), ReadCommitment(file),
                       NameInModel(options.model.model, file));
  }
  builder.SetListIsComplete(options.is_complete);
  for (const std::string& text : options.frameworks) {
    const auto [name, version] = Split("--framework", text, '=', "NAME=VERSION");
    builder.AddFramework(name, version);
  }
  for (const std::string& text : options.base_models) {
    const auto [name, digest] = Split("--base-model", text, '=', "NAME=sha256:HEX");
    builder.AddBaseModel(name, ParseRootDigest(digest));
  }
  for (const std::string& text : options.code) {
    const auto [uri, digest] = Split("--code", text, '@', "URI@ALGORITHM:HEX");
    const auto [algorithm, hex] = Split("--code", digest, ':', "URI@ALGORITHM:HEX");
    builder.AddDependency(uri, algorithm, hex, "training code");
  }
  return builder;
}

HashOptions ToHashOptions(const AttestOptions& options) {
  if (!options.signature.empty()) {
    return Bundle::Load(options.signature).HashOptionsUnverified();
  }
  HashOptions hash = options.model.ToHashOptions();
  options.digest.Apply(hash);
  return hash;
}

void PrintResult(const Session& session, const AttestOptions& options, const Bundle& bundle,
                 const HashingRun& run) {
  const Provenance provenance = Provenance::ReadUnverified(bundle);
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "model", options.model.model);
    SetText(document, "attestation", options.attestation);
    if (!options.signature.empty()) {
      SetText(document, "signature", options.signature);
    }
    document["method"] = MethodName(bundle.method());
    document["provenance"] = ProvenanceToJson(provenance);
    document["seconds"] = run.seconds();
    PrintJson(document);
  } else if (!session.quiet) {
    std::printf("Statement signed\n");
    std::printf("  model:      %s  (%s)\n", ShowName(options.model.model).c_str(),
                run.Describe().c_str());
    std::printf("  signature:  %s\n", options.signature.empty()
                                          ? "none was found: hashed as the options say"
                                          : ShowName(options.signature).c_str());
    std::printf("  statement:  %s\n", ShowName(options.attestation).c_str());
    PrintOwnSigner(options.signer, bundle);
    PrintProvenance(provenance);
  }
}

}  // namespace

ExitCode RunAttest(Session& session, Words words) {
  const std::string method = TakeMethod("attest", {"key", "certificate"}, words);
  AttestOptions options;
  const auto app = NewParser("attest" + (method.empty() ? "" : " " + method),
                             "Sign a statement of how a model was trained: on which datasets, with "
                             "which frameworks, from which models and code.",
                             kExamples);
  AddOptions(*app, options, method);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (options.attestation.empty()) {
    options.attestation = DefaultAttestation(options.model.model);
  }
  CheckSignatureTarget(options.attestation);
  const ProvenanceBuilder statement = ToStatement(options);
  if (options.signature.empty()) {
    options.signature = FindSignatureIfAny(options.model.model);
  }
  HashOptions hash = ToHashOptions(options);
  hash.AddIgnoredPath(options.attestation);
  const Signer signer = options.signer.Load();
  HashingRun run(session, options.model);
  const Manifest manifest = Manifest::Compute(options.model.model, &hash, run.job());
  run.Finish();
  ThrowIfInterrupted();
  const Bundle bundle = SignProvenance(signer, statement, manifest);
  bundle.Save(options.attestation);
  PrintResult(session, options, bundle, run);
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
