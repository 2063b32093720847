// SPDX-License-Identifier: Apache-2.0
//
// A directory in which one process at a time keeps the files of a long job.
#ifndef MODELSEAL_LIB_FS_WORK_DIRECTORY_H_
#define MODELSEAL_LIB_FS_WORK_DIRECTORY_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/fs/unique_fd.h"

namespace modelseal::fs {

// Movable. Locked until destroyed, or until the process ends however it does.
class WorkDirectory {
 public:
  // Makes the directory, for its owner alone, if it is not there; its parent must be. Fails with
  // kNotFound, kAccessDenied, kIoFailed, kFileTypeRefused, kInvalidArgument: a NUL byte in the
  // path, or another process works there.
  static absl::StatusOr<WorkDirectory> Open(std::string_view path);

  std::string PathOf(std::string_view name) const;

  // kInvalidArgument if a file here cannot be renamed to `path`, whose directory must exist: it is
  // on another file system.
  absl::Status CheckCanMoveTo(std::string_view path) const;

  // Renames a file of this directory to `path`, over what is there; both directories are synced.
  absl::Status MoveTo(std::string_view name, std::string_view path) const;

  // A file that is not there is no failure.
  absl::Status Remove(std::string_view name) const;

  // Gives the directory up: removes it if it is empty, and leaves it otherwise.
  void RemoveIfEmpty() const;

 private:
  WorkDirectory(UniqueFd fd, std::string_view path) : fd_(std::move(fd)), path_(path) {}

  UniqueFd fd_;
  std::string path_;
};

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_WORK_DIRECTORY_H_
