// SPDX-License-Identifier: Apache-2.0
//
// Reading of open files; model_root.h declares it.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/model_root.h"
#include "lib/fs/open_beneath.h"
#include "lib/fs/read_buffer.h"

namespace modelseal::fs {
namespace {

constexpr uint64_t kMaxOffset = std::numeric_limits<off_t>::max();
constexpr size_t kAlignment = OpenFile::kDirectAlignment;

// Where bytes go that do not lie in memory as they do in the file.
constexpr size_t kBounceBytes = 128 << 10;

bool IsAligned(const uint8_t* bytes) {
  return reinterpret_cast<uintptr_t>(bytes) % kAlignment == 0;
}

}  // namespace

void OpenFile::AdviseSequential(uint64_t start_bytes, uint64_t size_bytes) const {
  if (!is_direct_ && start_bytes <= kMaxOffset && size_bytes <= kMaxOffset) {
    // A file system that does not listen reads all the same.
    posix_fadvise(fd_.get(), static_cast<off_t>(start_bytes), static_cast<off_t>(size_bytes),
                  POSIX_FADV_SEQUENTIAL);
  }
}

bool OpenFile::BypassPageCache() {
  // Opened anew because the flag is one of what was opened, not of the descriptor: all that
  // OpenFileBeneath gives of a model of one file share that, and they expect the cache.
  OpenResult direct = OpenAt(AT_FDCWD, absl::StrCat("/proc/self/fd/", fd_.get()).c_str(),
                             kOpenForReading | O_DIRECT);
  if (direct.error_number != 0) {
    return false;
  }
  fd_ = std::move(direct.fd);
  is_direct_ = true;
  return true;
}

bool OpenFile::UsePageCacheAgain() const {
  const int flags = fcntl(fd_.get(), F_GETFL);
  return flags >= 0 && fcntl(fd_.get(), F_SETFL, flags & ~O_DIRECT) == 0;
}

absl::StatusOr<size_t> OpenFile::ReadAt(uint64_t offset_bytes, std::span<uint8_t> out) const {
  return is_direct_ ? ReadPastCache(offset_bytes, out) : ReadAtLeast(offset_bytes, out, out.size());
}

absl::StatusOr<size_t> OpenFile::ReadAtLeast(uint64_t offset_bytes, std::span<uint8_t> out,
                                             size_t wanted_bytes) const {
  size_t done = 0;
  bool may_go_back = is_direct_;
  while (done < wanted_bytes && offset_bytes <= kMaxOffset - done) {
    const ssize_t count = pread(fd_.get(), out.data() + done, out.size() - done,
                                static_cast<off_t>(offset_bytes + done));
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      if (errno == EINVAL && std::exchange(may_go_back, false) && UsePageCacheAgain()) {
        // Either the file system wants another alignment, or the read before this one ended within
        // a block: most likely at the end of the file, which only another read can tell.
        continue;
      }
      return MakeErrnoError(errno, "read", name_);
    }
    if (count == 0) {
      break;
    }
    done += static_cast<size_t>(count);
  }
  return done;
}

// Whole blocks go straight to `out` where it is aligned as the offset is; what is left at the
// start and at the end is cut out of whole blocks.
absl::StatusOr<size_t> OpenFile::ReadPastCache(uint64_t offset_bytes,
                                               std::span<uint8_t> out) const {
  ReadBuffer bounce;
  size_t done = 0;
  while (done < out.size() && offset_bytes <= kMaxOffset - done) {
    const uint64_t offset = offset_bytes + done;
    const size_t skipped = offset % kAlignment;
    const size_t wanted = out.size() - done;
    size_t got = 0;
    size_t asked = 0;
    if (skipped == 0 && wanted >= kAlignment && IsAligned(out.data() + done)) {
      asked = wanted / kAlignment * kAlignment;
      MODELSEAL_ASSIGN_OR_RETURN(got, ReadAtLeast(offset, out.subspan(done, asked), asked));
    } else {
      if (bounce.bytes().empty()) {
        bounce = ReadBuffer(kBounceBytes);
      }
      asked = std::min(wanted, kBounceBytes - skipped);
      const size_t blocks = (skipped + asked + kAlignment - 1) / kAlignment;
      MODELSEAL_ASSIGN_OR_RETURN(
          const size_t count,
          ReadAtLeast(offset - skipped, bounce.bytes().first(blocks * kAlignment),
                      skipped + asked));
      got = std::min(count > skipped ? count - skipped : 0, asked);
      std::memcpy(out.data() + done, bounce.bytes().data() + skipped, got);
    }
    done += got;
    if (got < asked) {
      break;
    }
  }
  return done;
}

}  // namespace modelseal::fs
