// SPDX-License-Identifier: Apache-2.0
//
// modelseal verify: check a signature and every file of a model against it.
#include <cstdio>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/json_output.h"
#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/report.h"
#include "cli/signature_path.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal verify key my-model/ --public-key key.pub --signature my-model.sig\n"
    "  modelseal verify my-model/ --public-key key.pub\n"
    "  modelseal verify certificate my-model/ --certificate-chain root.pem\n"
    "  modelseal verify my-model/ --public-key key.pub --json | jq .differences";

constexpr size_t kMaxShownNames = 5;

struct VerifyOptions {
  ModelOptions model;
  std::string public_key;
  std::vector<std::string> certificate_chain;
  bool log_fingerprints = false;
  std::string signature;
  bool ignore_unsigned_files = false;
  bool strict = false;
  bool refuse_ignored = false;
  bool allow_legacy_v0 = false;
};

void AddCertificateOptions(CLI::App& app, VerifyOptions& options, const std::string& method) {
  app.add_option("--certificate-chain", options.certificate_chain,
                 "PEM file of the root certificates that you trust, and of others that help to "
                 "reach them: whoever has a certificate for signing under such a root may have "
                 "signed; may be given several times")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->required(method == "certificate");
  app.add_flag("--log-fingerprints", options.log_fingerprints,
               "Print each certificate from the signer's to the root");
}

void AddOptions(CLI::App& app, VerifyOptions& options, const std::string& method) {
  if (method != "certificate") {
    AddFileOption(app, "--public-key", options.public_key,
                  "PEM file of the key that must have signed")
        ->required(method == "key");
  }
  if (method != "key") {
    AddCertificateOptions(app, options, method);
  }
  if (method.empty()) {
    app.get_option("--public-key")->excludes("--certificate-chain");
  }
  AddFileOption(app, "--signature", options.signature,
                "The signature file (default: the first of MODEL/model.sig, MODEL.sig, model.sig)");
  options.model.AddTo(app);
  app.add_flag("--ignore-unsigned-files,!--no-ignore-unsigned-files", options.ignore_unsigned_files,
               "Accept files that nobody signed (unsafe; off by default)");
  app.add_flag("--refuse-ignored", options.refuse_ignored,
               "Refuse a model that holds anything under an ignored name");
  app.add_flag("--strict", options.strict,
               "Refuse what OMS 1.0 forbids to write, although known tools write it");
  app.add_flag("--allow-legacy-v0-unsafe", options.allow_legacy_v0,
               "Accept signatures of model-signing 0.2, which bind less");
}

// How the bundle says it was signed decides which option is needed.
void CheckMethod(const Bundle& bundle, const VerifyOptions& options) {
  const Method method = bundle.method();
  if (method != Method::kKey && method != Method::kCertificate) {
    throw Failure(MODELSEAL_ERROR_METHOD_MISMATCH,
                  "the signature is of the method " + MethodName(method) +
                      ", which this version does not verify",
                  "it verifies signatures made with keys and certificates");
  }
  if (!options.public_key.empty() || !options.certificate_chain.empty()) {
    return;
  }
  if (method == Method::kKey) {
    throw UsageFailure("the model was signed with a key; say which one you trust",
                       "--public-key FILE");
  }
  throw UsageFailure("the model was signed with a certificate; say which roots you trust",
                     "--certificate-chain FILE");
}

void SetTrust(VerifierBuilder& builder, const VerifyOptions& options) {
  if (!options.public_key.empty()) {
    builder.SetPublicKeyPem(ReadKeyFile(options.public_key, "public key").view());
  }
  for (const std::string& path : options.certificate_chain) {
    builder.AddTrustAnchorsPem(ReadKeyFile(path, "certificate chain").view());
  }
}

Verifier BuildVerifier(const VerifyOptions& options) {
  VerifierBuilder builder;
  SetTrust(builder, options);
  for (const std::string& path : options.model.ignore_paths) {
    try {
      builder.AddIgnoredPath(path);
    } catch (const Error& error) {
      throw UsageFailure("--ignore-paths: " + ShowMessage(error.what()));
    }
  }
  builder.AddIgnoredPath(options.signature)
      .SetIgnoreGitPaths(options.model.ignore_git_paths)
      .SetRefuseIgnoredContent(options.refuse_ignored)
      .SetStrictSchema(options.strict)
      .SetReportAll(true);
  if (options.ignore_unsigned_files) {
    builder.AllowUnsignedFilesUnsafe();
  }
  if (options.model.allow_symlinks) {
    builder.AllowSymlinksUnsafe();
  }
  if (options.allow_legacy_v0) {
    builder.AllowLegacyV0Unsafe();
  }
  return builder.Build();
}

