// SPDX-License-Identifier: Apache-2.0
//
// modelseal keygen: make a key pair for signing.
#include <cstdio>
#include <map>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/json_output.h"
#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal keygen --private-key key.pem --public-key key.pub\n"
    "  modelseal keygen --private-key key.pem --public-key key.pub --ask-password\n"
    "\n"
    "Give the public key to those who verify, by another way than the model.";

constexpr unsigned kPrivateMode = 0600;
constexpr unsigned kPublicMode = 0644;

const std::map<std::string, Curve>& Curves() {
  static const std::map<std::string, Curve> curves = {
      {"p256", Curve::kP256}, {"p384", Curve::kP384}, {"p521", Curve::kP521}};
  return curves;
}

struct KeygenOptions {
  std::string private_key;
  std::string public_key;
  std::string curve = "p256";
  PasswordSource password;
  bool ask_password = false;
  bool force = false;
};

void AddOptions(CLI::App& app, KeygenOptions& options) {
  AddFileOption(app, "--private-key", options.private_key,
                "The file for the private key; only you can read it (required)")
      ->required();
  AddFileOption(app, "--public-key", options.public_key, "The file for the public key (required)")
      ->required();
  app.add_option("--curve", options.curve, "p256 (the default), p384 or p521")
      ->type_name("NAME")
      ->check(CLI::IsMember(Curves()).description(""));
  AddPasswordOptions(app, options.password);
  app.add_flag("--ask-password", options.ask_password,
               "Ask on the terminal for a password that encrypts the private key")
      ->excludes("--password-file")
      ->excludes("--password-env");
  app.add_flag("--force", options.force, "Replace files that exist");
}

SecretText AskTwice() {
  SecretText password = AskForPassword("Password for the new key: ");
  if (password.empty()) {
    throw UsageFailure("the password is empty", "leave out --ask-password for a key without one");
  }
  if (AskForPassword("The same once more: ").view() != password.view()) {
    throw UsageFailure("the two passwords differ");
  }
  return password;
}

SecretText PasswordFor(const KeygenOptions& options) {
  if (options.ask_password) {
    return AskTwice();
  }
  return options.password.is_stated() ? ReadPassword(options.password) : SecretText();
}

void PrintResult(const Session& session, const KeygenOptions& options, bool is_encrypted) {
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    SetText(document, "private_key", options.private_key);
    SetText(document, "public_key", options.public_key);
    document["curve"] = options.curve;
    document["encrypted"] = is_encrypted;
    PrintJson(document);
    return;
  }
  if (session.quiet) {
    return;
  }
  std::printf("Key pair written\n");
  std::printf("  private key:  %s  (%s; keep it secret)\n", ShowName(options.private_key).c_str(),
              is_encrypted ? "encrypted" : "not encrypted");
  std::printf("  public key:   %s  (for those who verify)\n", ShowName(options.public_key).c_str());
}

}  // namespace

ExitCode RunKeygen(Session& session, Words words) {
  KeygenOptions options;
  const auto app = NewParser("keygen", "Make an ECDSA key pair for signing.", kExamples);
  AddOptions(*app, options);
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (options.private_key == options.public_key) {
    throw UsageFailure("--private-key and --public-key name the same file");
  }
  const SecretText password = PasswordFor(options);
  const KeyPair pair = GenerateKey(Curves().at(options.curve), password.view());
  const Overwrite overwrite = options.force ? Overwrite::kReplace : Overwrite::kRefuse;
  NewFile private_file(options.private_key, pair.private_pem.view(), kPrivateMode, overwrite);
  NewFile public_file(options.public_key, pair.public_pem.view(), kPublicMode, overwrite);
  private_file.Commit();
  public_file.Commit();
  PrintResult(session, options, !password.empty());
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
