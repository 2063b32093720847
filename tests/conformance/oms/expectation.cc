// SPDX-License-Identifier: Apache-2.0
//
// See expectation.h.
#include "tests/conformance/oms/expectation.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace modelseal::testing {
namespace {

const std::map<std::string, std::vector<std::string>>& ClassTable() {
  static const auto* const kTable = new std::map<std::string, std::vector<std::string>>{
      {"PARSE", {"JSON_INVALID", "JSON_DUPLICATE_MEMBER", "BASE64_INVALID"}},
      {"SCHEMA", {"BUNDLE_INVALID", "METHOD_MISMATCH"}},
      {"METHOD", {"METHOD_MISMATCH"}},
      {"STATEMENT", {"STATEMENT_INVALID"}},
      {"UNSUPPORTED", {"PREDICATE_UNSUPPORTED", "ALGORITHM_UNSUPPORTED"}},
      {"KEY", {"KEY_MISMATCH", "KEY_INVALID", "KEY_UNSUPPORTED"}},
      {"SIGNATURE", {"SIGNATURE_INVALID"}},
      {"CERT", {"CERTIFICATE_INVALID", "CERTIFICATE_EXPIRED", "CERTIFICATE_KEY_UNSUPPORTED"}},
      {"IDENTITY", {"IDENTITY_MISMATCH"}},
      {"TLOG",
       {"BUNDLE_INVALID", "CHECKPOINT_INVALID", "LOG_ENTRY_MISMATCH", "LOG_ENTRY_MISSING",
        "LOG_ENTRY_UNSUPPORTED", "LOG_INCLUSION_INVALID", "LOG_PROMISE_INVALID", "LOG_UNKNOWN"}},
      {"TIMESTAMP", {"CERTIFICATE_EXPIRED", "SIGNING_TIME_UNKNOWN", "TIMESTAMP_INVALID"}},
      {"SCT", {"SCT_INVALID"}},
      {"MANIFEST_PATH", {"NAME_INVALID"}},
      {"MISSING_FILE", {"FILE_MISSING"}},
      {"MISSING_SHARD", {"SHARD_MISSING"}},
      {"EXTRA_FILE", {"FILE_UNSIGNED"}},
      {"DIGEST_MISMATCH", {"DIGEST_MISMATCH"}},
      {"SYMLINK", {"SYMLINK_REFUSED"}},
      {"FILE_TYPE", {"FILE_TYPE_REFUSED"}},
      {"IGNORED", {"IGNORED_CONTENT_REFUSED"}},
      {"LIMIT", {"LIMIT_EXCEEDED"}},
      {"CHANGED", {"FILE_CHANGED"}},
      {"EMPTY", {"MODEL_EMPTY"}},
  };
  return *kTable;
}

bool IsRefusal(const std::string& reason) {
  for (const auto& [failure_class, reasons] : ClassTable()) {
    if (std::find(reasons.begin(), reasons.end(), reason) != reasons.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string Expectation::Text() const {
  if (accept) {
    return "accept";
  }
  std::string text = "reject";
  for (size_t position = 0; position < classes.size(); ++position) {
    text += (position == 0 ? " " : "|") + classes[position];
  }
  return text;
}

const std::vector<std::string>& ReasonsOfClass(const std::string& failure_class) {
  const auto found = ClassTable().find(failure_class);
  if (found == ClassTable().end()) {
    throw std::runtime_error("unknown class of failure: " + failure_class);
  }
  return found->second;
}

bool Satisfies(const Verdict& verdict, const Expectation& expectation) {
  if (expectation.accept || verdict.accepted()) {
    return expectation.accept && verdict.accepted();
  }
  if (expectation.classes.empty()) {
    return IsRefusal(verdict.reason);
  }
  return std::any_of(expectation.classes.begin(), expectation.classes.end(),
                     [&](const std::string& failure_class) {
                       const auto& reasons = ReasonsOfClass(failure_class);
                       return std::find(reasons.begin(), reasons.end(), verdict.reason) !=
                              reasons.end();
                     });
}

}  // namespace modelseal::testing
