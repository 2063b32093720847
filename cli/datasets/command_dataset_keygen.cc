// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset keygen: make the key that a dataset is committed to and asked about with.
#include <cstdio>
#include <string>

#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_names.h"
#include "cli/json_output.h"
#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Example:\n"
    "  modelseal dataset keygen --key poems.key\n"
    "\n"
    "Keep it as long as questions are to be answered: nothing can be proved without it. Who gets\n"
    "it can find out what is in the dataset by guessing; he cannot prove what is false.";

constexpr unsigned kPrivateMode = 0600;

struct Options {
  std::string key;
  std::string suite = "ecvrf-p256";
  bool force = false;
};

void AddOptions(CLI::App& app, Options& options) {
  AddFileOption(app, "--key", options.key, "The file for the key; only you can read it (required)")
      ->required();
  app.add_option("--suite", options.suite,
                 "ecvrf-p256 (RFC 9381, the default) or bulk-p256-experimental: commits several "
                 "times faster, and nobody outside has reviewed it")
      ->type_name("NAME")
      ->check(CLI::IsMember(DatasetSuites()).description(""));
  app.add_flag("--force", options.force, "Replace a file that exists");
}

}  // namespace

ExitCode RunDatasetKeygen(Session& session, const Words& words) {
  Options options;
  const auto app = NewParser("dataset keygen",
                             "Make the key of a dataset's owner, for datasets only.", kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  const DatasetKey key = DatasetKey::Generate(DatasetSuites().at(options.suite));
  const Buffer pem = key.Serialize();
  NewFile file(options.key, pem.view(), kPrivateMode,
               options.force ? Overwrite::kReplace : Overwrite::kRefuse);
  file.Commit();
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "key", options.key);
    document["suite"] = options.suite;
    document["public_key"] = key.public_hex();
    PrintJson(document);
  } else if (!session.quiet) {
    std::printf("Key written\n");
    std::printf("  key:         %s  (not encrypted; keep it secret, and keep it)\n",
                ShowName(options.key).c_str());
    std::printf("  suite:       %s\n", options.suite.c_str());
    std::printf("  public key:  %s  (stands in every commitment)\n",
                ShowDigest(key.public_hex()).c_str());
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
