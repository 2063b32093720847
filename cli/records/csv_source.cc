// SPDX-License-Identifier: Apache-2.0
#include "cli/records/csv_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/records/record_failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr size_t kMaxShownNames = 10;

std::optional<size_t> FindColumn(const CsvRow& names, const std::string& name,
                                 const std::string& place) {
  if (name.empty()) {
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw RecordFailure(place, "no column " + ShowName(name),
                        "the columns are " + ShowNames(names, kMaxShownNames));
  }
  if (std::find(found + 1, names.end(), name) != names.end()) {
    throw RecordFailure(place, "the column " + ShowName(name) + " is there twice");
  }
  return static_cast<size_t>(found - names.begin());
}

// Strings as nlohmann's JSON writes them are as RFC 8785 §3.2.2.2 wants them.
std::string RowAsJson(const CsvRow& row, const std::string& place) {
  try {
    return nlohmann::json(row).dump();
  } catch (const nlohmann::json::exception&) {
    throw RecordFailure(place, "not UTF-8, so that it is no JSON");
  }
}

}  // namespace

CsvSource::CsvSource(const std::string& path, const CsvColumns& columns)
    : rows_(path, columns.delimiter) {
  if (!rows_.Next(names_)) {
    return;
  }
  record_column_ = FindColumn(names_, columns.record, Place());
  value_column_ = FindColumn(names_, columns.value, Place());
}

bool CsvSource::Next(Record& record) {
  CsvRow row;
  if (!rows_.Next(row)) {
    return false;
  }
  if (row.size() != names_.size()) {
    throw RecordFailure(Place(), ShowCount(row.size(), "field") + ", expected " +
                                     std::to_string(names_.size()) + " as in the first row");
  }
  if (value_column_) {
    record.value = row[*value_column_];
  }
  record.bytes = record_column_ ? std::move(row[*record_column_]) : RowAsJson(row, Place());
  return true;
}

}  // namespace modelseal::cli
