// SPDX-License-Identifier: Apache-2.0
//
// What a model holds, by the enumeration rules of OMS 1.0 §6: regular files recursively, dotfiles
// and empty files included, directories not recorded. Nothing is skipped silently: what cannot be
// read is an error, what may not be in a model is reported.
#ifndef MODELSEAL_LIB_FS_WALK_H_
#define MODELSEAL_LIB_FS_WALK_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/cancel.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/model_root.h"

namespace modelseal::fs {

// What OMS ignores by default, at the top of the model only.
inline constexpr std::string_view kGitPaths[] = {".git", ".gitattributes", ".github", ".gitignore"};

struct WalkedFile {
  std::string name;
  FileState state;
};

// Something that may not be in a model.
struct RefusedEntry {
  std::string name;
  Reason reason;  // kSymlinkRefused, kFileTypeRefused (pipe, socket, device) or kNameInvalid
};

struct WalkOptions {
  // Canonical names; each leaves out the entry of that name with all below it.
  std::span<const std::string> ignored = {};
  const CancelToken* cancel = nullptr;           // may be null
  size_t max_entries = limits::kMaxWalkEntries;  // lowered by tests
};

struct WalkResult {
  std::vector<WalkedFile> files;      // code point order of names
  std::vector<RefusedEntry> refused;  // code point order of names
  // Those of options.ignored that exist, sorted, once each. One below another is not looked for.
  std::vector<std::string> ignored_present;
};

// Lists the model. A single-file model gives one file, its base_name(), whatever is ignored.
// With SymlinkPolicy::kFollowUnsafe a link to a file is a file of the link's name and a link to a
// directory is walked into; a cycle, or a link that leads nowhere, is refused as kSymlinkRefused.
// Directories are opened beneath the root, without following links under kRefuse, so a directory
// swapped for a link during the walk is not entered.
// Fails with kAccessDenied or kIoFailed (a directory that cannot be read: its files would go
// unnoticed), kFileChanged, kLimitExceeded (limits::kMaxWalkEntries, kMaxDirectoryDepth,
// kMaxNameBytes), kCancelled. An ignored entry is not opened: an unreadable directory that is
// ignored is no error.
absl::StatusOr<WalkResult> Walk(const ModelRoot& root, const WalkOptions& options);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_WALK_H_
