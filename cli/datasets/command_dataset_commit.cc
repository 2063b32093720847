// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset commit: from records to a commitment, which is published, and a store, from
// which the owner answers.
#include <cstdio>
#include <optional>
#include <string>

#include "cli/datasets/commitment_report.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/datasets/dataset_names.h"
#include "cli/datasets/dataset_run.h"
#include "cli/datasets/record_view_option.h"
#include "cli/failure.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/records/record_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal dataset commit poems.txt --format lines --key poems.key --name poems \\\n"
    "    --store poems.store --commitment my-model/poems.modelseal-dataset\n"
    "  modelseal dataset commit shards/*.jsonl --format jsonl --field text --view text-nfc15 \\\n"
    "    --duplicates collapse --padding quarter-steps --key web.key --name web \\\n"
    "    --store web.store --commitment web.modelseal-dataset\n"
    "\n"
    "A commitment that lies in the model when it is signed is covered by its signature;\n"
    "`modelseal attest` names it in a statement about the model. The store is as private as the\n"
    "data. Stopped, or killed, the same command goes on where it was.";

struct Options {
  RecordOptions sources;
  std::string view;
  std::string key;
  std::string name;
  std::string context;
  std::string duplicates = "error";
  std::string padding = "none";
  std::string store;
  std::string commitment;
  std::string work_directory;
  uint32_t threads = 0;
  bool force = false;
};

template <typename Names>
void AddNameOption(CLI::App& app, const std::string& option, std::string& value, const Names& names,
                   const std::string& description) {
  app.add_option(option, value, description)
      ->type_name("NAME")
      ->check(CLI::IsMember(names).description(""));
}

void AddOptions(CLI::App& app, Options& options) {
  options.sources.AddAsArguments(app);
  AddViewOption(app, options.view);
  AddFileOption(app, "--key", options.key, "The key of the dataset's owner (required)")->required();
  app.add_option("--name", options.name, "The name of the dataset, which is published (required)")
      ->type_name("TEXT")
      ->required();
  app.add_option("--context", options.context,
                 "Datasets with one key and context show which records they share (default: the "
                 "name)")
      ->type_name("TEXT");
  AddNameOption(app, "--duplicates", options.duplicates, DatasetDuplicatesNames(),
                "What a record is that comes twice: error (the default), collapse (there once), "
                "count (its value is how often it came)");
  AddNameOption(app, "--padding", options.padding, DatasetPaddings(),
                "How the number of records is hidden: none (the default), power-of-two, "
                "quarter-steps");
  AddFileOption(app, "--store", options.store,
                "The file from which questions are answered; only you can read it (required)")
      ->required();
  AddFileOption(app, "--commitment", options.commitment,
                "The file that is published and signed with the model (required)")
      ->required();
  app.add_option("--work-directory", options.work_directory,
                 "Where the job is kept until it is complete, on the file system of the store "
                 "(default: STORE.work)")
      ->type_name("DIR");
  app.add_option("--threads", options.threads, "Threads, 0 for as many as there are processors")
      ->type_name("N");
  app.add_flag("--force", options.force, "Replace a store and a commitment that exist");
}

bool IsMap(const Options& options) {
  return options.sources.has_values() || options.duplicates == "count";
}

void Check(const Options& options) {
  options.sources.Check();
  if (options.sources.has_values() && options.duplicates == "count") {
    throw UsageFailure("--duplicates count makes the values itself: there can be no others");
  }
  CheckIsNew(options.store, options.force);
  CheckIsNew(options.commitment, options.force);
}

DatasetOptions ToDatasetOptions(const Options& options) {
  DatasetOptions dataset;
  dataset.SetName(options.name)
      .AddView(options.view)
      .SetKind(IsMap(options) ? DatasetKind::kMap : DatasetKind::kSet)
      .SetDuplicates(DatasetDuplicatesNames().at(options.duplicates))
      .SetPadding(DatasetPaddings().at(options.padding));
  if (!options.context.empty()) {
    dataset.SetContext(options.context);
  }
  return dataset;
}

void PrintSuccess(const Options& options, const DatasetCommitment& commitment, uint64_t records,
                  const DatasetRun& run) {
  std::printf("Committed to %s in %s\n", ShowCount(records, "record").c_str(),
              ShowDuration(run.seconds()).c_str());
  PrintCommitment(commitment);
  std::printf("  commitment:  %s  (publish it, sign it with the model)\n",
              ShowName(options.commitment).c_str());
  std::printf("  store:       %s  (keep it, as private as the data)\n",
              ShowName(options.store).c_str());
  if (run.resumed_records() != 0) {
    std::printf("  went on after %s of an earlier run\n",
                ShowCount(run.resumed_records(), "record").c_str());
  }
}

void PrintDocument(const Session& session, const Options& options,
                   const DatasetCommitment& commitment, uint64_t records, const DatasetRun& run) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetText(document, "commitment", options.commitment);
  SetText(document, "store", options.store);
  document["dataset"] = CommitmentToJson(commitment);
  document["records"] = records;
  document["resumed_records"] = run.resumed_records();
  document["seconds"] = run.seconds();
  PrintJson(document);
}

}  // namespace

ExitCode RunDatasetCommit(Session& session, const Words& words) {
  Options options;
  const auto app = NewParser("dataset commit",
                             "Commit to the records of a dataset, so that later it can be proved "
                             "of each whether it is in it.",
                             kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  Check(options);
  options.view = ViewOrDefault(options.view, options.sources);
  if (options.work_directory.empty()) {
    options.work_directory = options.store + ".work";
  }
  const DatasetKey key = ReadDatasetKey(options.key);
  DatasetRun run(session, options.threads);
  DatasetBuilder builder = run.OpenBuilder(key, ToDatasetOptions(options), options.work_directory);
  run.AddRecords(options.sources, options.view, options.sources.has_values(),
                 options.work_directory, builder);
  std::optional<DatasetCommitment> commitment;
  run.Complete(options.work_directory, [&] { commitment = builder.Finish(options.store); });
  run.Finish();
  WritePublicFile(options.commitment, commitment->bytes(), options.force);
  const uint64_t records = DatasetStore::Open(options.store).record_count();
  if (session.json) {
    PrintDocument(session, options, *commitment, records, run);
  } else if (!session.quiet) {
    PrintSuccess(options, *commitment, records, run);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
