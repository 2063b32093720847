// SPDX-License-Identifier: Apache-2.0
//
// CSV files (csv_rows.h) whose first row names the columns. A record is one column of a row, or the
// whole row as a JSON array of texts (RFC 8785).
#ifndef MODELSEAL_CLI_RECORDS_CSV_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_CSV_SOURCE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "cli/records/csv_rows.h"
#include "cli/records/record_source.h"

namespace modelseal::cli {

// Names of columns; empty for the whole row, and for no value.
struct CsvColumns {
  std::string record = {};
  std::string value = {};
  char delimiter = ',';
};

class CsvSource : public RecordSource {
 public:
  // Throws Failure if a column is not there, or twice.
  CsvSource(const std::string& path, const CsvColumns& columns);

  bool Next(Record& record) override;
  std::string Place() const override { return rows_.Place(); }

 private:
  CsvRows rows_;
  CsvRow names_;
  std::optional<size_t> record_column_;
  std::optional<size_t> value_column_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_CSV_SOURCE_H_
