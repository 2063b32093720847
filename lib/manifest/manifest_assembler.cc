// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/manifest_assembler.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"

namespace modelseal::manifest {
namespace {

absl::Status RangeError(std::string_view name, uint64_t start_bytes, uint64_t end_bytes,
                        std::string_view problem) {
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat(name, ", bytes ", start_bytes, " to ", end_bytes, ": ", problem),
                   {{"path", std::string(name)}});
}

absl::Status FileError(std::string_view name, std::string_view problem) {
  return MakeError(Reason::kInvalidArgument, absl::StrCat(name, " ", problem),
                   {{"path", std::string(name)}});
}

// The names of the directories above `name`, the highest first.
std::vector<std::string_view> DirectoriesAbove(std::string_view name) {
  std::vector<std::string_view> above;
  for (size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    above.push_back(name.substr(0, slash));
  }
  return above;
}

}  // namespace

absl::StatusOr<std::shared_ptr<ManifestAssembler>> ManifestAssembler::Create(
    const BuildOptions& options, std::string_view model_name) {
  MODELSEAL_RETURN_IF_ERROR(fs::CheckName(model_name, "model_name"));
  if (!options.ignore.paths.empty()) {
    return MakeError(Reason::kInvalidArgument,
                     "ignored paths need a model on disk, expected ignored names",
                     {{"path", options.ignore.paths.front()}});
  }
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<std::string> ignored, options.ignore.ResolveNames());
  MODELSEAL_ASSIGN_OR_RETURN(Serialization serialization,
                             MakeSerialization(options, std::move(ignored)));
  return std::shared_ptr<ManifestAssembler>(
      new ManifestAssembler(std::string(model_name), std::move(serialization)));
}

absl::StatusOr<ManifestAssembler::Range*> ManifestAssembler::Open(std::string_view name,
                                                                  uint64_t start_bytes,
                                                                  uint64_t end_bytes) {
  MODELSEAL_RETURN_IF_ERROR(CheckRange(name, start_bytes, end_bytes));
  const std::lock_guard<std::mutex> lock(mutex_);
  return OpenLocked(name, start_bytes, end_bytes);
}

void ManifestAssembler::Close(Range& range, const hash::Digest& digest, hash::DigestSource source) {
  const std::lock_guard<std::mutex> lock(mutex_);
  range.is_open = false;
  range.digest = digest;
  range.source = source;
}

void ManifestAssembler::GiveUp(Range& range) {
  const std::lock_guard<std::mutex> lock(mutex_);
  range.is_open = false;
}

absl::Status ManifestAssembler::AddDigest(std::string_view name, uint64_t start_bytes,
                                          uint64_t end_bytes, std::span<const uint8_t> digest) {
  if (digest.size() != DigestSizeBytes(algorithm())) {
    return RangeError(
        name, start_bytes, end_bytes,
        absl::StrCat("a digest of ", digest.size(), " bytes, expected ",
                     DigestSizeBytes(algorithm()), " (", AlgorithmName(algorithm()), ")"));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckRange(name, start_bytes, end_bytes));
  const std::lock_guard<std::mutex> lock(mutex_);
  MODELSEAL_ASSIGN_OR_RETURN(Range * range, OpenLocked(name, start_bytes, end_bytes));
  range->is_open = false;
  range->digest = hash::Digest(digest);
  range->source = hash::DigestSource::kGiven;
  return absl::OkStatus();
}

// Everything that needs no look at the other ranges.
absl::Status ManifestAssembler::CheckRange(std::string_view name, uint64_t start_bytes,
                                           uint64_t end_bytes) const {
  MODELSEAL_RETURN_IF_ERROR(fs::CheckName(name, "name"));
  const auto ignored = fs::HighestAtOrAbove(serialization_.ignored, name);
  if (ignored.has_value()) {
    return FileError(name, absl::StrCat("is ignored by the options (", *ignored, ")"));
  }
  const uint64_t shard_size = serialization_.shard_size_bytes;
  if (end_bytes == kUnknownEnd) {
    return RangeError(name, start_bytes, end_bytes, "expected the size");
  }
  if (shard_size == 0) {
    return start_bytes == 0 ? absl::OkStatus()
                            : RangeError(name, start_bytes, end_bytes,
                                         "the manifest is of whole files, which start at byte 0");
  }
  if (start_bytes == 0 && end_bytes == 0) {
    return FileError(name, "is empty, and a manifest of shards does not list empty files");
  }
  if (start_bytes % shard_size != 0 || end_bytes <= start_bytes ||
      end_bytes - start_bytes > shard_size) {
    return RangeError(name, start_bytes, end_bytes,
                      absl::StrCat("not a shard, which are ", shard_size, " bytes, the last of a ",
                                   "file 1 to ", shard_size));
  }
  return absl::OkStatus();
}

