// SPDX-License-Identifier: Apache-2.0
//
// See negative_table.h.
#include "tests/verify/negative_table.h"

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace modelseal::testing {
namespace {

// Sources lie under the same names where tests run.
std::string ReadSource(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + path);
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

NegativeRow ParseRow(const std::string& line) {
  std::istringstream in(line);
  NegativeRow row;
  std::string group;
  if (!std::getline(in, group, '\t') || !std::getline(in, row.reason, '\t') ||
      !std::getline(in, row.where, '\t') || !std::getline(in, row.name) || row.name.empty() ||
      row.name.find('\t') != std::string::npos) {
    throw std::runtime_error("not a row of four columns: " + line);
  }
  row.group = std::stoi(group);
  return row;
}

}  // namespace

const std::vector<NegativeRow>& ReadNegativeTable() {
  static const auto* const kRows = [] {
    auto* rows = new std::vector<NegativeRow>();
    std::istringstream lines(ReadSource("tests/verify/negative_cases.tsv"));
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty() && line[0] != '#') {
        rows->push_back(ParseRow(line));
      }
    }
    return rows;
  }();
  return *kRows;
}

const std::set<std::string>& TestNamesOf(const std::string& source) {
  static auto* const kNames = new std::map<std::string, std::set<std::string>>();
  const auto [at, is_new] = kNames->try_emplace(source);
  if (is_new) {
    const std::string text = ReadSource(source);
    static const std::regex kTestCase(R"re(TEST_CASE\(\s*"([^"]*)")re");
    for (std::sregex_iterator it(text.begin(), text.end(), kTestCase), end; it != end; ++it) {
      at->second.insert((*it)[1]);
    }
  }
  return at->second;
}

}  // namespace modelseal::testing
