// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/utf8.h"
#include "lib/fs/open_beneath.h"

namespace modelseal::fs {
namespace {

struct DirectoryCloser {
  void operator()(DIR* stream) const { closedir(stream); }
};

// A directory being read, and where the name under construction stood when it was entered.
struct Level {
  std::unique_ptr<DIR, DirectoryCloser> stream;
  size_t name_size = 0;
  FileState state;
};

// One walk, depth first. Each directory is opened from its parent's descriptor, so no path is
// resolved twice, and at most kMaxDirectoryDepth + 1 of them are open.
class Walker {
 public:
  Walker(const ModelRoot& root, const WalkOptions& options)
      : root_(root),
        options_(options),
        ignored_(options.ignored.begin(), options.ignored.end()),
        follows_links_(root.symlinks() == SymlinkPolicy::kFollowUnsafe) {}

  absl::StatusOr<WalkResult> Run() {
    MODELSEAL_RETURN_IF_ERROR(EnterRoot());
    while (!levels_.empty()) {
      MODELSEAL_RETURN_IF_ERROR(CheckCancelled());
      MODELSEAL_RETURN_IF_ERROR(ReadEntry());
    }
    return Finish();
  }

 private:
  absl::StatusOr<WalkResult> Finish() {
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::sort(result_.files.begin(), result_.files.end(), by_name);
    std::sort(result_.refused.begin(), result_.refused.end(), by_name);
    std::sort(result_.ignored_present.begin(), result_.ignored_present.end());
    // A directory that changes while it is read may give an entry twice, by POSIX.
    const auto twice =
        std::adjacent_find(result_.files.begin(), result_.files.end(),
                           [](const auto& a, const auto& b) { return a.name == b.name; });
    if (twice != result_.files.end()) {
      return ChangedError(twice->name);
    }
    result_.ignored_present.erase(
        std::unique(result_.ignored_present.begin(), result_.ignored_present.end()),
        result_.ignored_present.end());
    return std::move(result_);
  }

  absl::Status CheckCancelled() const {
    if (options_.cancel != nullptr && options_.cancel->is_requested()) {
      return MakeError(Reason::kCancelled, "cancelled while the model was listed");
    }
    return absl::OkStatus();
  }

  absl::Status EnterRoot() {
    OpenResult opened = OpenAt(root_.fd(), ".", kOpenForReading | O_DIRECTORY);
    struct stat info;
    if (opened.error_number != 0) {
      return MakeErrnoError(opened.error_number, "read directory", root_.path());
    }
    if (fstat(opened.fd.get(), &info) != 0) {
      return MakeErrnoError(errno, "look at", root_.path());
    }
    return Push(std::move(opened.fd), StateOf(info));
  }

  absl::Status Push(UniqueFd fd, const FileState& state) {
    std::unique_ptr<DIR, DirectoryCloser> stream(fdopendir(fd.get()));
    if (stream == nullptr) {
      return MakeErrnoError(errno, "read directory", PathForMessage());
    }
    (void)fd.Release();
    levels_.push_back({std::move(stream), name_.size(), state});
    return absl::OkStatus();
  }

  std::string_view PathForMessage() const { return name_.empty() ? root_.path() : name_; }

  absl::Status ReadEntry() {
    const Level& level = levels_.back();
    name_.resize(level.name_size);
    errno = 0;
    const struct dirent* entry = readdir(level.stream.get());
    if (entry == nullptr) {
      if (errno != 0) {
        return MakeErrnoError(errno, "read directory", PathForMessage());
      }
      levels_.pop_back();
      return absl::OkStatus();
    }
    const std::string_view component = entry->d_name;
    if (component == "." || component == "..") {
      return absl::OkStatus();
    }
    if (!name_.empty()) {
      name_ += '/';
    }
    name_ += component;
    MODELSEAL_RETURN_IF_ERROR(CheckLimits());
    if (!ignored_.empty() && ignored_.contains(name_)) {
      result_.ignored_present.push_back(name_);
      return absl::OkStatus();
    }
    if (!IsUtf8(component)) {
      return Refuse(Reason::kNameInvalid);
    }
    return Visit(entry->d_name, entry->d_type);
  }

  absl::Status CheckLimits() {
    if (++entries_ > options_.max_entries) {
      return LimitError("directory entries in the model", options_.max_entries);
    }
    if (name_.size() > limits::kMaxNameBytes) {
      return LimitError("bytes in the name of a file", limits::kMaxNameBytes);
    }
    return absl::OkStatus();
  }

  absl::Status LimitError(std::string_view what, size_t limit) const {
    return MakeError(Reason::kLimitExceeded, absl::StrCat("more than ", limit, " ", what),
                     {{"path", name_}, {"limit", absl::StrCat(limit)}});
  }

