// SPDX-License-Identifier: Apache-2.0
//
// The records that are asked about: given as text, as files, or out of sources of some format, in
// this order. A proof is about all of them in their order, so whoever verifies it gives the same.
#ifndef MODELSEAL_CLI_DATASETS_ASKED_RECORDS_H_
#define MODELSEAL_CLI_DATASETS_ASKED_RECORDS_H_

#include <CLI/CLI.hpp>
#include <cstddef>
#include <modelseal/modelseal.hpp>
#include <string>
#include <vector>

#include "cli/records/record_options.h"

namespace modelseal::cli {

// One record, and where its digests are in the list: more than one under views of parts.
struct AskedRecord {
  std::string shown;  // harmless for a terminal
  size_t first = 0;
  size_t count = 1;
};

struct AskedList {
  explicit AskedList(const std::string& view) : records(view) {}

  DatasetRecords records;
  std::vector<AskedRecord> asked;
};

class AskedRecords {
 public:
  void AddTo(CLI::App& app);

  const std::string& view() const { return view_; }

  // Throws Failure, also if there is no record.
  AskedList Read(const std::string& view) const;

 private:
  std::vector<std::string> texts_;
  std::vector<std::string> files_;
  RecordOptions sources_;
  std::string view_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_ASKED_RECORDS_H_
