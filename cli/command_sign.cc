// SPDX-License-Identifier: Apache-2.0
//
// modelseal sign: hash a model, sign the list of its files with a key or in the name of a
// certificate, write the signature file.
#include <cstdio>
#include <filesystem>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/signature_path.h"
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
  PasswordSource password;
  std::string private_key;
  std::string signing_certificate;  // empty when signing with a bare key
  std::vector<std::string> certificate_chain;
  std::string signature = kDefaultSignature;
};

void AddCertificateOptions(CLI::App& app, SignOptions& options, const std::string& method) {
  CLI::Option* certificate =
      AddFileOption(app, "--signing-certificate", options.signing_certificate,
                    "PEM file of the certificate of that key, in whose name it signs")
          ->required(method == "certificate");
  app.add_option("--certificate-chain", options.certificate_chain,
                 "PEM file of certificates that lead from there towards a root; may be given "
                 "several times")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->needs(certificate);
}

void AddOptions(CLI::App& app, SignOptions& options, const std::string& method) {
  AddFileOption(app, "--private-key", options.private_key,
                "PEM file of the key that signs: ECDSA on P-256, P-384 or P-521 (required)")
      ->required();
  AddPasswordOptions(app, options.password);
  if (method != "key") {
    AddCertificateOptions(app, options, method);
  }
  AddFileOption(app, "--signature", options.signature,
                "The signature file to write (default: model.sig in the working directory)");
  options.model.AddTo(app);
  options.digest.AddTo(app);
  options.digest_cache.AddTo(app);
}

// The signer's certificate and those above it, in this order; empty when signing with a bare key.
std::string ReadCertificates(const SignOptions& options) {
  std::string certificates;
  if (!options.signing_certificate.empty()) {
    certificates = ReadKeyFile(options.signing_certificate, "signing certificate").view();
  }
  for (const std::string& path : options.certificate_chain) {
    certificates += "\n";
    certificates += ReadKeyFile(path, "certificate chain").view();
  }
  return certificates;
}

// The key as the library reads it; asks for a password only if the key turns out to need one.
Signer LoadSigner(const SignOptions& options) {
  const SecretText pem = ReadKeyFile(options.private_key, "private key");
  const std::string certificates = ReadCertificates(options);
  const auto make = [&](std::string_view password) {
    return options.signing_certificate.empty()
               ? Signer::FromKeyPem(pem.view(), password)
               : Signer::FromCertificatePem(pem.view(), certificates, password);
  };
  if (options.password.is_stated()) {
    return make(ReadPassword(options.password).view());
  }
  try {
    return make("");
  } catch (const Error& error) {
    if (error.code() != MODELSEAL_ERROR_PASSWORD_REQUIRED || !CanAskForPassword()) {
      throw;
    }
  }
  return make(AskForPassword("Password of " + ShowName(options.private_key) + ": ").view());
}

// Whether the private key was signed as a file of the model: it would be published with it.
bool IsKeyInModel(const SignOptions& options, const Manifest& manifest) {
  std::error_code ignored;
  const std::string model = std::filesystem::canonical(options.model.model, ignored).string() + "/";
  const std::string key = std::filesystem::canonical(options.private_key, ignored).string();
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

constexpr char kKeyInModel[] = "the private key lies in the model and is published with it";

void PrintSuccess(const SignOptions& options, const Bundle& bundle, const HashingRun& run) {
  std::printf("Signing succeeded\n");
  std::printf("  model:      %s  (%s)\n", ShowName(options.model.model).c_str(),
              run.Describe().c_str());
  std::printf("  signature:  %s\n", ShowName(options.signature).c_str());
  if (bundle.method() == Method::kKey) {
    std::printf("  signed by:  key %s\n", ShowDigest(bundle.key_hint_unverified()).c_str());
  } else {
    std::printf("  signed by:  certificate %s\n", ShowName(options.signing_certificate).c_str());
  }
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
  const Signer signer = LoadSigner(options);

  HashingRun run(session, options.model);
  options.digest_cache.Apply(hash_options, *run.job());
  const Bundle bundle = SignModel(signer, options.model.model, &hash_options, run.job());
  run.Finish();
  ThrowIfInterrupted();
  bundle.Save(options.signature);

  const Manifest manifest = bundle.ManifestUnverified();
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
