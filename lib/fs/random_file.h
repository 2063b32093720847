// SPDX-License-Identifier: Apache-2.0
//
// A regular file of our own that is read and written at any place.
#ifndef MODELSEAL_LIB_FS_RANDOM_FILE_H_
#define MODELSEAL_LIB_FS_RANDOM_FILE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/fs/unique_fd.h"

namespace modelseal::fs {

// Movable. Const methods may be called from several threads at once, writes to places apart.
class RandomFile {
 public:
  // Both follow links, never wait on a pipe, and fail with kNotFound, kAccessDenied, kIoFailed,
  // kFileTypeRefused, and kInvalidArgument for a NUL byte in `path`.
  static absl::StatusOr<RandomFile> OpenForReading(std::string_view path);
  // Makes the file, for its owner alone, if it is not there; keeps what is in it if it is.
  static absl::StatusOr<RandomFile> OpenForWriting(std::string_view path);

  const std::string& path() const { return path_; }

  absl::StatusOr<uint64_t> Size() const;

  // Fills `out`. kIoFailed on a read error and if the file ends before.
  absl::Status ReadAt(uint64_t offset_bytes, std::span<uint8_t> out) const;

  // kIoFailed, in particular if the disk is full; part of the bytes may have been written.
  absl::Status WriteAt(uint64_t offset_bytes, std::span<const uint8_t> bytes) const;

  absl::Status Truncate(uint64_t size_bytes) const;

  // Returns when what was written is on the disk.
  absl::Status Sync() const;

 private:
  RandomFile(UniqueFd fd, std::string_view path) : fd_(std::move(fd)), path_(path) {}

  static absl::StatusOr<RandomFile> Open(std::string_view path, int flags);

  UniqueFd fd_;
  std::string path_;
};

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_RANDOM_FILE_H_
