// SPDX-License-Identifier: Apache-2.0
#include "cli/records/byte_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <utility>

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/records/record_failure.h"
#include "cli/records/record_source.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr size_t kPieceBytes = 256u << 10;

int Open(const std::string& path) {
  if (path == "-") {
    return STDIN_FILENO;
  }
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    const int error_number = errno;
    ThrowIfInterrupted();
    throw ErrnoFailure(error_number, "read", path);
  }
  return fd;
}

}  // namespace

ByteStream::ByteStream(std::string path)
    : path_(std::move(path)), fd_(Open(path_)), buffer_(kPieceBytes) {}

ByteStream::~ByteStream() {
  if (fd_ != STDIN_FILENO) {
    close(fd_);
  }
}

std::string_view ByteStream::Read() {
  while (true) {
    WaitForInput(fd_);
    const ssize_t count = read(fd_, buffer_.data(), buffer_.size());
    if (count >= 0) {
      return {buffer_.data(), static_cast<size_t>(count)};
    }
    if (errno != EINTR) {
      throw ErrnoFailure(errno, "read", path_);
    }
  }
}

std::string ReadWholeFile(const std::string& path) {
  ByteStream stream(path);
  std::string content;
  while (true) {
    const std::string_view piece = stream.Read();
    if (piece.empty()) {
      return content;
    }
    if (piece.size() > kMaxRecordBytes - content.size()) {
      throw RecordFailure(ShowName(path), "a record of more than 1 GiB");
    }
    content += piece;
  }
}

}  // namespace modelseal::cli
