// SPDX-License-Identifier: Apache-2.0
//
// Reading of open files; model_root.h declares it.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>
#include <new>

#include "lib/base/status.h"
#include "lib/fs/model_root.h"

namespace modelseal::fs {
namespace {

constexpr uint64_t kMaxOffset = std::numeric_limits<off_t>::max();
constexpr size_t kAlignment = OpenFile::kDirectAlignment;

// Where bytes go that do not lie in memory as they do in the file.
constexpr size_t kBounceBytes = 128 << 10;

struct AlignedDelete {
  void operator()(uint8_t* bytes) const { operator delete(bytes, std::align_val_t{kAlignment}); }
};

std::unique_ptr<uint8_t, AlignedDelete> NewBounceBuffer() {
  return std::unique_ptr<uint8_t, AlignedDelete>(
      static_cast<uint8_t*>(operator new(kBounceBytes, std::align_val_t{kAlignment})));
}

bool IsAligned(const uint8_t* bytes) {
  return reinterpret_cast<uintptr_t>(bytes) % kAlignment == 0;
}

bool SetDirect(int fd, bool is_direct) {
  const int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && fcntl(fd, F_SETFL, is_direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
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
  is_direct_ = SetDirect(fd_.get(), true);
  return is_direct_;
}

absl::StatusOr<size_t> OpenFile::ReadAt(uint64_t offset_bytes, std::span<uint8_t> out) const {
  return is_direct_ ? ReadPastCache(offset_bytes, out) : ReadThroughCache(offset_bytes, out);
}

absl::StatusOr<size_t> OpenFile::ReadThroughCache(uint64_t offset_bytes,
                                                  std::span<uint8_t> out) const {
  size_t done = 0;
  while (done < out.size() && offset_bytes <= kMaxOffset - done) {
    const ssize_t count = pread(fd_.get(), out.data() + done, out.size() - done,
                                static_cast<off_t>(offset_bytes + done));
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      if (errno == EINVAL && is_direct_ && SetDirect(fd_.get(), false)) {
        continue;  // The file system wants another alignment.
      }
      return MakeErrnoError(errno, "read", name_);
    }
    if (count == 0) {
      break;
    }
    done += static_cast<size_t>(count);
    if (is_direct_ && done % kAlignment != 0) {
      break;  // The end of the file: going on from here would not be aligned.
    }
  }
  return done;
}

// Whole blocks go straight to `out` where it is aligned as the offset is; what is left at the
// start and at the end is cut out of whole blocks.
absl::StatusOr<size_t> OpenFile::ReadPastCache(uint64_t offset_bytes,
                                               std::span<uint8_t> out) const {
  std::unique_ptr<uint8_t, AlignedDelete> bounce;
  size_t done = 0;
  while (done < out.size() && offset_bytes <= kMaxOffset - done) {
    const uint64_t offset = offset_bytes + done;
    const size_t skipped = offset % kAlignment;
    const size_t wanted = out.size() - done;
    size_t got = 0;
    size_t asked = 0;
    if (skipped == 0 && wanted >= kAlignment && IsAligned(out.data() + done)) {
      asked = wanted / kAlignment * kAlignment;
      MODELSEAL_ASSIGN_OR_RETURN(got, ReadThroughCache(offset, out.subspan(done, asked)));
    } else {
      if (bounce == nullptr) {
        bounce = NewBounceBuffer();
      }
      asked = std::min(wanted, kBounceBytes - skipped);
      const size_t blocks = (skipped + asked + kAlignment - 1) / kAlignment;
      MODELSEAL_ASSIGN_OR_RETURN(
          const size_t count,
          ReadThroughCache(offset - skipped, {bounce.get(), blocks * kAlignment}));
      got = std::min(count > skipped ? count - skipped : 0, asked);
      std::memcpy(out.data() + done, bounce.get() + skipped, got);
    }
    done += got;
    if (got < asked) {
      break;
    }
  }
  return done;
}

}  // namespace modelseal::fs
