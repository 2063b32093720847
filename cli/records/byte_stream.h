// SPDX-License-Identifier: Apache-2.0
//
// The bytes of a file in pieces; a read that waits ends when the person interrupts.
#ifndef MODELSEAL_CLI_RECORDS_BYTE_STREAM_H_
#define MODELSEAL_CLI_RECORDS_BYTE_STREAM_H_

#include <string>
#include <string_view>
#include <vector>

namespace modelseal::cli {

class ByteStream {
 public:
  // "-" is standard input. Throws Failure.
  explicit ByteStream(std::string path);
  ~ByteStream();
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  // The next piece, valid until the next call; empty at the end. Throws Failure.
  std::string_view Read();

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int fd_;
  std::vector<char> buffer_;
};

// A whole file, at most kMaxRecordBytes. Throws Failure.
std::string ReadWholeFile(const std::string& path);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_BYTE_STREAM_H_
