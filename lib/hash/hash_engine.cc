// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hash_engine.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/hash/hash_run.h"
#include "lib/hash/listed_file.h"
#include "lib/hash/progress_reporter.h"

namespace modelseal::hash {
namespace {

// The ranges of one call of the engine, and their files.
class Batch {
 public:
  Batch(const fs::ModelRoot& root, std::span<const fs::WalkedFile> files,
        std::span<const FileRange> ranges)
      : root_(root), files_(files), ranges_(ranges) {}

  absl::Status Open() {
    for (const FileRange& range : ranges_) {
      const fs::WalkedFile& walked = files_[range.file_index];
      if (open_.empty() || open_.back().walked != &walked) {
        MODELSEAL_ASSIGN_OR_RETURN(fs::OpenFile file, OpenListedFile(root_, walked));
        open_.push_back({std::move(file), &walked});
      }
      engine_ranges_.push_back(
          {open_.back().file.fd(), walked.name, range.start_bytes, range.end_bytes});
    }
    return absl::OkStatus();
  }

  // After the engine has read them.
  absl::Status CheckUnchanged() const {
    for (const Opened& opened : open_) {
      MODELSEAL_RETURN_IF_ERROR(CheckListedFile(opened.file, *opened.walked));
    }
    return absl::OkStatus();
  }

  std::span<const EngineRange> engine_ranges() const { return engine_ranges_; }

 private:
  struct Opened {
    fs::OpenFile file;
    const fs::WalkedFile* walked;
  };

  const fs::ModelRoot& root_;
  const std::span<const fs::WalkedFile> files_;
  const std::span<const FileRange> ranges_;
  std::vector<Opened> open_;
  std::vector<EngineRange> engine_ranges_;
};

absl::StatusOr<std::vector<uint8_t>> HashBatch(Batch& batch, HashAlgorithm algorithm,
                                               HashEngine& engine) {
  MODELSEAL_RETURN_IF_ERROR(batch.Open());
  std::vector<uint8_t> digests(batch.engine_ranges().size() * DigestSizeBytes(algorithm));
  const int32_t answer = engine.Hash(batch.engine_ranges(), algorithm, digests);
  if (answer != 0) {
    return MakeError(Reason::kCallbackFailed, absl::StrCat("the hash engine returned ", answer),
                     {{"callback", absl::StrCat(answer)},
                      {"path", std::string(batch.engine_ranges().front().name)}});
  }
  MODELSEAL_RETURN_IF_ERROR(batch.CheckUnchanged());
  return digests;
}

void Count(std::span<const FileRange> ranges, HashRun& run) {
  for (const FileRange& range : ranges) {
    run.AddBytes(range.end_bytes - range.start_bytes);
    run.FinishRangeOf(range.file_index);
  }
}

}  // namespace

absl::StatusOr<std::vector<RangeDigest>> HashRangesWithEngine(const fs::ModelRoot& root,
                                                              std::span<const fs::WalkedFile> files,
                                                              std::span<const FileRange> ranges,
                                                              HashAlgorithm algorithm,
                                                              const HashJob& job) {
  const size_t digest_bytes = DigestSizeBytes(algorithm);
  HashRun run(files.size(), ranges, job.cancel);
  ProgressReporter reporter(job.progress, run);
  std::vector<RangeDigest> out;
  out.reserve(ranges.size());
  while (out.size() < ranges.size() && run.ShouldContinue()) {
    const size_t count = std::min(ranges.size() - out.size(), job.engine->max_ranges());
    const std::span<const FileRange> taken = ranges.subspan(out.size(), count);
    Batch batch(root, files, taken);
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> digests,
                               HashBatch(batch, algorithm, *job.engine));
    for (size_t i = 0; i < count; ++i) {
      out.push_back({Digest(std::span(digests).subspan(i * digest_bytes, digest_bytes)),
                     DigestSource::kEngine});
    }
    Count(taken, run);
    reporter.ReportIfDue();
  }
  MODELSEAL_RETURN_IF_ERROR(run.status());
  reporter.Report();
  MODELSEAL_RETURN_IF_ERROR(run.status());
  return out;
}

}  // namespace modelseal::hash
