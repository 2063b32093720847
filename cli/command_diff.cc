// SPDX-License-Identifier: Apache-2.0
//
// modelseal diff: how a model differs from what a signature file lists, whoever wrote that.
#include <cstdio>

#include "cli/commands.h"
#include "cli/hashing_run.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/report.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal diff my-model/ my-model.sig\n"
    "  modelseal diff my-model/ my-model.sig --quiet && echo same";

void PrintText(const std::string& bundle_path, const Diff& diff) {
  const std::string note =
      " what " + ShowName(bundle_path) + " lists (its signature is not checked)";
  const bool is_same = diff.count() == 0;
  const std::string verdict =
      is_same ? "The model is" + note : "The model is not" + note + ": " + SummariseFaults(diff);
  std::printf("%s\n", Paint(stdout, Colour::kBold, verdict).c_str());
  PrintDifferences(stdout, diff);
}

}  // namespace

ExitCode RunDiff(Session& session, Words words) {
  ModelOptions model;
  std::string bundle_path;
  const auto app = NewParser("diff",
                             "Compare a model with what a signature file lists. The signature is "
                             "not checked: nothing here says who wrote the list.",
                             kExamples);
  model.AddTo(*app);
  app->add_option("BUNDLE", bundle_path, "The signature file")->required()->type_name("");
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  HashOptions options = model.ToHashOptions();
  const Bundle bundle = Bundle::Load(bundle_path);
  options.AddIgnoredPath(bundle_path);
  HashingRun run(session, model);
  const Diff diff = bundle.DiffUnverified(model.model, &options, run.job());
  run.Finish();

  const ExitCode exit_code = diff.count() == 0 ? ExitCode::kOk : ExitCode::kContentDiffers;
  if (session.json) {
    Json document = NewDocument(session, exit_code);
    SetText(document, "model", model.model);
    SetText(document, "signature", bundle_path);
    document["verified"] = false;
    document["differences"] = DiffToJson(diff);
    PrintJson(document);
  } else if (!session.quiet) {
    PrintText(bundle_path, diff);
  }
  return exit_code;
}

}  // namespace modelseal::cli
