// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>

#include "cli/failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kEndOfOptions[] = "--";

// Methods of the reference.
constexpr const char* kAllMethods[] = {"key", "certificate", "sigstore", "pkcs11-key",
                                       "pkcs11-certificate"};

// Options that the reference has for methods that a command may not have here.
constexpr const char* kOptionsOfOtherMethods[] = {
    "--identity",        "--identity-provider", "--identity-token", "--use-staging",
    "--client-id",       "--client-secret",     "--trust-config",   "--use-ambient-credentials",
    "--oauth-force-oob", "--pkcs11-uri"};

template <typename List>
bool Contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool IsLongOption(std::string_view word) { return word.size() > 2 && word.substr(0, 2) == "--"; }

std::string TryHelp(const CLI::App& app) { return "see `" + app.get_name() + " --help`"; }

// Refuses what CLI11 would read in another way than it was meant. `--signature=` with nothing after
// it would take the next word as its value.
void CheckOption(const CLI::App& app, const CLI::Option* option, const std::string& word) {
  const size_t equals = word.find('=');
  const std::string name = word.substr(0, equals);
  if (name == "--password") {
    throw UsageFailure(
        "--password would show the password to every user of this machine",
        "use --password-file FILE or --password-env NAME, or leave it out to be asked");
  }
  if (option != nullptr && equals == word.size() - 1) {
    throw UsageFailure("the value of " + name + " is empty", TryHelp(app));
  }
}

// Normalises the names of options and leaves their values alone.
Words Normalise(const CLI::App& app, const Words& words) {
  Words normalised;
  bool is_value = false;
  for (const std::string& word : words) {
    if (is_value && word.empty()) {
      throw UsageFailure("the value of " + normalised.back() + " is empty", TryHelp(app));
    }
    if (word == kEndOfOptions && !is_value) {
      normalised.insert(normalised.end(), words.begin() + static_cast<long>(normalised.size()),
                        words.end());
      return normalised;
    }
    if (is_value || !IsLongOption(word)) {
      normalised.push_back(word);
      is_value = false;
      continue;
    }
    normalised.push_back(NormaliseOption(word));
    const std::string name = normalised.back().substr(0, word.find('='));
    const CLI::Option* option = app.get_option_no_throw(name);
    CheckOption(app, option, normalised.back());
    is_value = option != nullptr && option->get_items_expected_min() > 0 &&
               word.find('=') == std::string::npos;
  }
  return normalised;
}

void AddOutputOptions(Session& session, CLI::App& app) {
  app.add_flag("--json", session.json, "Print one JSON object on standard output instead of text")
      ->group("Output");
  app.add_flag("-q,--quiet", session.quiet, "Print no progress, and nothing on success")
      ->group("Output");
  app.add_option("--log-level")
      ->type_name("LEVEL")
      ->description("Accepted for the sake of scripts; has no effect")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "critical"}, CLI::ignore_case)
                  .description(""))
      ->group("Output");
  app.set_help_flag("-h,--help", "Print this and exit")->group("Output");
}

[[noreturn]] void ThrowUnexpected(const CLI::App& app) {
  const std::string word = app.remaining().front();
  const std::string name = word.substr(0, word.find('='));
  if (Contains(kOptionsOfOtherMethods, name)) {
    throw UsageFailure(name + " is not an option of this method here",
                       "it signs with keys and certificates, and verifies what Sigstore signed by "
                       "a trusted root: " +
                           TryHelp(app));
  }
  const bool is_option = word.size() > 1 && word.front() == '-';
  throw UsageFailure((is_option ? "unknown option " : "unexpected argument ") + ShowName(name),
                     TryHelp(app));
}

}  // namespace

std::string NormaliseOption(std::string_view word) {
  std::string normalised(word);
  if (IsLongOption(word)) {
    std::replace(normalised.begin(),
                 normalised.begin() + static_cast<long>(std::min(word.find('='), word.size())), '_',
                 '-');
  }
  return normalised;
}

bool HasFlag(const Words& words, std::string_view option) {
  for (const std::string& word : words) {
    if (word == kEndOfOptions) {
      return false;
    }
    if (NormaliseOption(word) == option) {
      return true;
    }
  }
  return false;
}

std::string TakeMethod(const std::string& command, const std::vector<std::string>& methods,
                       Words& words) {
  if (words.empty()) {
    return "";
  }
  const std::string method = words.front();
  if (Contains(methods, method)) {
    words.erase(words.begin());
    return method;
  }
  if (Contains(kAllMethods, method)) {
    std::string known;
    for (const std::string& each : methods) {
      known += (known.empty() ? "`" : each == methods.back() ? " and `" : ", `") + each + "`";
    }
    throw UsageFailure("this version cannot " + command + " by the method " + method,
                       "it has " + known + "; a model of that name is written ./" + method);
  }
  return "";
}

bool Parse(Session& session, CLI::App& app, const Words& words) {
  AddOutputOptions(session, app);
  Words reversed = Normalise(app, words);
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
    return true;
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return false;
  } catch (const CLI::ExtrasError&) {
    ThrowUnexpected(app);
  } catch (const CLI::ParseError& error) {
    std::string message = ShowMessage(error.what());
    throw UsageFailure(std::move(message), TryHelp(app));
  }
}

}  // namespace modelseal::cli
