// SPDX-License-Identifier: Apache-2.0
//
// Records of a dataset, one after another, out of files of some format. What a record is in each
// format says docs/dataset-sources.md; the bytes are handed on as they are, views are the
// library's.
#ifndef MODELSEAL_CLI_RECORDS_RECORD_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_RECORD_SOURCE_H_

#include <cstddef>
#include <string>

namespace modelseal::cli {

// A record is in memory at once, some times over. Without an end a file such as /dev/zero, or a
// quotation mark that nobody closes, would fill it.
inline constexpr size_t kMaxRecordBytes = size_t{1} << 30;

struct Record {
  std::string bytes;
  std::string value;  // of a map; else empty
};

class RecordSource {
 public:
  virtual ~RecordSource() = default;

  // Replaces `record` by the next one; false if there is none. The same files give the same records
  // in the same order. Throws Failure.
  virtual bool Next(Record& record) = 0;

  // Where the last record stood, for messages: "data.csv, row 12".
  virtual std::string Place() const = 0;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_RECORD_SOURCE_H_
