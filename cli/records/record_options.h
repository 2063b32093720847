// SPDX-License-Identifier: Apache-2.0
//
// The options that say where records come from and what of it is a record.
#ifndef MODELSEAL_CLI_RECORDS_RECORD_OPTIONS_H_
#define MODELSEAL_CLI_RECORDS_RECORD_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/records/record_source.h"

namespace modelseal::cli {

class RecordOptions {
 public:
  // SOURCE... and the options of formats.
  void AddAsArguments(CLI::App& app);

  // --records SOURCE for the same, which may be left out.
  void AddAsOption(CLI::App& app);

  bool is_stated() const { return !paths_.empty(); }

  // Whether the options say where values are.
  bool has_values() const { return !value_field_.empty() || !value_column_.empty(); }

  // Whether records are JSON texts: whole ones of JSON Lines, whole rows of CSV.
  bool has_json_records() const {
    return (format_ == "jsonl" && field_.empty()) || (format_ == "csv" && column_.empty());
  }

  // Refuses options that the format does not have. Throws Failure.
  void Check() const;

  // All sources as one. The options must stay. Throws Failure.
  std::unique_ptr<RecordSource> Open() const;

 private:
  friend class JoinedSource;

  void AddFormatOptions(CLI::App& app);
  std::unique_ptr<RecordSource> OpenOne(const std::string& path) const;
  char Delimiter() const;

  std::vector<std::string> paths_;
  std::string format_;
  std::string field_;
  std::string column_;
  std::string value_field_;
  std::string value_column_;
  std::string delimiter_;
  std::string suffix_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_RECORD_OPTIONS_H_