// A name is new: no other file may be above or below it.
absl::Status ManifestAssembler::CheckFile(std::string_view name) const {
  const auto both = [](std::string_view file) {
    return FileError(file, "is both a file and a directory");
  };
  for (const std::string_view above : DirectoriesAbove(name)) {
    if (files_.contains(above)) {
      return both(above);
    }
  }
  const std::string below = absl::StrCat(name, "/");
  const auto next = files_.lower_bound(below);
  return next != files_.end() && absl::StartsWith(next->first, below) ? both(name)
                                                                      : absl::OkStatus();
}

// Only the last shard of a file may be shorter than the others.
absl::Status ManifestAssembler::CheckShardAmong(const Ranges& ranges, std::string_view name,
                                                uint64_t start_bytes, uint64_t end_bytes) const {
  if (ranges.empty()) {
    return absl::OkStatus();  // There was no memory for the first one.
  }
  const auto& [last_start, last] = *ranges.rbegin();
  const uint64_t shard_size = serialization_.shard_size_bytes;
  if (start_bytes > last_start && last.end_bytes - last_start < shard_size) {
    return RangeError(name, start_bytes, end_bytes,
                      absl::StrCat("the file ends at byte ", last.end_bytes));
  }
  if (start_bytes < last_start && end_bytes - start_bytes < shard_size) {
    return RangeError(
        name, start_bytes, end_bytes,
        absl::StrCat("shorter than ", shard_size,
                     " bytes and not the last shard: there is one at byte ", last_start));
  }
  return absl::OkStatus();
}

absl::StatusOr<ManifestAssembler::Range*> ManifestAssembler::OpenLocked(std::string_view name,
                                                                        uint64_t start_bytes,
                                                                        uint64_t end_bytes) {
  const auto file = files_.find(name);
  if (file == files_.end()) {
    MODELSEAL_RETURN_IF_ERROR(CheckFile(name));
  } else if (const auto at = file->second.find(start_bytes); at != file->second.end()) {
    Range& range = at->second;
    if (range.is_open || range.digest.has_value() || range.end_bytes != end_bytes) {
      return RangeError(
          name, start_bytes, end_bytes,
          absl::StrCat("given twice, first as bytes ", start_bytes, " to ", range.end_bytes));
    }
    range.is_open = true;
    return &range;
  } else {
    MODELSEAL_RETURN_IF_ERROR(CheckShardAmong(file->second, name, start_bytes, end_bytes));
  }
  if (range_count_ == limits::kMaxManifestEntries) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("the manifest has more than ", limits::kMaxManifestEntries, " entries"),
        {{"limit", absl::StrCat(limits::kMaxManifestEntries)}});
  }
  Ranges& ranges = files_.try_emplace(std::string(name)).first->second;
  Range& range = ranges[start_bytes];
  range.end_bytes = end_bytes;
  range.is_open = true;
  ++range_count_;
  return &range;
}

absl::StatusOr<Manifest> ManifestAssembler::ToManifest() const {
  std::vector<Entry> entries;
  const std::lock_guard<std::mutex> lock(mutex_);
  entries.reserve(range_count_);
  for (const auto& [name, ranges] : files_) {
    uint64_t next_bytes = 0;
    for (const auto& [start_bytes, range] : ranges) {
      if (start_bytes != next_bytes) {
        return RangeError(name, next_bytes, start_bytes, "missing");
      }
      if (!range.digest.has_value()) {
        return RangeError(name, start_bytes, range.end_bytes,
                          range.is_open ? "not finished" : "missing: its stream was given up");
      }
      entries.push_back({name, *range.digest, start_bytes, range.end_bytes, range.source});
      next_bytes = range.end_bytes;
    }
  }
  if (entries.empty()) {
    return MakeError(Reason::kModelEmpty,
                     absl::StrCat(model_name_, ": no files were given to sign or verify"));
  }
  return Manifest::Create(model_name_, serialization_, std::move(entries));
}

}  // namespace modelseal::manifest
