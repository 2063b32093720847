// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/temporary_name.h"

#include <fcntl.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace modelseal::fs {

OpenResult MakeTemporaryFile(int directory_fd, mode_t mode, std::string& name) {
  constexpr int kMaxAttempts = 16;  // of 64-bit random names: one collision is a wonder
  int error_number = EEXIST;
  for (int attempt = 0; attempt < kMaxAttempts && error_number == EEXIST; ++attempt) {
    uint64_t random = 0;
    if (getrandom(&random, sizeof(random), 0) != sizeof(random)) {
      return {UniqueFd(), errno};
    }
    std::string tried = absl::StrCat(".modelseal-", absl::Hex(random, absl::kZeroPad16));
    UniqueFd fd(openat(directory_fd, tried.c_str(),
                       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (fd.is_open()) {
      name = std::move(tried);
      return {std::move(fd), 0};
    }
    error_number = errno;
  }
  return {UniqueFd(), error_number};
}

}  // namespace modelseal::fs
