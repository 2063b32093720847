// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/random_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/open_beneath.h"

namespace modelseal::fs {

absl::StatusOr<RandomFile> RandomFile::Open(std::string_view path, int flags) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  UniqueFd fd;
  do {
    fd = UniqueFd(open(std::string(path).c_str(), flags, 0600));
  } while (!fd.is_open() && errno == EINTR);
  if (!fd.is_open()) {
    return OpenError(errno, path);
  }
  struct stat info;
  if (fstat(fd.get(), &info) != 0) {
    return MakeErrnoError(errno, "open", path);
  }
  if (!S_ISREG(info.st_mode)) {
    return FileTypeError(info.st_mode, path);
  }
  return RandomFile(std::move(fd), path);
}

absl::StatusOr<RandomFile> RandomFile::OpenForReading(std::string_view path) {
  return Open(path, kOpenForReading);
}

absl::StatusOr<RandomFile> RandomFile::OpenForWriting(std::string_view path) {
  return Open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

absl::StatusOr<uint64_t> RandomFile::Size() const {
  struct stat info;
  if (fstat(fd_.get(), &info) != 0) {
    return MakeErrnoError(errno, "read", path_);
  }
  return static_cast<uint64_t>(info.st_size);
}

absl::Status RandomFile::ReadAt(uint64_t offset_bytes, std::span<uint8_t> out) const {
  while (!out.empty()) {
    const ssize_t count =
        pread(fd_.get(), out.data(), out.size(), static_cast<off_t>(offset_bytes));
    if (count > 0) {
      offset_bytes += static_cast<uint64_t>(count);
      out = out.subspan(static_cast<size_t>(count));
    } else if (count == 0) {
      return MakeError(Reason::kIoFailed,
                       absl::StrCat(path_, " ends at ", offset_bytes, ", where there should be ",
                                    out.size(), " bytes"),
                       {{"path", path_}});
    } else if (errno != EINTR) {
      return MakeErrnoError(errno, "read", path_);
    }
  }
  return absl::OkStatus();
}

absl::Status RandomFile::WriteAt(uint64_t offset_bytes, std::span<const uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t count =
        pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset_bytes));
    if (count >= 0) {
      offset_bytes += static_cast<uint64_t>(count);
      bytes = bytes.subspan(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      return MakeErrnoError(errno, "write", path_);
    }
  }
  return absl::OkStatus();
}

absl::Status RandomFile::Truncate(uint64_t size_bytes) const {
  int result = 0;
  do {
    result = ftruncate(fd_.get(), static_cast<off_t>(size_bytes));
  } while (result != 0 && errno == EINTR);
  return result == 0 ? absl::OkStatus() : MakeErrnoError(errno, "write", path_);
}

absl::Status RandomFile::Sync() const {
  // EINVAL: a file system that cannot sync.
  if (fdatasync(fd_.get()) != 0 && errno != EINVAL) {
    return MakeErrnoError(errno, "write", path_);
  }
  return absl::OkStatus();
}

}  // namespace modelseal::fs
