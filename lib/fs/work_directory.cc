// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/work_directory.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/open_beneath.h"
#include "lib/fs/path.h"

namespace modelseal::fs {
namespace {

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

}  // namespace

absl::StatusOr<WorkDirectory> WorkDirectory::Open(std::string_view path) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  if (mkdir(std::string(path).c_str(), 0700) != 0 && errno != EEXIST) {
    return MakeErrnoError(errno, "make", path);
  }
  OpenResult opened = OpenAt(AT_FDCWD, std::string(path).c_str(), kOpenForReading);
  if (opened.error_number != 0) {
    return OpenError(opened.error_number, path);
  }
  struct stat info;
  if (fstat(opened.fd.get(), &info) != 0) {
    return MakeErrnoError(errno, "open", path);
  }
  if (!S_ISDIR(info.st_mode)) {
    return FileTypeError(info.st_mode, path, "a directory");
  }
  if (flock(opened.fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat(path, " is in use by another process"),
                       {{"path", std::string(path)}});
    }
    return MakeErrnoError(errno, "lock", path);
  }
  return WorkDirectory(std::move(opened.fd), path);
}

std::string WorkDirectory::PathOf(std::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

absl::Status WorkDirectory::CheckCanMoveTo(std::string_view path) const {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  struct stat here;
  struct stat there;
  if (fstat(fd_.get(), &here) != 0) {
    return MakeErrnoError(errno, "open", path_);
  }
  if (stat(DirectoryOf(path).c_str(), &there) != 0) {
    return MakeErrnoError(errno, "write", path);
  }
  if (here.st_dev != there.st_dev) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(path, " is on another file system than ", path_),
                     {{"path", std::string(path)}});
  }
  return absl::OkStatus();
}

absl::Status WorkDirectory::MoveTo(std::string_view name, std::string_view path) const {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  if (renameat(fd_.get(), std::string(name).c_str(), AT_FDCWD, std::string(path).c_str()) != 0) {
    return MakeErrnoError(errno, "write", path);
  }
  // The file is in place; whether its name survives a power cut now is not ours to promise.
  (void)fsync(fd_.get());
  const OpenResult to_sync = OpenAt(AT_FDCWD, DirectoryOf(path).c_str(), kOpenDirectory);
  if (to_sync.error_number == 0) {
    (void)fsync(to_sync.fd.get());
  }
  return absl::OkStatus();
}

absl::Status WorkDirectory::Remove(std::string_view name) const {
  if (unlinkat(fd_.get(), std::string(name).c_str(), 0) != 0 && errno != ENOENT) {
    return MakeErrnoError(errno, "remove", PathOf(name));
  }
  return absl::OkStatus();
}

void WorkDirectory::RemoveIfEmpty() const { (void)rmdir(path_.c_str()); }

}  // namespace modelseal::fs
