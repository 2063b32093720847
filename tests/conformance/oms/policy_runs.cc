// SPDX-License-Identifier: Apache-2.0
//
// See policy_runs.h.
#include "tests/conformance/oms/policy_runs.h"

#include <stdexcept>

namespace modelseal::testing {
namespace {

std::vector<std::string> ClassesOf(const nlohmann::json& record) {
  std::vector<std::string> classes;
  if (record.contains("error_class") && record.at("error_class").is_string()) {
    // Some records explain the class behind a space.
    const std::string text = record.at("error_class").get<std::string>();
    classes.push_back(text.substr(0, text.find(' ')));
  }
  for (const nlohmann::json& also : record.value("also_ok", nlohmann::json::array())) {
    classes.push_back(also.get<std::string>());
  }
  return classes;
}

std::string FirstWordOfExpect(const nlohmann::json& record) {
  const std::string text = record.at("expect").get<std::string>();
  return text.substr(0, text.find(' '));
}

bool IsAboutExtraFiles(const nlohmann::json& record) {
  return record.at("error_class").is_string() && record.at("error_class") == "EXTRA_FILE";
}

}  // namespace

std::vector<PolicyRun> RunsOfBundleCase(const nlohmann::json& record) {
  const std::string expect = FirstWordOfExpect(record);
  if (expect == "accept") {
    return {{"default", Expectation::Accept()}, {"ignore_unsigned", Expectation::Accept()}};
  }
  // "reject-strict" leaves it to the verifier; we are strict always.
  if (expect == "reject" || expect == "reject-or-warn" || expect == "reject-strict") {
    const Expectation refusal = Expectation::Reject(ClassesOf(record));
    const bool extra = IsAboutExtraFiles(record);
    // Strict rules may come first and give another reason. A refusal of the old layout must not
    // come from the layout being switched off.
    return {{"default", refusal},
            {"strict", Expectation::Reject({})},
            {"ignore_unsigned", extra ? Expectation::Accept() : refusal},
            {"legacy", refusal}};
  }
  if (expect == "accept-or-unsupported") {  // predicate v1.1: refused, as the reference does
    return {{"default", Expectation::Reject({"UNSUPPORTED"})}};
  }
  if (expect == "accept-or-strict-reject") {
    return {{"default", Expectation::Accept()}, {"strict", Expectation::Reject({"STATEMENT"})}};
  }
  if (expect == "accept-legacy") {
    return {{"default", Expectation::Reject({"UNSUPPORTED"})}, {"legacy", Expectation::Accept()}};
  }
  throw std::runtime_error("unknown expectation: " + expect);
}

std::vector<PolicyRun> RunsOfModelCase(const nlohmann::json& record) {
  const std::string expect = FirstWordOfExpect(record);
  const std::string policy =
      record.at("ignore_unsigned").get<bool>() ? "ignore_unsigned" : "default";
  if (record.at("allow_symlinks").get<bool>()) {
    throw std::runtime_error("a case with links allowed: not known here");
  }
  if (expect == "accept") {
    return {{policy, Expectation::Accept()}};
  }
  if (expect == "reject") {
    return {{policy, Expectation::Reject(ClassesOf(record))}};
  }
  if (expect == "accept-per-spec") {  // an empty file added to a model signed in ranges
    return {{policy, Expectation::Accept()}, {"strict", Expectation::Reject({"EXTRA_FILE"})}};
  }
  throw std::runtime_error("unknown expectation: " + expect);
}

PolicyRun RunOfSignature(const nlohmann::json& record) {
  const std::string expect = FirstWordOfExpect(record);
  if (expect == "accept") {
    return {"default", Expectation::Accept()};
  }
  if (expect == "reject") {
    return {"default", Expectation::Reject(ClassesOf(record))};
  }
  throw std::runtime_error("unknown expectation: " + expect);
}

}  // namespace modelseal::testing
