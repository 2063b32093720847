// SPDX-License-Identifier: Apache-2.0
//
// JSON Lines (jsonlines.org): every line that is not empty is one JSON text. A record is the whole
// text, or one member of it.
#ifndef MODELSEAL_CLI_RECORDS_JSON_LINES_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_JSON_LINES_SOURCE_H_

#include <string>

#include "cli/records/line_reader.h"
#include "cli/records/record_source.h"

namespace modelseal::cli {

// Names of members; empty for the whole text, and for no value.
struct JsonFields {
  std::string record = {};
  std::string value = {};
};

class JsonLinesSource : public RecordSource {
 public:
  JsonLinesSource(const std::string& path, JsonFields fields);

  bool Next(Record& record) override;
  std::string Place() const override { return lines_.Place(); }

 private:
  LineReader lines_;
  JsonFields fields_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_JSON_LINES_SOURCE_H_
