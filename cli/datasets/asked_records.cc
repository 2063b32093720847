// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/asked_records.h"

#include <memory>

#include "cli/datasets/record_view_option.h"
#include "cli/failure.h"
#include "cli/records/byte_stream.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

void Add(const std::string& bytes, const std::string& shown, AskedList& list) {
  const size_t first = list.records.count();
  try {
    list.records.Add(bytes);
  } catch (const Error& error) {
    throw Failure(error.code(), shown + ": " + ShowMessage(error.what()));
  }
  list.asked.push_back({shown, first, list.records.count() - first});
}

}  // namespace

void AskedRecords::AddTo(CLI::App& app) {
  app.add_option("--record", texts_, "A record as text; may be given several times")
      ->type_name("TEXT")
      ->allow_extra_args(false)
      ->group("Records");
  app.add_option("--record-file", files_,
                 "A file whose bytes are a record; may be given several times")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group("Records");
  sources_.AddAsOption(app);
  AddViewOption(app, view_);
}

AskedList AskedRecords::Read(const std::string& view) const {
  AskedList list(view);
  for (const std::string& text : texts_) {
    Add(text, "\"" + ShowName(text) + "\"", list);
  }
  for (const std::string& path : files_) {
    Add(ReadWholeFile(path), ShowName(path), list);
  }
  if (sources_.is_stated()) {
    const std::unique_ptr<RecordSource> source = sources_.Open();
    for (Record record; source->Next(record);) {
      Add(record.bytes, source->Place(), list);
    }
  }
  if (list.asked.empty()) {
    throw UsageFailure("no record is given",
                       "name some with --record TEXT, --record-file FILE or --records SOURCE");
  }
  return list;
}

}  // namespace modelseal::cli
