// SPDX-License-Identifier: Apache-2.0
//
// The lines of a file. A line ends at a line feed, which does not belong to it, nor does a carriage
// return directly before; what follows the last line feed is a line too, unless it is empty.
#ifndef MODELSEAL_CLI_RECORDS_LINE_READER_H_
#define MODELSEAL_CLI_RECORDS_LINE_READER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/records/byte_stream.h"

namespace modelseal::cli {

class LineReader {
 public:
  explicit LineReader(const std::string& path) : stream_(path) {}

  // The next line that is not empty; false at the end. Throws Failure.
  bool Next(std::string& line);

  // "data.txt, line 12"
  std::string Place() const;

 private:
  bool NextOfAny(std::string& line);
  void Append(std::string& line, std::string_view bytes) const;

  ByteStream stream_;
  std::string_view piece_ = {};
  uint64_t line_number_ = 0;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_LINE_READER_H_
