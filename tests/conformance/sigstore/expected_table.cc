// SPDX-License-Identifier: Apache-2.0
//
// See expected_table.h.
#include "tests/conformance/sigstore/expected_table.h"

#include <sstream>
#include <stdexcept>

#include "tests/conformance/oms/model_copy.h"

namespace modelseal::testing {
namespace {

std::vector<std::string> FieldsOf(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char byte : line) {
    if (byte == '\t') {
      fields.emplace_back();
    } else {
      fields.back().push_back(byte);
    }
  }
  return fields;
}

}  // namespace

std::vector<std::vector<std::string>> ReadTable(const std::filesystem::path& path) {
  std::istringstream lines(ReadFile(path));
  std::string line;
  std::getline(lines, line);
  const size_t width = FieldsOf(line).size();
  std::vector<std::vector<std::string>> rows;
  while (std::getline(lines, line)) {
    rows.push_back(FieldsOf(line));
    if (rows.back().size() != width) {
      throw std::runtime_error(path.string() + ": a row with too many or too few fields: " + line);
    }
  }
  return rows;
}

std::vector<ExpectedRow> ReadExpectedRows(const std::filesystem::path& path) {
  std::vector<ExpectedRow> rows;
  for (const auto& fields : ReadTable(path)) {
    if (fields.at(3) != "pass" && fields.at(3) != "fail") {
      throw std::runtime_error(path.string() + ": unknown expectation " + fields.at(3));
    }
    rows.push_back({fields.at(0), fields.at(1), fields.at(2), fields.at(3) == "pass"});
  }
  return rows;
}

std::map<std::pair<std::string, std::string>, Refusal> ReadRefusals(
    const std::filesystem::path& path) {
  std::map<std::pair<std::string, std::string>, Refusal> refusals;
  for (const auto& fields : ReadTable(path)) {
    const Refusal refusal{fields.at(2), fields.at(3) == "-" ? "" : fields.at(3)};
    if (!refusals.emplace(std::make_pair(fields.at(0), fields.at(1)), refusal).second) {
      throw std::runtime_error(path.string() + ": twice: " + fields.at(0));
    }
  }
  return refusals;
}

}  // namespace modelseal::testing
