// SPDX-License-Identifier: Apache-2.0
//
// Clocks of the file systems of this machine.
#ifndef MODELSEAL_LIB_FS_FILE_SYSTEM_CLOCK_H_
#define MODELSEAL_LIB_FS_FILE_SYSTEM_CLOCK_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/fs/file_clock.h"
#include "lib/fs/unique_fd.h"

namespace modelseal::fs {

// Asks a file system for its time where there is a directory to write to: a file made there says
// it, whoever keeps the clock. Elsewhere only the file systems count that are known to have no
// clock but the kernel's (ext4, XFS, Btrfs, tmpfs, ...). Of the rest, network file systems and FUSE
// among them, nothing is known: the clock of their server may be behind ours by any time, and
// then what is being written now looks old. Thread-safe; movable.
class FileSystemClock final : public FileClock {
 public:
  // `directory` is where files can be made. Fails as open(2).
  static absl::StatusOr<FileSystemClock> Open(std::string_view directory);

  std::optional<int64_t> NowNs(int fd) const override;

 private:
  explicit FileSystemClock(UniqueFd directory) : directory_(std::move(directory)) {}

  UniqueFd directory_;
};

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_FILE_SYSTEM_CLOCK_H_