void PrintSigner(const VerifyOptions& options, const VerificationResult& result) {
  const std::string curve = CurveName(result.key_curve());
  const std::vector<CertificateSummary> certificates = result.certificates();
  if (certificates.empty()) {
    std::printf("  signed by:  key %s (%s)\n", ShowDigest(result.key_fingerprint()).c_str(),
                curve.c_str());
    return;
  }
  std::printf("  signed by:  %s (%s)\n", ShowName(certificates.front().subject).c_str(),
              curve.c_str());
  std::printf("  trusted:    %s\n", ShowName(certificates.back().subject).c_str());
  if (options.log_fingerprints) {
    for (const CertificateSummary& certificate : certificates) {
      std::printf("    sha256:%s  %s\n", certificate.fingerprint.c_str(),
                  ShowName(certificate.subject).c_str());
    }
  }
}

void PrintSuccess(const VerifyOptions& options, const VerificationResult& result,
                  const HashingRun& run) {
  std::printf("%s\n", Paint(stdout, Colour::kGreen, "Verification succeeded").c_str());
  std::printf("  model:      %s  (%s)\n", ShowName(options.model.model).c_str(),
              run.Describe().c_str());
  std::printf("  signature:  %s\n", ShowName(options.signature).c_str());
  PrintSigner(options, result);
  if (const auto names = result.ignored(); !names.empty()) {
    std::printf("  ~ ignored, not checked: %s\n", ShowNames(names, kMaxShownNames).c_str());
  }
  if (const auto names = result.unsigned_files(); !names.empty()) {
    std::printf("  + unsigned, not checked: %s\n", ShowNames(names, kMaxShownNames).c_str());
  }
}

void SetInputs(Json& document, const VerifyOptions& options) {
  SetText(document, "model", options.model.model);
  if (!options.signature.empty()) {
    SetText(document, "signature", options.signature);
  }
}

void PrintSuccessDocument(const Session& session, const VerifyOptions& options,
                          const VerificationResult& result, const HashingRun& run) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetInputs(document, options);
  document["method"] = MethodName(result.method());
  document["key"]["fingerprint"] = result.key_fingerprint();
  document["key"]["curve"] = CurveName(result.key_curve());
  if (result.method() == Method::kCertificate) {
    document["certificates"] = CertificatesToJson(result.certificates());
  }
  document["bytes"] = result.verified_bytes();
  document["seconds"] = run.seconds();
  document["ignored"] = NamesToJson(result.ignored());
  document["unsigned"] = NamesToJson(result.unsigned_files());
  SetManifest(document, result.manifest());
  PrintJson(document);
}

ExitCode Verify(Session& session, VerifyOptions& options) {
  if (options.signature.empty()) {
    options.signature = FindSignature(options.model.model);
    session.signature = options.signature;
  }
  const Bundle bundle = Bundle::Load(options.signature);
  CheckMethod(bundle, options);
  const Verifier verifier = BuildVerifier(options);
  HashingRun run(session, options.model.threads);
  const VerificationResult result = verifier.VerifyModel(options.model.model, bundle, run.job());
  run.Finish();
  if (session.json) {
    PrintSuccessDocument(session, options, result, run);
  } else if (!session.quiet) {
    PrintSuccess(options, result, run);
  }
  return ExitCode::kOk;
}

// The failure as main would print it, with what it was about.
ExitCode PrintFailureDocument(const Session& session, const VerifyOptions& options,
                              const Failure& failure) {
  Json document = NewDocument(session, failure.exit_code());
  SetInputs(document, options);
  document["error"] = FailureToJson(failure);
  if (failure.differences() != nullptr) {
    document["differences"] = DiffToJson(*failure.differences());
  }
  PrintJson(document);
  return failure.exit_code();
}

}  // namespace

ExitCode RunVerify(Session& session, Words words) {
  const std::string method = TakeMethod("verify", words);
  VerifyOptions options;
  const auto app = NewParser("verify" + (method.empty() ? "" : " " + method),
                             "Verify a model. Without the word `key` or `certificate`, the "
                             "signature file says how the model was signed.",
                             kExamples);
  AddOptions(*app, options, method);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (!session.json) {
    return Verify(session, options);
  }
  try {
    return Verify(session, options);
  } catch (const Failure& failure) {
    return PrintFailureDocument(session, options, failure);
  } catch (const Error& error) {
    return PrintFailureDocument(session, options, Failure(error, Subject::kBundle));
  }
}

}  // namespace modelseal::cli