  static absl::Status ChangedError(const std::string& name) {
    return MakeError(Reason::kFileChanged,
                     absl::StrCat(name, " changed while the model was listed"), {{"path", name}});
  }

  absl::Status Refuse(Reason reason) {
    result_.refused.push_back({name_, reason});
    return absl::OkStatus();
  }

  // `component` is the last one of name_. Only regular files cost a system call here.
  absl::Status Visit(const char* component, unsigned char type) {
    switch (type) {
      case DT_DIR:
        return EnterDirectory(component, O_NOFOLLOW);
      case DT_LNK:
        return VisitLink(component);
      case DT_REG:
      case DT_UNKNOWN:
        return VisitByStat(component);
      default:
        return Refuse(Reason::kFileTypeRefused);
    }
  }

  absl::Status VisitByStat(const char* component) {
    struct stat info;
    if (fstatat(dirfd(levels_.back().stream.get()), component, &info, AT_SYMLINK_NOFOLLOW) != 0) {
      return errno == ENOENT ? ChangedError(name_) : MakeErrnoError(errno, "look at", name_);
    }
    if (S_ISLNK(info.st_mode)) {
      return VisitLink(component);
    }
    return VisitType(component, info, O_NOFOLLOW);
  }

  absl::Status VisitLink(const char* component) {
    if (!follows_links_) {
      return Refuse(Reason::kSymlinkRefused);
    }
    struct stat info;
    if (fstatat(dirfd(levels_.back().stream.get()), component, &info, 0) != 0) {
      const bool leads_nowhere = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
      return leads_nowhere ? Refuse(Reason::kSymlinkRefused)
                           : MakeErrnoError(errno, "look at", name_);
    }
    return VisitType(component, info, 0);
  }

  absl::Status VisitType(const char* component, const struct stat& info, int follow_flag) {
    if (S_ISREG(info.st_mode)) {
      result_.files.push_back({name_, StateOf(info)});
      return absl::OkStatus();
    }
    if (S_ISDIR(info.st_mode)) {
      return EnterDirectory(component, follow_flag);
    }
    return Refuse(Reason::kFileTypeRefused);
  }

  absl::Status EnterDirectory(const char* component, int follow_flag) {
    if (levels_.size() > limits::kMaxDirectoryDepth) {
      return LimitError("directories inside one another", limits::kMaxDirectoryDepth);
    }
    OpenResult opened =
        OpenAt(dirfd(levels_.back().stream.get()), component, kOpenForReading | follow_flag);
    if (opened.error_number != 0) {
      return OpenDirectoryError(opened.error_number);
    }
    struct stat info;
    if (fstat(opened.fd.get(), &info) != 0) {
      return MakeErrnoError(errno, "look at", name_);
    }
    if (!S_ISDIR(info.st_mode)) {
      return ChangedError(name_);
    }
    if (follows_links_ && IsOpen(StateOf(info))) {
      return Refuse(Reason::kSymlinkRefused);
    }
    return Push(std::move(opened.fd), StateOf(info));
  }

  // It was a directory a moment ago: whatever says that it is none any more is a change.
  absl::Status OpenDirectoryError(int error_number) const {
    switch (error_number) {
      case ENOENT:
      case ENOTDIR:
      case ELOOP:
      case ENXIO:
        return ChangedError(name_);
      default:
        return MakeErrnoError(error_number, "read directory", name_);
    }
  }

  // Whether the walk is inside that directory already: following the link would never end.
  bool IsOpen(const FileState& state) const {
    return std::any_of(levels_.begin(), levels_.end(), [&](const Level& level) {
      return level.state.device == state.device && level.state.inode == state.inode;
    });
  }

  const ModelRoot& root_;
  const WalkOptions& options_;
  const absl::flat_hash_set<std::string_view> ignored_;
  const bool follows_links_;
  std::vector<Level> levels_;
  std::string name_;  // of the entry at hand
  size_t entries_ = 0;
  WalkResult result_;
};

absl::StatusOr<WalkResult> WalkSingleFile(const ModelRoot& root) {
  WalkResult result;
  if (!IsUtf8(root.base_name())) {
    result.refused.push_back({root.base_name(), Reason::kNameInvalid});
    return result;
  }
  MODELSEAL_ASSIGN_OR_RETURN(const OpenFile file, root.OpenFileBeneath(root.base_name()));
  result.files.push_back({root.base_name(), file.state()});
  return result;
}

}  // namespace

absl::StatusOr<WalkResult> Walk(const ModelRoot& root, const WalkOptions& options) {
  return root.is_single_file() ? WalkSingleFile(root) : Walker(root, options).Run();
}

}  // namespace modelseal::fs
