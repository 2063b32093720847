// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"
#include "lib/fs/walk.h"

namespace modelseal::manifest {
namespace {

absl::Status RefusedError(const fs::WalkResult& walked) {
  const fs::RefusedEntry& first = walked.refused.front();
  std::string_view what = "is a pipe, socket or device, which a model cannot hold";
  if (first.reason == Reason::kSymlinkRefused) {
    what = "is a symbolic link";
  } else if (first.reason == Reason::kNameInvalid) {
    what = "has a name that is not valid UTF-8";
  }
  const size_t others = walked.refused.size() - 1;
  return MakeError(
      first.reason,
      absl::StrCat(
          first.name, " ", what,
          others > 0 ? absl::StrCat(" (and ", others, " more that cannot be signed)") : ""),
      {{"path", first.name}});
}

absl::Status EmptyError(const fs::ModelRoot& root) {
  return MakeError(Reason::kModelEmpty,
                   absl::StrCat(root.path(), " holds no files to sign or verify"),
                   {{"path", root.path()}});
}

absl::StatusOr<std::vector<std::string>> SortedOnce(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() > limits::kMaxIgnoredNames) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat(names.size(), " ignored names, more than ", limits::kMaxIgnoredNames),
        {{"limit", absl::StrCat(limits::kMaxIgnoredNames)}});
  }
  return names;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> IgnoreRules::ResolveNames() const {
  std::vector<std::string> resolved = names;
  if (git_paths) {
    resolved.insert(resolved.end(), std::begin(fs::kGitPaths), std::end(fs::kGitPaths));
  }
  return SortedOnce(std::move(resolved));
}

absl::StatusOr<std::vector<std::string>> IgnoreRules::Resolve(const fs::ModelRoot& root) const {
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<std::string> resolved, ResolveNames());
  for (const std::string& path : paths) {
    absl::StatusOr<std::optional<std::string>> resolved_name = root.NameOf(path);
    if (!resolved_name.ok() && ReasonOf(resolved_name.status()) == Reason::kNotFound) {
      continue;  // No directory to hold it: nothing there to leave out.
    }
    MODELSEAL_RETURN_IF_ERROR(resolved_name.status());
    std::optional<std::string>& name = *resolved_name;
    if (!name.has_value()) {
      continue;
    }
    if (name->empty()) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat(path, " is the model itself and cannot be ignored"),
                       {{"path", path}});
    }
    resolved.push_back(*std::move(name));
  }
  return SortedOnce(std::move(resolved));
}

absl::StatusOr<Serialization> MakeSerialization(const BuildOptions& options,
                                                std::vector<std::string> ignored) {
  for (const std::string& name : ignored) {
    // These are written into the statement, where verifiers refuse any other form.
    MODELSEAL_RETURN_IF_ERROR(fs::CheckIgnoredName(name, "ignored name"));
  }
  return Serialization{.algorithm = options.algorithm,
                       .shard_size_bytes = options.shard_size_bytes,
                       .allows_symlinks = options.symlinks == fs::SymlinkPolicy::kFollowUnsafe,
                       .ignored = std::move(ignored)};
}

void AppendRanges(size_t file_index, uint64_t size_bytes, uint64_t shard_size_bytes,
                  std::vector<hash::FileRange>& ranges) {
  if (shard_size_bytes == 0) {
    ranges.push_back({file_index, 0, size_bytes});
    return;
  }
  for (uint64_t start = 0; start < size_bytes && ranges.size() <= limits::kMaxManifestEntries;) {
    const uint64_t length = std::min(shard_size_bytes, size_bytes - start);
    ranges.push_back({file_index, start, start + length});
    start += length;
  }
}

absl::StatusOr<Manifest> ComputeManifest(std::string_view model_path, const BuildOptions& options,
                                         const hash::HashJob& job) {
  MODELSEAL_ASSIGN_OR_RETURN(const fs::ModelRoot root,
                             fs::ModelRoot::Open(model_path, options.symlinks));
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<std::string> ignored, options.ignore.Resolve(root));
  MODELSEAL_ASSIGN_OR_RETURN(Serialization serialization,
                             MakeSerialization(options, std::move(ignored)));
  MODELSEAL_ASSIGN_OR_RETURN(
      const fs::WalkResult walked,
      fs::Walk(root, {.ignored = serialization.ignored, .cancel = job.cancel}));
  if (!walked.refused.empty()) {
    return RefusedError(walked);
  }
  std::vector<hash::FileRange> ranges;
  for (size_t i = 0; i < walked.files.size(); ++i) {
    AppendRanges(i, walked.files[i].state.size_bytes, options.shard_size_bytes, ranges);
    if (ranges.size() > limits::kMaxManifestEntries) {
      return MakeError(Reason::kLimitExceeded,
                       absl::StrCat("the model needs more than ", limits::kMaxManifestEntries,
                                    " manifest entries"),
                       {{"limit", absl::StrCat(limits::kMaxManifestEntries)}});
    }
  }
  if (ranges.empty()) {
    return EmptyError(root);
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<hash::RangeDigest> digests,
                             hash::HashRanges(root, walked.files, ranges, options.algorithm, job));
  std::vector<Entry> entries;
  entries.reserve(ranges.size());
  for (size_t i = 0; i < ranges.size(); ++i) {
    entries.push_back({walked.files[ranges[i].file_index].name, digests[i].digest,
                       ranges[i].start_bytes, ranges[i].end_bytes, digests[i].source});
  }
  return Manifest::Create(root.base_name(), std::move(serialization), std::move(entries));
}

}  // namespace modelseal::manifest
