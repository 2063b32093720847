// SPDX-License-Identifier: Apache-2.0
//
// Files: the content of every regular file below a directory is a record, or of the one file that
// is named. Names are no part of records.
#ifndef MODELSEAL_CLI_RECORDS_FILES_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_FILES_SOURCE_H_

#include <string>
#include <vector>

#include "cli/records/record_source.h"

namespace modelseal::cli {

class FilesSource : public RecordSource {
 public:
  // `suffix` as ".png"; empty for all files. Throws Failure.
  FilesSource(std::string path, std::string suffix);

  // Goes through directories by the bytes of the names in them. Refuses links, pipes and what else
  // is no regular file: leaving them out would be silent.
  bool Next(Record& record) override;
  std::string Place() const override;

 private:
  void Push(const std::string& directory);

  std::string suffix_;
  std::vector<std::string> left_;  // the next one last
  std::string path_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_FILES_SOURCE_H_
