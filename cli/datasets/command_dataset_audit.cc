// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset audit: compute a commitment again from the records and the key.
#include <cstdio>
#include <string>

#include "cli/datasets/commitment_report.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/datasets/dataset_run.h"
#include "cli/datasets/record_view_option.h"
#include "cli/failure.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/records/record_options.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Example:\n"
    "  modelseal dataset audit poems.txt --format lines --key poems.key \\\n"
    "    --commitment my-model/poems.modelseal-dataset --work-directory audit.work\n"
    "\n"
    "It says whether these records, all of them and no others, are what was committed to. It does\n"
    "not say that a model was trained on them.";

struct Options {
  RecordOptions sources;
  std::string view;
  std::string key;
  std::string commitment;
  std::string work_directory;
  uint32_t threads = 0;
};

void AddOptions(CLI::App& app, Options& options) {
  options.sources.AddAsArguments(app);
  AddViewOption(app, options.view);
  AddFileOption(app, "--key", options.key, "The key of the dataset's owner (required)")->required();
  AddFileOption(app, "--commitment", options.commitment, "The commitment (required)")->required();
  app.add_option("--work-directory", options.work_directory,
                 "Where the job is kept until it is complete; needs 70 bytes a record and the size "
                 "of the store (default: COMMITMENT.audit)")
      ->type_name("DIR");
  app.add_option("--threads", options.threads, "Threads, 0 for as many as there are processors")
      ->type_name("N");
}

}  // namespace

ExitCode RunDatasetAudit(Session& session, const Words& words) {
  Options options;
  const auto app = NewParser("dataset audit",
                             "Check that records are those that were committed to, none left out, "
                             "added or changed.",
                             kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  options.sources.Check();
  if (options.work_directory.empty()) {
    options.work_directory = options.commitment + ".audit";
  }
  const DatasetCommitment commitment = ReadCommitment(options.commitment);
  const std::string view = ViewOrOnly(options.view, commitment);
  if (commitment.views().size() != 1) {
    throw UsageFailure("a dataset with several views is not audited here",
                       "the library's builder takes records of several views");
  }
  const bool has_values = commitment.kind() == DatasetKind::kMap &&
                          commitment.duplicates() != DatasetDuplicates::kCount;
  if (has_values != options.sources.has_values()) {
    throw UsageFailure(has_values ? "the dataset has values: say where they are with --value-field "
                                    "or --value-column"
                                  : "the dataset has no values");
  }
  DatasetRun run(session, options.threads);
  DatasetBuilder builder =
      run.OpenBuilder(ReadDatasetKey(options.key), DatasetOptions::FromCommitment(commitment),
                      options.work_directory);
  run.AddRecords(options.sources, view, has_values, options.work_directory, builder);
  const uint64_t records = builder.record_count();
  run.Complete(options.work_directory, [&] { builder.Audit(commitment); });
  run.Finish();
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "commitment", options.commitment);
    document["dataset"] = CommitmentToJson(commitment);
    document["records"] = records;
    document["seconds"] = run.seconds();
    PrintJson(document);
  } else if (!session.quiet) {
    std::printf("%s\n",
                Paint(stdout, Colour::kGreen, "The records are those of the commitment").c_str());
    std::printf("  read:        %s in %s\n", ShowCount(records, "record").c_str(),
                ShowDuration(run.seconds()).c_str());
    PrintCommitment(commitment);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
