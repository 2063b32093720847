// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/cached_ranges.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lib/base/status.h"
#include "lib/hash/digest_cache.h"
#include "lib/hash/listed_file.h"

namespace modelseal::hash {
namespace {

// The part of a run that the cache has to do with.
class CachedRun {
 public:
  CachedRun(const fs::ModelRoot& root, std::span<const fs::WalkedFile> files,
            std::span<const FileRange> ranges, HashAlgorithm algorithm, const HashJob& job)
      : root_(root),
        files_(files),
        ranges_(ranges),
        algorithm_(algorithm),
        job_(job),
        digests_(ranges.size()) {}

  absl::StatusOr<std::vector<RangeDigest>> Run() && {
    MODELSEAL_RETURN_IF_ERROR(LookUp());
    HashJob job = job_;
    job.cache = nullptr;
    if (job_.progress) {
      job.progress = [this](const HashProgress& rest) { return job_.progress(OfAll(rest)); };
    }
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<RangeDigest> hashed,
                               HashRanges(root_, files_, rest_, algorithm_, job));
    for (size_t i = 0; i < rest_.size(); ++i) {
      digests_[rest_indices_[i]] = hashed[i];
      Keep(rest_[i], hashed[i].digest);
    }
    return std::move(digests_);
  }

 private:
  absl::Status LookUp() {
    std::set<size_t> all_files;
    std::set<size_t> rest_files;
    for (size_t i = 0; i < ranges_.size(); ++i) {
      if (job_.cancel != nullptr && job_.cancel->is_requested()) {
        return MakeError(Reason::kCancelled, "hashing was cancelled");
      }
      const FileRange& range = ranges_[i];
      all_files.insert(range.file_index);
      MODELSEAL_ASSIGN_OR_RETURN(const std::optional<Digest> digest, Find(range));
      if (digest.has_value()) {
        digests_[i] = {*digest, DigestSource::kCached};
        cached_bytes_ += range.end_bytes - range.start_bytes;
        continue;
      }
      rest_files.insert(range.file_index);
      rest_.push_back(range);
      rest_indices_.push_back(i);
    }
    all_files_ = all_files.size();
    known_files_ = all_files.size() - rest_files.size();
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<Digest>> Find(const FileRange& range) {
    MODELSEAL_ASSIGN_OR_RETURN(const std::optional<int64_t> now_ns, TimeOf(range.file_index));
    if (!now_ns.has_value()) {
      return std::nullopt;
    }
    const std::optional<Digest> digest = job_.cache->Find(KeyOf(range), *now_ns);
    if (digest.has_value() && seen_file_ != range.file_index) {
      MODELSEAL_RETURN_IF_ERROR(OpenListedFile(root_, files_[range.file_index]).status());
      seen_file_ = range.file_index;
    }
    return digest;
  }

  // By the clock of the file's file system, asked once in the run and before anything was read.
  absl::StatusOr<std::optional<int64_t>> TimeOf(size_t file_index) {
    const fs::WalkedFile& walked = files_[file_index];
    const auto known = times_.find(walked.state.device);
    if (known != times_.end()) {
      return known->second;
    }
    MODELSEAL_ASSIGN_OR_RETURN(const fs::OpenFile file, OpenListedFile(root_, walked));
    return times_[walked.state.device] = job_.cache->NowNs(file.fd());
  }

  void Keep(const FileRange& range, const Digest& digest) {
    const std::optional<int64_t>& made_ns = times_[files_[range.file_index].state.device];
    if (made_ns.has_value()) {
      job_.cache->Insert(KeyOf(range), digest, *made_ns);
    }
  }

  CacheKey KeyOf(const FileRange& range) const {
    return {files_[range.file_index].state, range.start_bytes, range.end_bytes, algorithm_};
  }

  HashProgress OfAll(HashProgress progress) const {
    progress.bytes_done += cached_bytes_;
    progress.bytes_total += cached_bytes_;
    progress.bytes_cached = cached_bytes_;
    progress.files_done += known_files_;
    progress.files_total = all_files_;
    return progress;
  }

  const fs::ModelRoot& root_;
  const std::span<const fs::WalkedFile> files_;
  const std::span<const FileRange> ranges_;
  const HashAlgorithm algorithm_;
  const HashJob& job_;
  std::vector<RangeDigest> digests_;                  // of ranges_
  std::vector<FileRange> rest_;                       // what is to be hashed
  std::vector<size_t> rest_indices_;                  // in ranges_
  std::map<uint64_t, std::optional<int64_t>> times_;  // by device
  std::optional<size_t> seen_file_;  // the last one that was found in the state of the walk
  uint64_t cached_bytes_ = 0;
  uint64_t all_files_ = 0;
  uint64_t known_files_ = 0;  // of which nothing is to be hashed
};

}  // namespace

absl::StatusOr<std::vector<RangeDigest>> HashRangesWithCache(const fs::ModelRoot& root,
                                                             std::span<const fs::WalkedFile> files,
                                                             std::span<const FileRange> ranges,
                                                             HashAlgorithm algorithm,
                                                             const HashJob& job) {
  return CachedRun(root, files, ranges, algorithm, job).Run();
}

}  // namespace modelseal::hash
