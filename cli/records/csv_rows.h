// SPDX-License-Identifier: Apache-2.0
//
// The rows of a CSV file (RFC 4180), read by libcsv, strictly: quotation marks only around a whole
// field, closed at the end. Spaces belong to fields, line breaks may stand in quoted ones, empty
// lines are no rows. A byte order mark at the start is left out.
#ifndef MODELSEAL_CLI_RECORDS_CSV_ROWS_H_
#define MODELSEAL_CLI_RECORDS_CSV_ROWS_H_

#include <libcsv/csv.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cli/records/byte_stream.h"

namespace modelseal::cli {

using CsvRow = std::vector<std::string>;

class CsvRows {
 public:
  CsvRows(const std::string& path, char delimiter);
  ~CsvRows();
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  // False at the end. Throws Failure.
  bool Next(CsvRow& row);

  // "data.csv, row 12"; the first one is 1.
  std::string Place() const;

 private:
  static void TakeField(void* field, size_t size, void* self) noexcept;
  static void TakeRow(int, void* self) noexcept;
  void Parse(std::string_view piece);
  void Finish();
  [[noreturn]] void ThrowMalformed();

  ByteStream stream_;
  csv_parser parser_;
  std::deque<CsvRow> rows_;
  CsvRow begun_;
  uint64_t row_number_ = 0;
  bool has_begun_ = false;
  bool is_at_end_ = false;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_CSV_ROWS_H_
