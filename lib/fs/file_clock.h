// SPDX-License-Identifier: Apache-2.0
//
// The clock by which a file system stamps its files. It need not be that of this machine: the times
// of files on a network file system are its server's.
#ifndef MODELSEAL_LIB_FS_FILE_CLOCK_H_
#define MODELSEAL_LIB_FS_FILE_CLOCK_H_

#include <cstdint>
#include <optional>

namespace modelseal::fs {

// Thread-safe.
class FileClock {
 public:
  virtual ~FileClock() = default;
  // Nanoseconds since 1970 by the clock of the file system that the open file or directory `fd` is
  // on: whatever is written to it from now on is stamped with this time or a later one, but for
  // what kClockGranularityNs says. nullopt if that clock cannot be read.
  virtual std::optional<int64_t> NowNs(int fd) const = 0;
};

// File systems keep times in steps, and one cut to a whole step is this much in the past: a tick of
// the kernel (at most 10 ms) on most; one second on ext3, HFS+ and NFS of version 2; two seconds,
// the longest, for times of modification on FAT.
inline constexpr int64_t kClockGranularityNs = 2'000'000'000;

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_FILE_CLOCK_H_
