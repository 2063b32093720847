// SPDX-License-Identifier: Apache-2.0
//
// modelseal sign: hash a model, sign the list of its files with a key or in the name of a
// certificate, write the signature file.
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "cli/commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/signature_path.h"
#include "cli/signer_options.h"
#include "cli/terminal_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal keygen --private-key key.pem --public-key key.pub\n"
    "  modelseal sign key my-model/ --private-key key.pem --signature my-model.sig\n"
    "  modelseal verify key my-model/ --public-key key.pub --signature my-model.sig\n"
    "  modelseal sign certificate my-model/ --private-key key.pem --signing-certificate cert.pem";

struct SignOptions {
  ModelOptions model;
  DigestOptions digest;
  DigestCacheOptions digest_cache;
  SignerOptions signer;
  std::string signature = kDefaultSignature;
};

void AddOptions(CLI::App& app, SignOptions& options, const std::string& method) {
  options.signer.AddTo(app, method);
  AddFileOption(app, "--signature", options.signature,
                "The signature file to write (default: model.sig in the working directory)");
  options.model.AddTo(app);
  options.digest.AddTo(app);
  options.digest_cache.AddTo(app);
}

// Whether the private key was signed as a file of the model: it would be published with it.
bool IsKeyInModel(const SignOptions& options, const Manifest& manifest) {
  std::error_code ignored;
  const std::string model = std::filesystem::canonical(options.model.model, ignored).string() + "/";
  const std::string key =
      std::filesystem::canonical(options.signer.private_key(), ignored).string();
  if (model == "/" || key.compare(0, model.size(), model) != 0) {
    return false;
  }
  const std::string name = key.substr(model.size());
  for (size_t index = 0; index < manifest.entry_count(); ++index) {
    if (manifest.entry(index).name == name) {
      return true;
    }
  }
  return false;
}

// Whoever verifies the model reads what is named as a commitment to a dataset.
void CheckDatasets(const SignOptions& options, const Manifest& manifest) {
  constexpr std::string_view kSuffix = ".modelseal-dataset";
  for (size_t index = 0; index < manifest.entry_count(); ++index) {
    const std::string name = manifest.entry(index).name;
    if (name.size() < kSuffix.size() ||
        name.compare(name.size() - kSuffix.size(), kSuffix.size(), kSuffix) != 0) {
      continue;
    }
    const std::string path = (std::filesystem::path(options.model.model) / name).string();
    try {
      ReadCommitment(path);
    } catch (const Error& error) {
      throw Failure(error.code(), ShowName(path) + ": " + ShowMessage(error.what()),
                    "files that end with .modelseal-dataset are commitments to datasets; name it "
                    "otherwise if it is none",
                    {{"path", path}});
    }
  }
}

constexpr char kKeyInModel[] = "the private key lies in the model and is published with it";

void PrintSuccess(const SignOptions& options, const Bundle& bundle, const HashingRun& run) {
  std::printf("Signing succeeded\n");
  std::printf("  model:      %s  (%s)\n", ShowName(options.model.model).c_str(),
              run.Describe().c_str());
  std::printf("  signature:  %s\n", ShowName(options.signature).c_str());
  PrintOwnSigner(options.signer, bundle);
}

void PrintDocument(const Session& session, const SignOptions& options, const Bundle& bundle,
                   const Manifest& manifest, const HashingRun& run, bool is_key_in_model) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetText(document, "model", options.model.model);
  SetText(document, "signature", options.signature);
  document["method"] = MethodName(bundle.method());
  if (bundle.method() == Method::kKey) {
    document["key"]["fingerprint"] = bundle.key_hint_unverified();
  }
  document["bytes"] = run.bytes();
  document["cached_bytes"] = run.cached_bytes();
  document["seconds"] = run.seconds();
  document["warnings"] = Json::array();
  if (is_key_in_model) {
    document["warnings"].push_back(kKeyInModel);
  }
  SetManifest(document, manifest);
  PrintJson(document);
}

}  // namespace

ExitCode RunSign(Session& session, Words words) {
  const std::string method = TakeMethod("sign", {"key", "certificate"}, words);
  SignOptions options;
  const auto app = NewParser("sign" + (method.empty() ? "" : " " + method),
                             "Sign a model with a private key, or in the name of a certificate. "
                             "The words `key` and `certificate` may be left out.",
                             kExamples);
  AddOptions(*app, options, method);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  HashOptions hash_options = options.model.ToHashOptions();
  options.digest.Apply(hash_options);
  hash_options.AddIgnoredPath(options.signature);
  CheckSignatureTarget(options.signature);
  const Signer signer = options.signer.Load();

  HashingRun run(session, options.model);
  options.digest_cache.Apply(hash_options, *run.job());
  const Bundle bundle = SignModel(signer, options.model.model, &hash_options, run.job());
  run.Finish();
  ThrowIfInterrupted();
  const Manifest manifest = bundle.ManifestUnverified();
  CheckDatasets(options, manifest);
  bundle.Save(options.signature);
  const bool is_key_in_model = IsKeyInModel(options, manifest);
  if (session.json) {
    PrintDocument(session, options, bundle, manifest, run, is_key_in_model);
    return ExitCode::kOk;
  }
  if (!session.quiet) {
    PrintSuccess(options, bundle, run);
  }
  if (is_key_in_model) {
    std::fprintf(stderr, "modelseal: warning: %s\n", kKeyInModel);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
