// SPDX-License-Identifier: Apache-2.0
//
// Entries of directories that are no plain files, and what else the tests of lib/fs do to a tree.
#ifndef MODELSEAL_TESTS_FS_SPECIAL_FILES_H_
#define MODELSEAL_TESTS_FS_SPECIAL_FILES_H_

#include <sys/stat.h>
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <stdexcept>

#include "tests/support/temp_dir.h"

namespace modelseal::testing {

inline void MakePipe(const std::filesystem::path& path) {
  if (mkfifo(path.c_str(), 0644) != 0) {
    throw std::runtime_error("mkfifo failed");
  }
}

// mknod, since bind() takes short paths only.
inline void MakeSocket(const std::filesystem::path& path) {
  if (mknod(path.c_str(), S_IFSOCK | 0644, 0) != 0) {
    throw std::runtime_error("mknod failed");
  }
}

inline struct stat StatOf(const std::filesystem::path& path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) {
    throw std::runtime_error("lstat failed");
  }
  return info;
}

// Returns when the file system's clock has moved on: what is written then has other times than
// what was written before.
inline void PassClockTick() {
  const TempDir directory;
  const struct timespec first = StatOf(directory.Write("probe", "")).st_ctim;
  struct timespec now = first;
  while (now.tv_sec == first.tv_sec && now.tv_nsec == first.tv_nsec) {
    usleep(1000);
    now = StatOf(directory.Write("probe", "again")).st_ctim;
  }
}

// While it lives, the process is one that permissions bind, if it was root.
class UnprivilegedScope {
 public:
  UnprivilegedScope() : was_root_(geteuid() == 0), is_bound_(!was_root_ || seteuid(65534) == 0) {}
  ~UnprivilegedScope() {
    if (was_root_ && is_bound_ && seteuid(0) != 0) {
      std::terminate();
    }
  }
  UnprivilegedScope(const UnprivilegedScope&) = delete;
  UnprivilegedScope& operator=(const UnprivilegedScope&) = delete;

  // False if that could not be had.
  bool is_bound() const { return is_bound_; }

 private:
  const bool was_root_;
  const bool is_bound_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_FS_SPECIAL_FILES_H_
