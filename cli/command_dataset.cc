// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset: finds the command below it.
#include <cstdio>
#include <string>

#include "cli/commands.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

struct DatasetCommand {
  const char* name;
  const char* summary;
  ExitCode (*run)(Session& session, const Words& words);
};

constexpr DatasetCommand kCommands[] = {
    {"keygen", "Make the key of a dataset's owner", RunDatasetKeygen},
    {"commit", "Commit to the records of a dataset", RunDatasetCommit},
    {"prove", "Prove that records are in it, or are not", RunDatasetProve},
    {"verify", "Verify such a proof", RunDatasetVerify},
    {"audit", "Check that records are those that were committed to", RunDatasetAudit},
    {"inspect", "Show a commitment or a store", RunDatasetInspect},
};

void PrintHelp(FILE* stream) {
  std::fprintf(stream,
               "Commit to training data, and prove what is in it and what is not.\n"
               "Usage: modelseal dataset COMMAND [OPTIONS]\n\nCommands:\n");
  for (const DatasetCommand& command : kCommands) {
    std::fprintf(stream, "  %-8s %s\n", command.name, command.summary);
  }
  std::fprintf(
      stream,
      "\nExamples:\n"
      "  modelseal dataset keygen --key poems.key\n"
      "  modelseal dataset commit poems.txt --format lines --key poems.key --name poems \\\n"
      "    --store poems.store --commitment my-model/poems.modelseal-dataset\n"
      "  modelseal dataset prove --store poems.store --key poems.key \\\n"
      "    --record 'Shall I compare thee to a summer’s day?' --proof poem.proof\n"
      "  modelseal dataset verify --commitment my-model/poems.modelseal-dataset \\\n"
      "    --record 'Shall I compare thee to a summer’s day?' --proof poem.proof\n"
      "\n`modelseal dataset COMMAND --help` tells more. What a proof does not prove is in\n"
      "docs/dataset.md: read it before you rely on one.\n\n%s\n",
      kExitCodeHelp);
}

}  // namespace

ExitCode RunDataset(Session& session, Words words) {
  if (words.empty()) {
    PrintHelp(stderr);
    return ExitCode::kUsage;
  }
  const std::string word = words.front();
  words.erase(words.begin());
  if (word == "--help" || word == "-h" || word == "help") {
    PrintHelp(stdout);
    return ExitCode::kOk;
  }
  for (const DatasetCommand& command : kCommands) {
    if (command.name == word) {
      session.command += std::string("-") + command.name;
      return command.run(session, words);
    }
  }
  throw UsageFailure(
      (word.rfind('-', 0) == 0 ? "unknown option " : "unknown command dataset ") + ShowName(word),
      "see `modelseal dataset --help`");
}

}  // namespace modelseal::cli
