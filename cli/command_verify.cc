// SPDX-License-Identifier: Apache-2.0
//
// modelseal verify: check a signature and every file of a model against it.
#include <cstdio>
#include <optional>

#include "cli/commands.h"
#include "cli/evidence_report.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/provenance_options.h"
#include "cli/provenance_report.h"
#include "cli/report.h"
#include "cli/signature_path.h"
#include "cli/signer_report.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"
#include "cli/trust_options.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal verify key my-model/ --public-key key.pub --signature my-model.sig\n"
    "  modelseal verify my-model/ --public-key key.pub\n"
    "  modelseal verify certificate my-model/ --certificate-chain root.pem\n"
    "  modelseal verify sigstore my-model/ --identity dev@example.com \\\n"
    "    --identity-provider https://accounts.google.com\n"
    "  modelseal verify my-model/ --public-key key.pub --json | jq .differences";

constexpr size_t kMaxShownNames = 5;

struct VerifyOptions {
  ModelOptions model;
  TrustOptions trust;
  ProvenanceOptions training;
  std::string signature;
  bool ignore_unsigned_files = false;
  bool strict = false;
  bool refuse_ignored = false;
  bool allow_legacy_v0 = false;
  std::string digest_cache;
};

void AddOptions(CLI::App& app, VerifyOptions& options, const std::string& method) {
  options.trust.AddTo(app, method);
  AddFileOption(app, "--signature", options.signature,
                "The signature file (default: the first of MODEL/model.sig, MODEL.sig, model.sig)");
  options.model.AddTo(app);
  options.training.AddTo(app);
  app.add_flag("--ignore-unsigned-files,!--no-ignore-unsigned-files", options.ignore_unsigned_files,
               "Accept files that nobody signed (unsafe; off by default)");
  app.add_flag("--refuse-ignored", options.refuse_ignored,
               "Refuse a model that holds anything under an ignored name");
  app.add_flag("--strict", options.strict,
               "Refuse what OMS 1.0 forbids to write, although known tools write it");
  app.add_flag("--allow-legacy-v0-unsafe", options.allow_legacy_v0,
               "Accept signatures of model-signing 0.2, which bind less");
  AddFileOption(app, "--digest-cache-unsafe", options.digest_cache,
                "Believe digests of an earlier run about files that look unchanged, from the file "
                "of --digest-cache: verifies what was read then, not what is there now");
}

Verifier BuildVerifier(const VerifyOptions& options) {
  VerifierBuilder builder;
  options.trust.Apply(builder);
  for (const std::string& path : options.model.ignore_paths) {
    try {
      builder.AddIgnoredPath(path);
    } catch (const Error& error) {
      throw UsageFailure("--ignore-paths: " + ShowMessage(error.what()));
    }
  }
  if (!options.digest_cache.empty()) {
    builder.AddIgnoredPath(options.digest_cache);
  }
  if (!options.training.attestation().empty()) {
    builder.AddIgnoredPath(options.training.attestation());
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

// What is known of the training of a verified model.
struct Training {
  std::optional<Provenance> provenance;
  ModelDatasets datasets;
};

Training VerifyTraining(const VerifyOptions& options, const VerificationResult& result) {
  Training training = {std::nullopt, ModelDatasets::Load(result, options.model.model)};
  if (options.training.is_stated()) {
    training.provenance = options.training.Verify(options.trust, result.manifest());
  }
  return training;
}

void PrintTraining(const VerifyOptions& options, const Training& training) {
  if (!training.provenance.has_value()) {
    PrintModelDatasets(training.datasets);
    return;
  }
  std::printf("  statement:  %s\n", ShowName(options.training.attestation()).c_str());
  PrintSigner(training.provenance->result(), options.trust.log_fingerprints());
  PrintProvenance(*training.provenance);
}

void PrintSuccess(const VerifyOptions& options, const VerificationResult& result,
                  const Training& training, const HashingRun& run) {
  std::printf("%s\n", Paint(stdout, Colour::kGreen, "Verification succeeded").c_str());
  std::printf("  model:      %s  (%s)\n", ShowName(options.model.model).c_str(),
              run.Describe().c_str());
  std::printf("  signature:  %s\n", ShowName(options.signature).c_str());
  PrintSigner(result, options.trust.log_fingerprints());
  PrintTraining(options, training);
  if (run.cached_bytes() != 0) {
    std::printf("  ! not read now, believed from %s: %s\n", ShowName(options.digest_cache).c_str(),
                ShowSize(run.cached_bytes()).c_str());
  }
  if (const auto names = result.ignored(); !names.empty()) {
    std::printf("  ~ ignored, not checked: %s\n", ShowNames(names, kMaxShownNames).c_str());
  }
  if (const auto names = result.unsigned_files(); !names.empty()) {
    std::printf("  + unsigned, not checked: %s\n", ShowNames(names, kMaxShownNames).c_str());
  }
  PrintUnchecked(result.evidence(), kVerifyIndent);
}

void SetInputs(Json& document, const VerifyOptions& options) {
  SetText(document, "model", options.model.model);
  if (!options.signature.empty()) {
    SetText(document, "signature", options.signature);
  }
}

void PrintSuccessDocument(const Session& session, const VerifyOptions& options,
                          const VerificationResult& result, const Training& training,
                          const HashingRun& run) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetInputs(document, options);
  SetSigner(document, result);
  document["bytes"] = result.verified_bytes();
  document["cached_bytes"] = run.cached_bytes();
  document["seconds"] = run.seconds();
  document["ignored"] = NamesToJson(result.ignored());
  document["unsigned"] = NamesToJson(result.unsigned_files());
  SetManifest(document, result.manifest());
  document["model_datasets"] = ModelDatasetsToJson(training.datasets);
  if (training.provenance.has_value()) {
    SetText(document, "attestation", options.training.attestation());
    document["training"] = ProvenanceToJson(*training.provenance);
    SetSigner(document["training"], training.provenance->result());
  }
  PrintJson(document);
}

ExitCode Verify(Session& session, VerifyOptions& options) {
  if (options.signature.empty()) {
    options.signature = FindSignature(options.model.model);
    session.signature = options.signature;
  }
  if (options.training.is_stated()) {
    options.training.FindAttestation(options.model.model);
  }
  const Bundle bundle = Bundle::Load(options.signature);
  options.trust.Check(bundle.method());
  const Verifier verifier = BuildVerifier(options);
  HashingRun run(session, options.model);
  if (!options.digest_cache.empty()) {
    SetDigestCache(*run.job(), options.digest_cache, false);
    run.job()->AllowCachedDigestsUnsafe();
  }
  const VerificationResult result = verifier.VerifyModel(options.model.model, bundle, run.job());
  run.Finish();
  if (options.training.is_stated()) {
    session.signature = options.training.attestation();
  }
  const Training training = VerifyTraining(options, result);
  if (session.json) {
    PrintSuccessDocument(session, options, result, training, run);
  } else if (!session.quiet) {
    PrintSuccess(options, result, training, run);
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
  const std::string method = TakeMethod("verify", {"key", "certificate", "sigstore"}, words);
  VerifyOptions options;
  const auto app = NewParser("verify" + (method.empty() ? "" : " " + method),
                             "Verify a model. Without the word `key`, `certificate` or "
                             "`sigstore`, the signature file says how the model was signed.",
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
