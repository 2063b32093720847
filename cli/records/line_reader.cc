// SPDX-License-Identifier: Apache-2.0
#include "cli/records/line_reader.h"

#include "cli/records/record_failure.h"
#include "cli/records/record_source.h"

namespace modelseal::cli {

std::string LineReader::Place() const { return PlaceIn(stream_.path(), "line", line_number_); }

void LineReader::Append(std::string& line, std::string_view bytes) const {
  if (bytes.size() > kMaxRecordBytes - line.size()) {
    throw RecordFailure(Place(), "a line of more than 1 GiB");
  }
  line += bytes;
}

bool LineReader::NextOfAny(std::string& line) {
  line.clear();
  ++line_number_;
  while (true) {
    if (piece_.empty() && (piece_ = stream_.Read()).empty()) {
      return !line.empty();
    }
    const size_t end = piece_.find('\n');
    if (end != std::string_view::npos) {
      Append(line, piece_.substr(0, end));
      piece_.remove_prefix(end + 1);
      return true;
    }
    Append(line, piece_);
    piece_ = {};
  }
}

bool LineReader::Next(std::string& line) {
  while (NextOfAny(line)) {
    if (!line.empty() && line.back() == '\r') {
      line.pop_back();
    }
    if (!line.empty()) {
      return true;
    }
  }
  return false;
}

}  // namespace modelseal::cli
