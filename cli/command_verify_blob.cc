// SPDX-License-Identifier: Apache-2.0
//
// modelseal verify-blob: check a signature over one file that is not a model.
#include <cstdio>
#include <optional>

#include "cli/artifact_digest.h"
#include "cli/commands.h"
#include "cli/evidence_report.h"
#include "cli/failure.h"
#include "cli/hashing_run.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/signer_report.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"
#include "cli/trust_options.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal verify-blob data.tar --bundle data.tar.sigstore.json \\\n"
    "    --identity dev@example.com --identity-provider https://accounts.google.com\n"
    "  modelseal verify-blob sha256:9f86d081... --bundle data.sigstore.json --key key.pub";

struct VerifyBlobOptions {
  std::string artifact;
  std::string bundle;
  std::string predicate_type;
  TrustOptions trust;
};

void AddOptions(CLI::App& app, VerifyBlobOptions& options) {
  app.add_option("FILE", options.artifact,
                 "The file, or its digest as sha256:HEX, sha384:HEX or sha512:HEX if there is no "
                 "file of that name")
      ->required()
      ->type_name("");
  AddFileOption(app, "--bundle,--signature", options.bundle,
                "The Sigstore bundle (default: FILE.sigstore.json)");
  app.add_option("--predicate-type", options.predicate_type,
                 "What a signed statement about the file must be of")
      ->type_name("URI");
  options.trust.AddTo(app, "");
}

Verifier BuildVerifier(const VerifyBlobOptions& options) {
  VerifierBuilder builder;
  options.trust.Apply(builder);
  if (!options.predicate_type.empty()) {
    builder.SetPredicateType(options.predicate_type);
  }
  return builder.Build();
}

void PrintSuccess(const VerifyBlobOptions& options, const VerificationResult& result) {
  std::printf("%s\n", Paint(stdout, Colour::kGreen, "Verification succeeded").c_str());
  std::printf("  artifact:   %s\n", ShowName(options.artifact).c_str());
  std::printf("  signature:  %s\n", ShowName(options.bundle).c_str());
  if (!result.predicate_type().empty()) {
    std::printf("  statement:  %s\n", ShowName(result.predicate_type()).c_str());
  }
  PrintSigner(result, options.trust.log_fingerprints());
  PrintUnchecked(result.evidence(), kVerifyIndent);
}

void PrintSuccessDocument(const Session& session, const VerifyBlobOptions& options,
                          const VerificationResult& result) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetText(document, "artifact", options.artifact);
  SetText(document, "signature", options.bundle);
  SetText(document, "predicate_type", result.predicate_type());
  SetSigner(document, result);
  document["bytes"] = result.verified_bytes();
  PrintJson(document);
}

VerificationResult Verify(const Session& session, const VerifyBlobOptions& options,
                          const Verifier& verifier, const Bundle& bundle) {
  if (const std::optional<ArtifactDigest> digest = FindDigest(options.artifact)) {
    return verifier.VerifyDigest(digest->algorithm, digest->bytes, bundle);
  }
  HashingRun run(session);
  VerificationResult result = verifier.VerifyFile(options.artifact, bundle, run.job());
  run.Finish();
  return result;
}

}  // namespace

ExitCode RunVerifyBlob(Session& session, Words words) {
  VerifyBlobOptions options;
  const auto app =
      NewParser("verify-blob", "Verify a signature over one file that is not a model.", kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (options.bundle.empty()) {
    options.bundle = options.artifact + ".sigstore.json";
    session.signature = options.bundle;
  }
  const Bundle bundle = Bundle::Load(options.bundle);
  options.trust.Check(bundle.method());
  const Verifier verifier = BuildVerifier(options);
  const VerificationResult result = Verify(session, options, verifier, bundle);
  if (session.json) {
    PrintSuccessDocument(session, options, result);
  } else if (!session.quiet) {
    PrintSuccess(options, result);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
