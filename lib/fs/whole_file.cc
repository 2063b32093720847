// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/whole_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/open_beneath.h"
#include "lib/fs/path.h"
#include "lib/fs/temporary_name.h"

namespace modelseal::fs {
namespace {

absl::Status TooLargeError(std::string_view path, uint64_t max_bytes) {
  return MakeError(Reason::kLimitExceeded,
                   absl::StrCat(path, " is larger than ", max_bytes, " bytes"),
                   {{"path", std::string(path)}, {"limit", absl::StrCat(max_bytes)}});
}

// A file under construction beside the one it will replace; removed unless it did.
class TemporaryFile {
 public:
  TemporaryFile(int directory_fd, std::string_view path)
      : directory_fd_(directory_fd), path_(path) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!name_.empty()) {
      unlinkat(directory_fd_, name_.c_str(), 0);
    }
  }

  absl::Status Create(mode_t mode) {
    OpenResult made = MakeTemporaryFile(directory_fd_, mode, name_);
    if (made.error_number != 0) {
      return MakeErrnoError(made.error_number, "write", path_);
    }
    fd_ = std::move(made.fd);
    return absl::OkStatus();
  }

  absl::Status SetMode(mode_t mode) {
    return fchmod(fd_.get(), mode) == 0 ? absl::OkStatus() : MakeErrnoError(errno, "write", path_);
  }

  absl::Status Write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t count = write(fd_.get(), content.data(), content.size());
      if (count >= 0) {
        content.remove_prefix(static_cast<size_t>(count));
      } else if (errno != EINTR) {
        return MakeErrnoError(errno, "write", path_);
      }
    }
    // EINVAL: a file system that cannot sync.
    if (fsync(fd_.get()) != 0 && errno != EINVAL) {
      return MakeErrnoError(errno, "write", path_);
    }
    // Network file systems may say only now that the disk is full.
    if (close(fd_.Release()) != 0 && errno != EINTR) {
      return MakeErrnoError(errno, "write", path_);
    }
    return absl::OkStatus();
  }

  absl::Status RenameTo(const std::string& name) {
    if (renameat(directory_fd_, name_.c_str(), directory_fd_, name.c_str()) != 0) {
      return MakeErrnoError(errno, "write", path_);
    }
    name_.clear();
    return absl::OkStatus();
  }

 private:
  const int directory_fd_;
  const std::string_view path_;  // of the file to be replaced, for messages
  UniqueFd fd_;
  std::string name_;  // empty if there is nothing to remove
};

absl::StatusOr<OpenFile> OpenWholeFile(std::string_view path, int flags) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  OpenResult opened = OpenAt(AT_FDCWD, std::string(path).c_str(), kOpenForReading | flags);
  if (opened.error_number != 0) {
    return OpenError(opened.error_number, path);
  }
  return CheckRegular(std::move(opened.fd), path);
}

absl::StatusOr<std::string> ReadToEnd(const OpenFile& file, std::string_view path,
                                      uint64_t max_bytes) {
  if (file.state().size_bytes > max_bytes) {
    return TooLargeError(path, max_bytes);
  }
  // Room for one byte more than the file had, to see its end. A file that still grows, or has no
  // size of its own as those in /proc, takes more rounds.
  std::string content;
  size_t size = 0;
  do {
    if (size > max_bytes) {
      return TooLargeError(path, max_bytes);
    }
    content.resize(std::min(std::max<uint64_t>(file.state().size_bytes, 2 * size), max_bytes) + 1);
    MODELSEAL_ASSIGN_OR_RETURN(
        const size_t count,
        file.ReadAt(size, std::span(reinterpret_cast<uint8_t*>(content.data()) + size,
                                    content.size() - size)));
    size += count;
  } while (size == content.size());
  content.resize(size);
  return content;
}

// `new_mode` is that of a file that replaces none, or of any if `keeps_mode` is false.
absl::Status WriteAtomically(std::string_view path, std::string_view content, mode_t new_mode,
                             bool keeps_mode) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  const std::string directory = DirectoryOf(path);
  std::string name(path.substr(path.rfind('/') + 1));  // all of it without a slash
  if (path.empty()) {
    return MakeErrnoError(ENOENT, "write", path);
  }
  if (name.empty()) {
    name = ".";  // the directory itself, refused below
  }
  // O_PATH: one may be allowed to write in a directory and not to list it.
  const OpenResult opened = OpenAt(AT_FDCWD, directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (opened.error_number != 0) {
    return MakeErrnoError(opened.error_number, "write", path);
  }
  const int directory_fd = opened.fd.get();
  // Following a link: /dev/stdout must not become a file, whatever it is a link to.
  struct stat old;
  const bool has_old = fstatat(directory_fd, name.c_str(), &old, 0) == 0;
  if (has_old && !S_ISREG(old.st_mode)) {
    return FileTypeError(old.st_mode, path);
  }
  TemporaryFile temporary(directory_fd, path);
  MODELSEAL_RETURN_IF_ERROR(temporary.Create(new_mode));
  if (has_old && keeps_mode) {
    MODELSEAL_RETURN_IF_ERROR(temporary.SetMode(old.st_mode & 0777));
  }
  MODELSEAL_RETURN_IF_ERROR(temporary.Write(content));
  MODELSEAL_RETURN_IF_ERROR(temporary.RenameTo(name));
  // The file is in place; whether its name survives a power cut now is not ours to promise.
  const OpenResult to_sync = OpenAt(directory_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (to_sync.error_number == 0) {
    (void)fsync(to_sync.fd.get());
  }
  return absl::OkStatus();
}

absl::Status CheckPrivate(const OpenFile& file, std::string_view path) {
  struct stat info;
  if (fstat(file.fd(), &info) != 0) {
    return MakeErrnoError(errno, "look at", path);
  }
  if (info.st_uid != geteuid()) {
    return MakeError(Reason::kAccessDenied,
                     absl::StrCat(path, " belongs to user ", info.st_uid, ", expected ", geteuid()),
                     {{"path", std::string(path)},
                      {"field", "owner"},
                      {"expected", absl::StrCat(geteuid())},
                      {"actual", absl::StrCat(info.st_uid)}});
  }
  // Of a file with an access control list the bits of the group are the most that it gives anyone.
  if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return MakeError(Reason::kAccessDenied,
                     absl::StrCat(path, " can be written by others than its owner"),
                     {{"path", std::string(path)}, {"field", "mode"}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadWholeFile(std::string_view path, uint64_t max_bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const OpenFile file, OpenWholeFile(path, 0));
  return ReadToEnd(file, path, max_bytes);
}

absl::Status WriteFileAtomically(std::string_view path, std::string_view content) {
  return WriteAtomically(path, content, 0666, true);
}

absl::StatusOr<std::string> ReadPrivateFile(std::string_view path, uint64_t max_bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const OpenFile file, OpenWholeFile(path, O_NOFOLLOW));
  MODELSEAL_RETURN_IF_ERROR(CheckPrivate(file, path));
  return ReadToEnd(file, path, max_bytes);
}

absl::Status WritePrivateFileAtomically(std::string_view path, std::string_view content) {
  return WriteAtomically(path, content, 0600, false);
}

}  // namespace modelseal::fs
