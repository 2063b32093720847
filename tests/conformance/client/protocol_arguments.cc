// SPDX-License-Identifier: Apache-2.0
//
// See protocol_arguments.h.
#include "tests/conformance/client/protocol_arguments.h"

#include <array>
#include <map>

namespace modelseal::testing {
namespace {

constexpr std::array<const char*, 5> kOptionsWithValue = {
    "--bundle", "--certificate-identity", "--certificate-oidc-issuer", "--key", "--trusted-root",
};

bool TakesValue(const std::string& option) {
  for (const char* known : kOptionsWithValue) {
    if (option == known) {
      return true;
    }
  }
  return false;
}

struct Split {
  std::map<std::string, std::string> options;
  std::vector<std::string> artifacts;
  bool staging = false;
};

Split SplitArguments(const std::vector<std::string>& arguments) {
  Split split;
  for (size_t index = 1; index < arguments.size(); ++index) {
    const std::string& argument = arguments[index];
    if (argument == "--staging") {
      split.staging = true;
    } else if (TakesValue(argument)) {
      if (index + 1 == arguments.size()) {
        throw UsageError(argument + " needs a value");
      }
      if (!split.options.emplace(argument, arguments[++index]).second) {
        throw UsageError(argument + " is given twice");
      }
    } else if (argument.rfind("--", 0) == 0) {
      throw UsageError("unknown option " + argument);
    } else {
      split.artifacts.push_back(argument);
    }
  }
  return split;
}

std::optional<std::string> ValueOf(const Split& split, const std::string& option) {
  const auto found = split.options.find(option);
  return found == split.options.end() ? std::nullopt : std::optional(found->second);
}

int NibbleOf(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

}  // namespace

VerifyArguments ParseVerifyArguments(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    throw UsageError("a command is missing: verify-bundle");
  }
  if (arguments[0] == "sign-bundle") {
    throw UsageError("sign-bundle: keyless signing is not there yet");
  }
  if (arguments[0] != "verify-bundle") {
    throw UsageError("unknown command " + arguments[0]);
  }
  const Split split = SplitArguments(arguments);
  VerifyArguments parsed;
  parsed.identity = ValueOf(split, "--certificate-identity");
  parsed.issuer = ValueOf(split, "--certificate-oidc-issuer");
  parsed.key = ValueOf(split, "--key");
  parsed.trusted_root = ValueOf(split, "--trusted-root");
  if (split.staging && !parsed.trusted_root) {
    throw UsageError("--staging needs --trusted-root: only the production root is built in");
  }
  if (split.artifacts.size() != 1) {
    throw UsageError("exactly one artifact must be named");
  }
  parsed.artifact = split.artifacts[0];
  if (!ValueOf(split, "--bundle")) {
    throw UsageError("--bundle is missing");
  }
  parsed.bundle = *ValueOf(split, "--bundle");
  const bool identity_is_whole = parsed.identity && parsed.issuer;
  const bool identity_is_absent = !parsed.identity && !parsed.issuer;
  if (parsed.key ? !identity_is_absent : !identity_is_whole) {
    throw UsageError(
        "say who may sign: either --certificate-identity and --certificate-oidc-issuer, or --key");
  }
  return parsed;
}

std::optional<std::string> DigestOf(const std::string& artifact) {
  const std::string prefix = "sha256:";
  if (artifact.rfind(prefix, 0) != 0 || artifact.size() != prefix.size() + 64) {
    return std::nullopt;
  }
  std::string digest;
  for (size_t index = prefix.size(); index < artifact.size(); index += 2) {
    const int high = NibbleOf(artifact[index]);
    const int low = NibbleOf(artifact[index + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    digest.push_back(static_cast<char>(high * 16 + low));
  }
  return digest;
}

}  // namespace modelseal::testing
