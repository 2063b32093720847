// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/open_beneath.h"

#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"

namespace modelseal::fs {
namespace {

// openat2(2): EAGAIN when a rename or mount elsewhere races with the lookup. A busy system gives a
// few in a row at most; without a bound an attacker who keeps renaming could hold us here.
constexpr int kMaxOpenat2Attempts = 64;

OpenResult OpenByOpenat2(int directory_fd, const std::string& name) {
  struct open_how how = {};
  how.flags = kOpenForReading | O_NOFOLLOW;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  for (int attempt = 1;;) {
    const long fd = syscall(SYS_openat2, directory_fd, name.c_str(), &how, sizeof(how));
    if (fd >= 0) {
      return {UniqueFd(static_cast<int>(fd)), 0};
    }
    const int error_number = errno;
    const bool is_race = error_number == EAGAIN && attempt++ < kMaxOpenat2Attempts;
    if (error_number != EINTR && !is_race) {
      return {UniqueFd(), error_number};
    }
  }
}

// A directory on the way, which need not be readable. ELOOP for a link, ENOTDIR for other types.
OpenResult OpenDirectoryOnTheWay(int parent_fd, const std::string& component) {
  OpenResult result = OpenAt(parent_fd, component.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC);
  struct stat info;
  if (result.error_number != 0) {
    return result;
  }
  if (fstat(result.fd.get(), &info) != 0) {
    return {UniqueFd(), errno};
  }
  if (!S_ISDIR(info.st_mode)) {
    return {UniqueFd(), S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR};
  }
  return result;
}

OpenResult OpenPerComponent(int directory_fd, const std::string& name) {
  UniqueFd parent;
  int parent_fd = directory_fd;
  size_t start = 0;
  for (size_t end; (end = name.find('/', start)) != std::string::npos; start = end + 1) {
    OpenResult next = OpenDirectoryOnTheWay(parent_fd, name.substr(start, end - start));
    if (next.error_number != 0) {
      return next;
    }
    parent = std::move(next.fd);
    parent_fd = parent.get();
  }
  return OpenAt(parent_fd, name.c_str() + start, kOpenForReading | O_NOFOLLOW);
}

// Whether openat2 failed for a reason of its own: no such system call (before Linux 5.6), a seccomp
// filter that does not know it, an endless race, a name of PATH_MAX bytes or more.
bool IsWorthAnotherMethod(int error_number) {
  return error_number == ENOSYS || error_number == EPERM || error_number == EAGAIN ||
         error_number == ENAMETOOLONG;
}

std::string_view TypeName(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG:
      return "a regular file";
    case S_IFDIR:
      return "a directory";
    case S_IFIFO:
      return "a pipe";
    case S_IFSOCK:
      return "a socket";
    default:
      return "a device";
  }
}

// Nanoseconds since 1970; wraps around after 2262, which serves to compare all the same.
int64_t Nanoseconds(const struct timespec& time) {
  return static_cast<int64_t>(static_cast<uint64_t>(time.tv_sec) * 1'000'000'000u +
                              static_cast<uint64_t>(time.tv_nsec));
}

}  // namespace

OpenResult OpenAt(int directory_fd, const char* path, int flags) {
  while (true) {
    const int fd = openat(directory_fd, path, flags);
    if (fd >= 0) {
      return {UniqueFd(fd), 0};
    }
    if (errno != EINTR) {
      return {UniqueFd(), errno};
    }
  }
}

OpenResult OpenBeneath(int directory_fd, const std::string& name, ResolveMethod method) {
  if (method == ResolveMethod::kBest) {
    OpenResult result = OpenByOpenat2(directory_fd, name);
    if (!IsWorthAnotherMethod(result.error_number)) {
      return result;
    }
  }
  return OpenPerComponent(directory_fd, name);
}

absl::StatusOr<OpenFile> OpenRegularBeneath(int directory_fd, std::string_view name,
                                            ResolveMethod method) {
  MODELSEAL_RETURN_IF_ERROR(CheckName(name, "name"));
  OpenResult result = OpenBeneath(directory_fd, std::string(name), method);
  if (result.error_number != 0) {
    return OpenError(result.error_number, name);
  }
  return CheckRegular(std::move(result.fd), name);
}

absl::StatusOr<OpenFile> CheckRegular(UniqueFd fd, std::string_view name) {
  struct stat info;
  if (fstat(fd.get(), &info) != 0) {
    return MakeErrnoError(errno, "look at", name);
  }
  if (!S_ISREG(info.st_mode)) {
    return FileTypeError(info.st_mode, name);
  }
  return OpenFile(std::move(fd), std::string(name), StateOf(info));
}

absl::Status OpenError(int error_number, std::string_view path) {
  switch (error_number) {
    case ELOOP:
      return MakeError(Reason::kSymlinkRefused,
                       absl::StrCat(path, " is, or lies behind, a symbolic link"),
                       {{"path", std::string(path)}});
    case ENXIO:   // a socket
    case ENODEV:  // a device without a driver
      return MakeError(Reason::kFileTypeRefused, absl::StrCat(path, " is a socket or a device"),
                       {{"path", std::string(path)}});
    case ENAMETOOLONG:
      return MakeError(
          Reason::kNotFound,
          absl::StrCat("no file has the name ", path, ": it is too long for the file system"),
          {{"path", std::string(path)}});
    default:
      return MakeErrnoError(error_number, "open", path);
  }
}

absl::Status FileTypeError(mode_t mode, std::string_view path, std::string_view expected) {
  return MakeError(Reason::kFileTypeRefused,
                   absl::StrCat(path, " is ", TypeName(mode), ", expected ", expected),
                   {{"path", std::string(path)}});
}

absl::Status CheckPath(std::string_view path) {
  if (path.find('\0') != std::string_view::npos) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat("path \"", path, "\" has a NUL byte"));
  }
  return absl::OkStatus();
}

FileState StateOf(const struct stat& info) {
  return {.device = static_cast<uint64_t>(info.st_dev),
          .inode = static_cast<uint64_t>(info.st_ino),
          .size_bytes = static_cast<uint64_t>(info.st_size),
          .mtime_ns = Nanoseconds(info.st_mtim),
          .ctime_ns = Nanoseconds(info.st_ctim)};
}

}  // namespace modelseal::fs
