// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/model_root.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/open_beneath.h"
#include "lib/fs/path.h"

namespace modelseal::fs {
namespace {

// Without trailing `/` and `/.`, which would make the kernel follow a link in front of them.
std::string_view TrimTrailingSlashes(std::string_view path) {
  while (path.size() > 1 && (path.back() == '/' || path.substr(path.size() - 2) == "/.")) {
    path.remove_suffix(1);
  }
  return path;
}

// A path cut before its last component: "a/b/c" is {"a/b/", "c"}, "c" is {".", "c"}.
struct SplitPath {
  std::string_view parent;
  std::string_view last;

  // "", "." and ".." name a directory by where it is, not by an entry of its parent.
  bool has_own_name() const { return !last.empty() && last != "." && last != ".."; }
};

SplitPath SplitLast(std::string_view trimmed) {
  const size_t slash = trimmed.rfind('/');
  if (slash == std::string_view::npos) {
    return {".", trimmed};
  }
  return {trimmed.substr(0, slash + 1), trimmed.substr(slash + 1)};
}

// The absolute path without links, `.` and `..`; all of it must exist.
absl::StatusOr<std::string> RealPath(std::string_view path) {
  const std::unique_ptr<char, decltype(&free)> real(realpath(std::string(path).c_str(), nullptr),
                                                    &free);
  if (real == nullptr) {
    return MakeErrnoError(errno, "resolve", path);
  }
  return std::string(real.get());
}

// The absolute path with the directories above the last component resolved.
absl::StatusOr<std::string> ResolveAbove(std::string_view path) {
  const std::string_view trimmed = TrimTrailingSlashes(path);
  const SplitPath split = SplitLast(trimmed);
  if (!split.has_own_name()) {
    return RealPath(trimmed);
  }
  MODELSEAL_ASSIGN_OR_RETURN(std::string resolved, RealPath(split.parent));
  if (resolved.back() != '/') {
    resolved += '/';
  }
  return resolved.append(split.last);
}

}  // namespace

absl::Status OpenFile::CheckUnchanged() const {
  struct stat info;
  if (fstat(fd_.get(), &info) != 0) {
    return MakeErrnoError(errno, "look at", name_);
  }
  if (StateOf(info) != state_) {
    return MakeError(Reason::kFileChanged, absl::StrCat(name_, " changed while it was read"),
                     {{"path", name_}});
  }
  return absl::OkStatus();
}

absl::StatusOr<ModelRoot> ModelRoot::Open(std::string_view path, SymlinkPolicy symlinks) {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  const std::string trimmed(TrimTrailingSlashes(path));
  const SplitPath split = SplitLast(trimmed);
  const int follow = symlinks == SymlinkPolicy::kRefuse ? O_NOFOLLOW : 0;
  OpenResult opened = OpenAt(AT_FDCWD, trimmed.c_str(), kOpenForReading | follow);
  if (opened.error_number != 0) {
    return OpenError(opened.error_number, path);
  }
  struct stat info;
  if (fstat(opened.fd.get(), &info) != 0) {
    return MakeErrnoError(errno, "look at", path);
  }
  if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) {
    return FileTypeError(info.st_mode, path, "a directory or a regular file");
  }
  if (S_ISREG(info.st_mode) && trimmed.size() != path.size()) {
    return MakeErrnoError(ENOTDIR, "open", path);
  }
  ModelRoot root;
  root.fd_ = std::move(opened.fd);
  root.path_ = std::string(path);
  root.is_single_file_ = S_ISREG(info.st_mode);
  root.symlinks_ = symlinks;
  root.identity_ = {StateOf(info).device, StateOf(info).inode};
  if (split.has_own_name()) {
    root.parent_identity_ = IdentityOf(std::string(split.parent));
    root.base_name_ = std::string(split.last);
    return root;
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::string real, RealPath(trimmed));
  const std::string_view last = SplitLast(real).last;
  root.base_name_ = last.empty() ? "model" : std::string(last);
  return root;
}

std::optional<ModelRoot::Identity> ModelRoot::IdentityOf(const std::string& path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) {
    return std::nullopt;
  }
  return Identity{StateOf(info).device, StateOf(info).inode};
}

absl::StatusOr<OpenFile> ModelRoot::OpenFileBeneath(std::string_view name) const {
  if (is_single_file_) {
    if (name != base_name_) {
      return MakeErrnoError(ENOENT, "open", name);
    }
    UniqueFd fd(fcntl(fd_.get(), F_DUPFD_CLOEXEC, 0));
    if (!fd.is_open()) {
      return MakeErrnoError(errno, "open", name);
    }
    return CheckRegular(std::move(fd), name);
  }
  if (symlinks_ == SymlinkPolicy::kRefuse) {
    return OpenRegularBeneath(fd_.get(), name, ResolveMethod::kBest);
  }
  MODELSEAL_RETURN_IF_ERROR(CheckName(name, "name"));
  OpenResult result = OpenAt(fd_.get(), std::string(name).c_str(), kOpenForReading);
  if (result.error_number != 0) {
    return OpenError(result.error_number, name);
  }
  return CheckRegular(std::move(result.fd), name);
}

absl::StatusOr<std::optional<std::string>> ModelRoot::NameOf(std::string_view path) const {
  MODELSEAL_RETURN_IF_ERROR(CheckPath(path));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string real, ResolveAbove(path));
  const SplitPath split = SplitLast(real);
  if (parent_identity_.has_value() && split.last == base_name_ &&
      IdentityOf(std::string(split.parent)) == parent_identity_) {
    return std::string();
  }
  if (is_single_file_) {
    return std::nullopt;
  }
  // The model is compared by identity, not by its path: it may have been renamed, or be reached
  // through a bind mount. From the outside in, so that the longest name is found.
  for (size_t end = 1; end <= real.size(); ++end) {
    if (end != 1 && end != real.size() && real[end] != '/') {
      continue;
    }
    if (IdentityOf(real.substr(0, end)) == identity_) {
      const bool is_at_slash = end < real.size() && real[end] == '/';
      return real.substr(is_at_slash ? end + 1 : end);
    }
  }
  return std::nullopt;
}

}  // namespace modelseal::fs
