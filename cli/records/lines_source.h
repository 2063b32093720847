// SPDX-License-Identifier: Apache-2.0
//
// Text files: every line that is not empty is a record (line_reader.h says what a line is).
#ifndef MODELSEAL_CLI_RECORDS_LINES_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_LINES_SOURCE_H_

#include <string>

#include "cli/records/line_reader.h"
#include "cli/records/record_source.h"

namespace modelseal::cli {

class LinesSource : public RecordSource {
 public:
  explicit LinesSource(const std::string& path) : lines_(path) {}

  bool Next(Record& record) override { return lines_.Next(record.bytes); }
  std::string Place() const override { return lines_.Place(); }

 private:
  LineReader lines_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_LINES_SOURCE_H_
