// SPDX-License-Identifier: Apache-2.0
//
// The modelseal program: finds the command, runs it, and shows what it throws. Everything it does
// goes through the public header of the library.
#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/json_output.h"
#include "cli/report.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

struct Command {
  const char* name;
  const char* summary;
  ExitCode (*run)(Session& session, Words words);
  Subject subject;
};

constexpr Command kCommands[] = {
    {"sign", "Sign a model with a key or a certificate", RunSign, Subject::kModel},
    {"verify", "Verify a model against its signature", RunVerify, Subject::kBundle},
    {"attest", "Sign a statement of how a model was trained", RunAttest, Subject::kModel},
    {"verify-blob", "Verify a signature over a file that is not a model", RunVerifyBlob,
     Subject::kBundle},
    {"digest", "Print the root digest of a model", RunDigest, Subject::kModel},
    {"inspect", "Show what a signature file says, unverified", RunInspect, Subject::kBundle},
    {"diff", "Compare a model with a signature file, unverified", RunDiff, Subject::kBundle},
    {"keygen", "Make a key pair", RunKeygen, Subject::kModel},
    {"dataset", "Commit to training data, and prove what is in it", RunDataset, Subject::kBundle},
    {"version", "Print the version", RunVersion, Subject::kModel},
};

constexpr char kTryHelp[] = "see `modelseal --help`";

void PrintHelp(FILE* stream) {
  std::fprintf(stream,
               "Know who made a machine learning model, and that not one byte was changed.\n"
               "Usage: modelseal COMMAND [OPTIONS]\n\nCommands:\n");
  for (const Command& command : kCommands) {
    std::fprintf(stream, "  %-12s %s\n", command.name, command.summary);
  }
  std::fprintf(stream,
               "\nExamples:\n"
               "  modelseal keygen --private-key key.pem --public-key key.pub\n"
               "  modelseal sign key my-model/ --private-key key.pem --signature my-model.sig\n"
               "  modelseal verify key my-model/ --public-key key.pub --signature my-model.sig\n"
               "  modelseal verify sigstore my-model/ --signature my-model.sig \\\n"
               "    --identity dev@example.com --identity-provider https://accounts.google.com\n"
               "\n`modelseal COMMAND --help` tells more. The commands and options of model_signing "
               "work here\nas far as they exist; `_` and `-` are the same in option names.\n\n%s\n",
               kExitCodeHelp);
}

const Command* FindCommand(const std::string& name) {
  for (const Command& command : kCommands) {
    if (command.name == name) {
      return &command;
    }
  }
  return nullptr;
}

// Takes the options before the command off the front: `--log-level LEVEL` has no effect.
void TakeGlobalOptions(Words& words) {
  while (!words.empty()) {
    const std::string option = NormaliseOption(words.front());
    if (option == "--log-level" && words.size() > 1) {
      words.erase(words.begin(), words.begin() + 2);
    } else if (option.rfind("--log-level=", 0) == 0 || option == "--json") {
      words.erase(words.begin());
    } else {
      return;
    }
  }
}

ExitCode Run(Session& session, Subject& subject, Words words) {
  session.json = HasFlag(words, "--json");
  TakeGlobalOptions(words);
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
  const Command* command = FindCommand(word == "--version" ? "version" : word);
  if (command == nullptr) {
    throw UsageFailure(
        (word.rfind("-", 0) == 0 ? "unknown option " : "unknown command ") + ShowName(word),
        kTryHelp);
  }
  session.command = command->name;
  subject = command->subject;
  return command->run(session, std::move(words));
}

ExitCode Show(const Session& session, const Failure& failure) {
  if (session.json) {
    Json document = NewDocument(session, failure.exit_code());
    document["error"] = FailureToJson(failure);
    PrintJson(document);
  } else {
    PrintFailure(session, failure);
  }
  return failure.exit_code();
}

// A result that could not be printed was not delivered: standard output may be a full disk.
ExitCode FlushOutput(ExitCode exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
    return exit_code;
  }
  std::fprintf(stderr, "modelseal: cannot write to standard output\n");
  return ExitCode::kIo;
}

ExitCode RunAndShow(Words words) {
  Session session;
  Subject subject = Subject::kModel;
  try {
    return Run(session, subject, std::move(words));
  } catch (const Failure& failure) {
    return Show(session, failure);
  } catch (const Error& error) {
    return Show(session, Failure(error, subject));
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "modelseal: out of memory\n");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "modelseal: internal error: %s\n", ShowMessage(error.what()).c_str());
  }
  return ExitCode::kInternal;
}

}  // namespace
}  // namespace modelseal::cli

int main(int argc, char* argv[]) {
  using modelseal::cli::ExitCode;
  modelseal::cli::InstallInterruptHandlers();
  const ExitCode exit_code =
      modelseal::cli::RunAndShow(modelseal::cli::Words(argv + (argc > 0 ? 1 : 0), argv + argc));
  return static_cast<int>(modelseal::cli::FlushOutput(exit_code));
}
