// SPDX-License-Identifier: Apache-2.0
#include "cli/records/files_source.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <system_error>
#include <utility>

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/records/byte_stream.h"
#include "cli/records/record_failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

namespace fs = std::filesystem;

bool EndsWith(const std::string& text, const std::string& suffix) {
  return text.size() >= suffix.size() &&
         text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

void ThrowOn(const std::error_code& error, const std::string& path) {
  if (error) {
    throw ErrnoFailure(error.value(), "read", path);
  }
}

void CheckIsRegular(const fs::file_status& status, const std::string& path) {
  if (status.type() != fs::file_type::regular) {
    throw RecordFailure(ShowName(path), "neither a regular file nor a directory",
                        "copy the data with links resolved (cp -rL), without pipes and devices");
  }
}

}  // namespace

FilesSource::FilesSource(std::string path, std::string suffix) : suffix_(std::move(suffix)) {
  std::error_code error;
  // Who names a link means what it leads to.
  const fs::file_status status = fs::status(path, error);
  ThrowOn(error, path);
  if (status.type() == fs::file_type::directory) {
    Push(path);
  } else {
    left_.push_back(std::move(path));
  }
}

void FilesSource::Push(const std::string& directory) {
  const size_t first = left_.size();
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    left_.push_back(entry->path().string());
  }
  ThrowOn(error, directory);
  std::sort(left_.begin() + static_cast<std::ptrdiff_t>(first), left_.end(), std::greater<>());
}

bool FilesSource::Next(Record& record) {
  while (!left_.empty()) {
    ThrowIfInterrupted();
    path_ = std::move(left_.back());
    left_.pop_back();
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path_, error);
    ThrowOn(error, path_);
    if (status.type() == fs::file_type::directory) {
      Push(path_);
    } else if (EndsWith(path_, suffix_)) {
      CheckIsRegular(status, path_);
      record.bytes = ReadWholeFile(path_);
      return true;
    }
  }
  return false;
}

std::string FilesSource::Place() const { return ShowName(path_); }

}  // namespace modelseal::cli
