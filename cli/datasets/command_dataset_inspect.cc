// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset inspect: what a commitment or a store says.
#include <cstdio>
#include <optional>
#include <string>

#include "cli/datasets/commitment_report.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/records/byte_stream.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal dataset inspect my-model/poems.modelseal-dataset\n"
    "  modelseal dataset inspect poems.store --check --key poems.key\n"
    "  modelseal dataset inspect poems.store --extract-commitment poems.modelseal-dataset";

constexpr char kWarning[] =
    "NOT VERIFIED: this is what the file says; anybody can write such a file.";

struct Options {
  std::string file;
  bool check = false;
  std::string key;
  std::string extract;
  bool force = false;
};

void AddOptions(CLI::App& app, Options& options) {
  app.add_option("FILE", options.file, "A commitment or a store")->required()->type_name("");
  app.add_flag("--check", options.check, "Read all of a store and check it");
  AddFileOption(app, "--key", options.key, "With --check: the key, to check the values of a map");
  AddFileOption(app, "--extract-commitment", options.extract,
                "Write the commitment of a store to a file");
  app.add_flag("--force", options.force, "Replace a file that exists");
}

// The first bytes of a store (docs/dataset-format.md).
bool IsStore(const std::string& path) {
  constexpr std::string_view kMagic = "msealsto";
  ByteStream stream(path);
  return stream.Read().substr(0, kMagic.size()) == kMagic;
}

void CheckStore(const Options& options, const DatasetStore& store) {
  std::optional<DatasetKey> key;
  if (!options.key.empty()) {
    key = ReadDatasetKey(options.key);
  }
  Job job;
  const CancelOnInterrupt cancel(job.get());
  store.Check(key.has_value() ? &*key : nullptr, &job);
}

void Print(const Session& session, const Options& options, const DatasetCommitment& commitment,
           const DatasetStore* store) {
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "file", options.file);
    document["type"] = store != nullptr ? "store" : "commitment";
    document["dataset"] = CommitmentToJson(commitment);
    if (store != nullptr) {
      document["records"] = store->record_count();
      document["leaves"] = store->leaf_count();
      document["checked"] = options.check;
    }
    PrintJson(document);
    return;
  }
  if (session.quiet) {
    return;
  }
  std::printf("%s\n", store != nullptr ? "Store of a dataset" : "Commitment to a dataset");
  PrintCommitment(commitment);
  if (store != nullptr) {
    std::printf("  records:     %llu\n", static_cast<unsigned long long>(store->record_count()));
    std::printf("  leaves:      %llu\n", static_cast<unsigned long long>(store->leaf_count()));
    std::printf("  checked:     %s\n", !options.check ? "only its header (--check reads all)"
                                       : options.key.empty()
                                           ? "all but what values are committed to"
                                           : "all");
  } else {
    std::printf("  %s\n", kWarning);
  }
}

}  // namespace

ExitCode RunDatasetInspect(Session& session, const Words& words) {
  Options options;
  const auto app =
      NewParser("dataset inspect", "Show what a commitment or a store says.", kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (!options.key.empty() && !options.check) {
    throw UsageFailure("--key has no effect without --check");
  }
  if (!IsStore(options.file)) {
    if (options.check || !options.extract.empty()) {
      throw UsageFailure(ShowName(options.file) + " is not a store",
                         "--check and --extract-commitment are for stores");
    }
    Print(session, options, ReadCommitment(options.file), nullptr);
    return ExitCode::kOk;
  }
  const DatasetStore store = DatasetStore::Open(options.file);
  if (options.check) {
    CheckStore(options, store);
  }
  if (!options.extract.empty()) {
    WritePublicFile(options.extract, store.commitment().bytes(), options.force);
  }
  Print(session, options, store.commitment(), &store);
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
