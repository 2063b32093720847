// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset prove: answer about records, with a proof.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/datasets/answer_report.h"
#include "cli/datasets/asked_records.h"
#include "cli/datasets/commitment_report.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/datasets/record_view_option.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal dataset prove --store poems.store --key poems.key \\\n"
    "    --record 'Shall I compare thee to a summer’s day?' --proof poem.proof\n"
    "  modelseal dataset prove --store web.store --key web.key --records asked.jsonl \\\n"
    "    --format jsonl --field text --proof asked.proof\n"
    "\n"
    "Records of one proof are given to `dataset verify` in the same order. Everybody can check a\n"
    "proof and hand it on; who may ask without limit can test all his guesses.";

struct Options {
  std::string store;
  std::string key;
  AskedRecords records;
  bool show_values = false;
  std::string proof;
  bool force = false;
};

void AddOptions(CLI::App& app, Options& options) {
  AddFileOption(app, "--store", options.store, "The store of the dataset (required)")->required();
  AddFileOption(app, "--key", options.key, "The key of the dataset's owner (required)")->required();
  options.records.AddTo(app);
  app.add_flag("--show-values", options.show_values, "Show the values of records of a map");
  AddFileOption(app, "--proof", options.proof, "The file for the proof (required)")->required();
  app.add_flag("--force", options.force, "Replace a file that exists");
}

}  // namespace

ExitCode RunDatasetProve(Session& session, const Words& words) {
  Options options;
  const auto app = NewParser("dataset prove",
                             "Prove of records that they are in a dataset, or that they are not: "
                             "whatever is true.",
                             kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  CheckIsNew(options.proof, options.force);
  const DatasetStore store = DatasetStore::Open(options.store);
  const DatasetCommitment commitment = store.commitment();
  const AskedList list = options.records.Read(ViewOrOnly(options.records.view(), commitment));
  const std::string proof =
      store.Prove(ReadDatasetKey(options.key), list.records, options.show_values);
  // What is handed out was looked at as whoever gets it will.
  const std::vector<DatasetAnswer> answers = VerifyDatasetProof(commitment, list.records, proof);
  WritePublicFile(options.proof, proof, options.force);
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "proof", options.proof);
    document["proof_bytes"] = proof.size();
    document["dataset"] = CommitmentToJson(commitment);
    document["records"] = AnswersToJson(list, answers);
    PrintJson(document);
  } else if (!session.quiet) {
    std::printf("Proof written\n");
    std::printf("  dataset:    %s\n", ShowDataset(commitment).c_str());
    std::printf("  proof:      %s  (%s)\n", ShowName(options.proof).c_str(),
                ShowSize(proof.size()).c_str());
    PrintAnswers(list, answers);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
