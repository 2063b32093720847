// SPDX-License-Identifier: Apache-2.0
//
// modelseal dataset verify: check what an owner says about records.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/datasets/answer_report.h"
#include "cli/datasets/asked_records.h"
#include "cli/datasets/dataset_commands.h"
#include "cli/datasets/dataset_files.h"
#include "cli/datasets/record_view_option.h"
#include "cli/datasets/vouched_commitment.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal dataset verify --attestation my-model.training.sig \\\n"
    "    --identity dev@example.com --identity-provider https://accounts.google.com \\\n"
    "    --record 'Shall I compare thee to a summer’s day?' --proof poem.proof\n"
    "  modelseal dataset verify --model my-model/ --public-key key.pub \\\n"
    "    --record-file poem.txt --proof poem.proof\n"
    "  modelseal dataset verify --commitment my-model/poems.modelseal-dataset \\\n"
    "    --record 'Shall I compare thee to a summer’s day?' --proof poem.proof";

constexpr char kScope[] =
    "the answers are about this list and exactly these records: nothing is said of similar ones";

struct Options {
  CommitmentOptions commitment;
  AskedRecords records;
  std::string proof;
  std::string expect;
};

void AddOptions(CLI::App& app, Options& options) {
  options.commitment.AddTo(app);
  options.records.AddTo(app);
  AddFileOption(app, "--proof", options.proof, "The proof (required)")->required();
  app.add_option("--expect", options.expect,
                 "member or non-member: exit with 1 if the proof says otherwise of a record")
      ->type_name("ANSWER")
      ->check(CLI::IsMember({"member", "non-member"}).description(""));
}

// Whether all records are what was expected of them.
bool IsExpected(const Options& options, const AskedList& list,
                const std::vector<DatasetAnswer>& answers) {
  return std::all_of(list.asked.begin(), list.asked.end(), [&](const AskedRecord& asked) {
    const size_t members = CountMembers(asked, answers);
    return options.expect.empty() ||
           (options.expect == "member" ? members == asked.count : members == 0);
  });
}

}  // namespace

ExitCode RunDatasetVerify(Session& session, const Words& words) {
  Options options;
  const auto app = NewParser("dataset verify",
                             "Verify a proof about records of a dataset. Exits with 0 if the proof "
                             "holds, whatever it says.",
                             kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  const VouchedCommitment vouched = options.commitment.Load();
  const DatasetCommitment& commitment = vouched.commitment();
  const AskedList list = options.records.Read(ViewOrOnly(options.records.view(), commitment));
  const std::string proof = ReadWhole(options.proof, "proof", kMaxProofFileBytes);
  const std::vector<DatasetAnswer> answers = VerifyDatasetProof(commitment, list.records, proof);
  const bool is_expected = IsExpected(options, list, answers);
  const ExitCode exit_code = is_expected ? ExitCode::kOk : ExitCode::kContentDiffers;
  if (session.json) {
    Json document = NewDocument(session, exit_code);
    SetText(document, "proof", options.proof);
    vouched.Set(document);
    document["records"] = AnswersToJson(list, answers);
    PrintJson(document);
  } else if (!session.quiet) {
    std::printf("%s\n", Paint(stdout, Colour::kGreen, "The proof holds").c_str());
    vouched.Print(options.commitment.log_fingerprints());
    PrintAnswers(list, answers);
    std::printf("  %s\n", kScope);
    if (!is_expected) {
      std::printf("  expected:   %s\n", options.expect.c_str());
    }
  }
  return exit_code;
}

}  // namespace modelseal::cli
