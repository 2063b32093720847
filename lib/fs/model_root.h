// SPDX-License-Identifier: Apache-2.0
//
// A model opened once, and its files opened beneath it: a name that leads out of the model, through
// `..`, a symbolic link or a swapped directory, opens nothing.
#ifndef MODELSEAL_LIB_FS_MODEL_ROOT_H_
#define MODELSEAL_LIB_FS_MODEL_ROOT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/fs/unique_fd.h"

namespace modelseal::fs {

enum class SymlinkPolicy {
  kRefuse,
  // Follows links anywhere; see modelseal_hash_options_allow_symlinks_unsafe.
  kFollowUnsafe,
};

// What identifies one state of a file's content: if none of it changed, nobody wrote to the file
// (short of setting clocks back).
struct FileState {
  uint64_t device = 0;
  uint64_t inode = 0;
  uint64_t size_bytes = 0;
  int64_t mtime_ns = 0;
  int64_t ctime_ns = 0;

  bool operator==(const FileState&) const = default;
};

// A regular file that is open for reading. Movable. Const methods may be called from several
// threads at once.
class OpenFile {
 public:
  OpenFile(UniqueFd fd, std::string name, FileState state)
      : fd_(std::move(fd)), name_(std::move(name)), state_(state) {}

  // The state when the file was opened.
  const FileState& state() const { return state_; }
  int fd() const { return fd_.get(); }

  // Fills `out` from `offset_bytes` on; returns how much there was: less than out.size() only at
  // the end of the file. kIoFailed with the path on a read error.
  absl::StatusOr<size_t> ReadAt(uint64_t offset_bytes, std::span<uint8_t> out) const;

  // Tells the kernel that the bytes will be read from first to last, so that it reads ahead.
  void AdviseSequential(uint64_t start_bytes, uint64_t size_bytes) const;

  // From now on reads go past the page cache (O_DIRECT): what others have in the cache stays there.
  // They need no alignment, but are fastest into memory that is aligned as the offset is, to
  // kDirectAlignment. Where the file system turns out to want more than that, reading goes back to
  // the cache. False, and nothing changes, where the file system cannot do it or where there is no
  // /proc. Not to be called while others read.
  bool BypassPageCache();

  static constexpr size_t kDirectAlignment = 4096;

  // kFileChanged if the file is no longer in `state()`.
  absl::Status CheckUnchanged() const;

 private:
  // Reads into `out` until there are `wanted_bytes`, or all there is; returns how much there was.
  absl::StatusOr<size_t> ReadAtLeast(uint64_t offset_bytes, std::span<uint8_t> out,
                                     size_t wanted_bytes) const;
  absl::StatusOr<size_t> ReadPastCache(uint64_t offset_bytes, std::span<uint8_t> out) const;
  bool UsePageCacheAgain() const;

  UniqueFd fd_;
  std::string name_;
  FileState state_;
  bool is_direct_ = false;
};

// A directory or a single regular file that is a model. Movable; const methods are thread-safe.
class ModelRoot {
 public:
  // Fails with kNotFound, kAccessDenied, kIoFailed, kFileTypeRefused (neither directory nor regular
  // file; never waits on a pipe), kSymlinkRefused (`path` itself is a link and links are refused;
  // `link/` and `link/.` are the link itself), kInvalidArgument (a NUL byte in `path`).
  static absl::StatusOr<ModelRoot> Open(std::string_view path, SymlinkPolicy symlinks);

  bool is_single_file() const { return is_single_file_; }
  SymlinkPolicy symlinks() const { return symlinks_; }
  int fd() const { return fd_.get(); }

  // The path as the caller gave it, for messages.
  const std::string& path() const { return path_; }

  // The last component of the absolute path ("model" for "dir/model/", the directory's name for
  // "."). "/" gives "model", since a subject's name must not be empty.
  const std::string& base_name() const { return base_name_; }

  // Opens the regular file `name` (canonical, see path.h). Of a single-file model the only name is
  // base_name(). Uses openat2(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS) and,
  // where the kernel or a sandbox lacks it, one openat(O_NOFOLLOW) a component. Opens with
  // O_NONBLOCK and checks the type after opening, so a pipe in a file's place cannot block.
  // Fails with kNotFound, kAccessDenied, kIoFailed, kSymlinkRefused, kFileTypeRefused, and with
  // kNameInvalid if `name` is not canonical. The detail "path" is `name`.
  absl::StatusOr<OpenFile> OpenFileBeneath(std::string_view name) const;

  // The name relative to the model of a path of the file system (relative paths: to the working
  // directory), by resolving the directories above it as they are now: "" for the model itself,
  // nullopt for a path outside. The last component need not exist and is not followed if it is a
  // link; the directories above it must exist (kNotFound). The name is not checked: it can be one
  // that CheckName refuses.
  absl::StatusOr<std::optional<std::string>> NameOf(std::string_view path) const;

 private:
  struct Identity {
    uint64_t device = 0;
    uint64_t inode = 0;

    bool operator==(const Identity&) const = default;
  };

  ModelRoot() = default;

  static std::optional<Identity> IdentityOf(const std::string& path);

  UniqueFd fd_;
  std::string path_;
  std::string base_name_;
  bool is_single_file_ = false;
  SymlinkPolicy symlinks_ = SymlinkPolicy::kRefuse;
  Identity identity_;
  // Of the directory in which the model was opened as base_name(); none for ".", ".." and "/".
  std::optional<Identity> parent_identity_;
};

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_MODEL_ROOT_H_
