// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/file_system_clock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "lib/base/status.h"
#include "lib/fs/open_beneath.h"
#include "lib/fs/temporary_name.h"

namespace modelseal::fs {
namespace {

// f_type of statfs(2), from linux/magic.h and, for XFS and ZFS, their own headers.
constexpr uint64_t kExt = 0xef53;  // ext2, ext3, ext4
constexpr uint64_t kXfs = 0x58465342;
constexpr uint64_t kBtrfs = 0x9123683e;
constexpr uint64_t kF2fs = 0xf2f52010;
constexpr uint64_t kTmpfs = 0x01021994;
constexpr uint64_t kZfs = 0x2fc12fc1;
// Writes go to its upper layer, which cannot be a network file system (it needs what those lack).
constexpr uint64_t kOverlay = 0x794c7630;

bool HasClockOfKernel(int fd) {
  struct statfs info;
  if (fstatfs(fd, &info) != 0) {
    return false;
  }
  switch (static_cast<uint64_t>(info.f_type)) {
    case kExt:
    case kXfs:
    case kBtrfs:
    case kF2fs:
    case kTmpfs:
    case kZfs:
    case kOverlay:
      return true;
    default:
      return false;
  }
}

// A new file in the directory that has no name, or none any more.
UniqueFd MakeNamelessFile(int directory_fd) {
  UniqueFd fd(openat(directory_fd, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
  if (fd.is_open()) {
    return fd;
  }
  std::string name;
  OpenResult made = MakeTemporaryFile(directory_fd, 0600, name);
  if (made.error_number == 0) {
    unlinkat(directory_fd, name.c_str(), 0);
  }
  return std::move(made.fd);
}

// When the file system says that a byte was written now.
std::optional<int64_t> TimeOfWriting(int directory_fd) {
  const UniqueFd fd = MakeNamelessFile(directory_fd);
  struct stat info;
  // A client of a network file system may keep what was written, and guess its time, until asked to
  // sync. EINVAL: a file system that cannot.
  if (!fd.is_open() || write(fd.get(), "", 1) != 1 || (fsync(fd.get()) != 0 && errno != EINVAL) ||
      fstat(fd.get(), &info) != 0) {
    return std::nullopt;
  }
  return StateOf(info).mtime_ns;
}

// What the kernel stamps files with, without the part of a tick that it leaves out.
std::optional<int64_t> TimeOfKernel() {
  timespec now;
  if (clock_gettime(CLOCK_REALTIME_COARSE, &now) != 0) {
    return std::nullopt;
  }
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace

absl::StatusOr<FileSystemClock> FileSystemClock::Open(std::string_view directory) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(directory));
  OpenResult opened =
      OpenAt(AT_FDCWD, std::string(directory).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (opened.error_number != 0) {
    return MakeErrnoError(opened.error_number, "open", directory);
  }
  return FileSystemClock(std::move(opened.fd));
}

std::optional<int64_t> FileSystemClock::NowNs(int fd) const {
  struct stat file;
  struct stat directory;
  if (fstat(fd, &file) != 0 || fstat(directory_.get(), &directory) != 0) {
    return std::nullopt;
  }
  if (file.st_dev == directory.st_dev) {
    return TimeOfWriting(directory_.get());
  }
  return HasClockOfKernel(fd) ? TimeOfKernel() : std::nullopt;
}

}  // namespace modelseal::fs
