// SPDX-License-Identifier: Apache-2.0
#include "cli/records/record_options.h"

#include <algorithm>
#include <utility>

#include "cli/failure.h"
#include "cli/records/csv_source.h"
#include "cli/records/files_source.h"
#include "cli/records/json_lines_source.h"
#include "cli/records/lines_source.h"
#include "cli/records/tar_source.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kOptionGroup[] = "Records";

// Which options a format has besides the sources.
struct Format {
  const char* name;
  bool has_fields;
  bool has_columns;
  bool has_suffix;
};

constexpr Format kFormats[] = {{"lines", false, false, false},
                               {"files", false, false, true},
                               {"jsonl", true, false, false},
                               {"csv", false, true, false},
                               {"tar", false, false, true}};

// Formats that people will try.
constexpr const char* kPythonFormats[] = {"parquet", "images"};

const Format& FindFormat(const std::string& name) {
  for (const Format& format : kFormats) {
    if (format.name == name) {
      return format;
    }
  }
  for (const char* known : kPythonFormats) {
    if (known == name) {
      throw UsageFailure("this program does not read the format " + name,
                         "the Python package modelseal does: it reads Parquet through pyarrow and "
                         "decodes images");
    }
  }
  throw UsageFailure(name.empty() ? "--format is not given" : "unknown format " + ShowName(name),
                     "--format is lines, files, jsonl, csv or tar");
}

void CheckHas(bool has, const std::string& value, const char* option, const Format& format) {
  if (!has && !value.empty()) {
    throw UsageFailure(std::string(option) + " has no effect with --format " + format.name);
  }
}

}  // namespace

// Opens one source after the other.
class JoinedSource : public RecordSource {
 public:
  explicit JoinedSource(const RecordOptions& options) : options_(options) { OpenNext(); }

  bool Next(Record& record) override {
    while (!current_->Next(record)) {
      if (next_ == options_.paths_.size()) {
        return false;
      }
      OpenNext();
    }
    return true;
  }

  std::string Place() const override { return current_->Place(); }

 private:
  void OpenNext() { current_ = options_.OpenOne(options_.paths_[next_++]); }

  const RecordOptions& options_;
  size_t next_ = 0;
  std::unique_ptr<RecordSource> current_;
};

void RecordOptions::AddAsArguments(CLI::App& app) {
  app.add_option("SOURCE", paths_,
                 "Where the records are: files or directories; - for standard "
                 "input")
      ->required()
      ->type_name("");
  AddFormatOptions(app);
}

void RecordOptions::AddAsOption(CLI::App& app) {
  app.add_option("--records", paths_,
                 "The records of a file or directory; may be given several "
                 "times")
      ->type_name("SOURCE")
      ->allow_extra_args(false)
      ->group(kOptionGroup);
  AddFormatOptions(app);
}

void RecordOptions::AddFormatOptions(CLI::App& app) {
  const auto add = [&](const char* name, std::string& value, const char* type,
                       const char* description) {
    app.add_option(name, value, description)->type_name(type)->group(kOptionGroup);
  };
  add("--format", format_, "FORMAT",
      "lines (every line that is not empty), files (every file below a directory), jsonl (every "
      "JSON text in a line), csv (every row below that with the names) or tar (every file in it, "
      "not compressed)");
  add("--field", field_, "NAME", "jsonl: the member that is the record, instead of the whole text");
  add("--column", column_, "NAME",
      "csv: the column that is the record, instead of the row as a JSON array");
  add("--value-field", value_field_, "NAME", "jsonl: the member that is the value of a map");
  add("--value-column", value_column_, "NAME", "csv: the column that is the value of a map");
  add("--delimiter", delimiter_, "CHAR", "csv: what separates fields (default: a comma), or tab");
  add("--suffix", suffix_, "TEXT", "files, tar: only those whose names end so, as .txt");
}

char RecordOptions::Delimiter() const {
  if (delimiter_ == "tab") {
    return '\t';
  }
  return delimiter_.empty() ? ',' : delimiter_.front();
}

void RecordOptions::Check() const {
  const Format& format = FindFormat(format_);
  CheckHas(format.has_fields, field_, "--field", format);
  CheckHas(format.has_fields, value_field_, "--value-field", format);
  CheckHas(format.has_columns, column_, "--column", format);
  CheckHas(format.has_columns, value_column_, "--value-column", format);
  CheckHas(format.has_columns, delimiter_, "--delimiter", format);
  CheckHas(format.has_suffix, suffix_, "--suffix", format);
  const bool is_delimiter =
      delimiter_.empty() || delimiter_ == "tab" ||
      (delimiter_.size() == 1 && delimiter_ != "\"" && delimiter_ != "\n" && delimiter_ != "\r");
  if (!is_delimiter) {
    throw UsageFailure("--delimiter is " + ShowName(delimiter_) +
                       ", expected one character or tab");
  }
  const auto standard_inputs = std::count(paths_.begin(), paths_.end(), "-");
  if (standard_inputs > (format_ == "files" ? 0 : 1)) {
    throw UsageFailure("- is standard input, which is one file, and read once");
  }
}

std::unique_ptr<RecordSource> RecordOptions::OpenOne(const std::string& path) const {
  if (format_ == "lines") {
    return std::make_unique<LinesSource>(path);
  }
  if (format_ == "files") {
    return std::make_unique<FilesSource>(path, suffix_);
  }
  if (format_ == "jsonl") {
    return std::make_unique<JsonLinesSource>(path, JsonFields{field_, value_field_});
  }
  if (format_ == "csv") {
    return std::make_unique<CsvSource>(path, CsvColumns{column_, value_column_, Delimiter()});
  }
  return std::make_unique<TarSource>(path, suffix_);
}

std::unique_ptr<RecordSource> RecordOptions::Open() const {
  Check();
  return std::make_unique<JoinedSource>(*this);
}

}  // namespace modelseal::cli
