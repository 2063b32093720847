// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/diff.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/utf8.h"
#include "lib/fs/path.h"
#include "lib/fs/walk.h"
#include "lib/manifest/difference_list.h"

namespace modelseal::manifest {
namespace {

// Reported names are text; those of the file system need not be.
std::string TextOf(const std::string& name) { return IsUtf8(name) ? name : EscapeForDisplay(name); }

// One comparison under way: what was found, what is to be hashed, and the differences so far.
class Comparer {
 public:
  Comparer(const fs::ModelRoot& root, const Manifest& manifest, const CompareOptions& options)
      : root_(root), manifest_(manifest), options_(options), differences_(manifest) {
    out_.sources.resize(manifest.entries().size());
  }

  absl::StatusOr<Comparison> Run(const hash::HashJob& job) {
    MODELSEAL_RETURN_IF_ERROR(CheckModelKind());
    MODELSEAL_RETURN_IF_ERROR(WalkModel(job.cancel));
    MODELSEAL_RETURN_IF_ERROR(MatchFiles());
    MODELSEAL_RETURN_IF_ERROR(ReportIgnored());
    const bool may_stop = differences_.has_faults() && !options_.reports_all;
    if (!may_stop) {
      MODELSEAL_RETURN_IF_ERROR(HashAndMatch(job));
    }
    out_.diff = differences_.Take(!may_stop);
    return std::move(out_);
  }

 private:
  absl::Status CheckModelKind() const {
    if (manifest_.entries().front().name == kSelfName && !root_.is_single_file()) {
      return MakeError(Reason::kStatementInvalid,
                       absl::StrCat("the statement is about a single file, but ", root_.path(),
                                    " is a directory"),
                       {{"path", root_.path()}});
    }
    return absl::OkStatus();
  }

  absl::Status WalkModel(const CancelToken* cancel) {
    IgnoreRules rules = options_.ignore;
    const std::vector<std::string>& recorded = manifest_.serialization().ignored;
    rules.names.insert(rules.names.end(), recorded.begin(), recorded.end());
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<std::string> ignored, rules.Resolve(root_));
    MODELSEAL_ASSIGN_OR_RETURN(walked_, fs::Walk(root_, {.ignored = ignored, .cancel = cancel}));
    return absl::OkStatus();
  }

  // The name under which an entry's file stands in the model.
  std::string_view FileName(const Entry& entry) const {
    return entry.name == kSelfName ? std::string_view(root_.base_name()) : entry.name;
  }

  absl::Status MatchFiles() {
    const std::vector<Entry>& entries = manifest_.entries();
    absl::flat_hash_set<std::string_view> listed;
    std::vector<fs::WalkedFile> found = std::move(walked_.files);
    for (size_t begin = 0; begin < entries.size();) {
      const size_t end = manifest_.EndOfFile(begin);
      const std::string_view name = FileName(entries[begin]);
      listed.insert(name);
      const auto at = std::lower_bound(
          found.begin(), found.end(), name,
          [](const fs::WalkedFile& file, std::string_view wanted) { return file.name < wanted; });
      if (at != found.end() && at->name == name) {
        MODELSEAL_RETURN_IF_ERROR(MatchRanges(*at, begin, end));
      } else {
        MODELSEAL_RETURN_IF_ERROR(ProbeUnlisted(begin, end));
      }
      begin = end;
    }
    ReportUnsigned(found, listed);
    ReportRefused(listed);
    return absl::OkStatus();
  }

  // A listed file that the walk did not list: it may stand under an ignored name, be of a wrong
  // type or behind a link, or not be there.
  absl::Status ProbeUnlisted(size_t begin, size_t end) {
    const std::string name(FileName(manifest_.entries()[begin]));
    const absl::StatusOr<fs::OpenFile> file = root_.OpenFileBeneath(name);
    if (file.ok()) {
      return MatchRanges({name, file->state()}, begin, end);
    }
    const Reason reason = ReasonOf(file.status());
    switch (reason) {
      case Reason::kNotFound:
        for (size_t i = begin; i < end; ++i) {
          differences_.AddMissing({name}, manifest_.entries()[i], Reason::kFileMissing);
        }
        return absl::OkStatus();
      case Reason::kSymlinkRefused:
      case Reason::kFileTypeRefused:
        refused_.insert(name);
        differences_.AddRefused(name, reason);
        return absl::OkStatus();
      default:
        return file.status();
    }
  }

  // Plans to hash what is listed of a file, and reports listed ranges that the file does not have
  // and bytes of it that no listed range covers.
  absl::Status MatchRanges(const fs::WalkedFile& file, size_t begin, size_t end) {
    const uint64_t size = file.state.size_bytes;
    const uint64_t shard_size = manifest_.serialization().shard_size_bytes;
    std::vector<hash::FileRange> ranges;
    AppendRanges(files_.size(), size, shard_size, ranges);
    files_.push_back(file);
    if (ranges.size() + ranges_.size() > limits::kMaxManifestEntries) {
      return MakeError(Reason::kLimitExceeded,
                       absl::StrCat("the model needs more than ", limits::kMaxManifestEntries,
                                    " manifest entries"),
                       {{"limit", absl::StrCat(limits::kMaxManifestEntries)}});
    }
    for (const auto [range, entry] :
         differences_.MatchRanges({file.name, size}, ranges, begin, end)) {
      ranges_.push_back(ranges[range]);
      expected_.push_back(entry);
    }
    return absl::OkStatus();
  }

  void ReportUnsigned(std::span<const fs::WalkedFile> found,
                      const absl::flat_hash_set<std::string_view>& listed) {
    for (const fs::WalkedFile& file : found) {
      if (listed.contains(file.name)) {
        continue;
      }
      const bool is_omitted = manifest_.serialization().is_sharded() && !options_.is_strict &&
                              file.state.size_bytes == 0;
      ReportUnsignedName(file.name, file.state.size_bytes, is_omitted);
    }
  }

  void ReportUnsignedName(const std::string& name, uint64_t size_bytes, bool is_omitted) {
    if (options_.accepts_unsigned || is_omitted) {
      out_.accepted_unsigned.push_back(name);
      return;
    }
    differences_.AddUnsigned({name, size_bytes});
  }

  // Links, pipes and the like. Where unsigned files are accepted they are as good as those, unless
  // they stand in the way of a listed file, which ProbeUnlisted has then reported.
  void ReportRefused(const absl::flat_hash_set<std::string_view>& listed) {
    for (const fs::RefusedEntry& entry : walked_.refused) {
      if (refused_.contains(entry.name) || listed.contains(entry.name)) {
        continue;
      }
      if (options_.accepts_unsigned || entry.reason == Reason::kNameInvalid) {
        ReportUnsignedName(TextOf(entry.name), kUnknownEnd, false);
      } else {
        differences_.AddRefused(TextOf(entry.name), entry.reason);
      }
    }
  }

  absl::Status ReportIgnored() {
    IgnoreRules exempt;
    exempt.paths = options_.ignore.paths;
    exempt.git_paths = false;
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<std::string> exempt_names, exempt.Resolve(root_));
    for (const std::string& name : walked_.ignored_present) {
      out_.ignored_present.push_back(TextOf(name));
      const bool is_refused = options_.refuses_ignored &&
                              !std::binary_search(exempt_names.begin(), exempt_names.end(), name);
      if (is_refused) {
        differences_.AddRefused(TextOf(name), Reason::kIgnoredContentRefused);
      } else {
        differences_.AddIgnored(TextOf(name));
      }
    }
    return absl::OkStatus();
  }

  absl::Status HashAndMatch(const hash::HashJob& job) {
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<hash::RangeDigest> digests,
        hash::HashRanges(root_, files_, ranges_, manifest_.serialization().algorithm, job));
    for (size_t i = 0; i < ranges_.size(); ++i) {
      const auto& [digest, source] = digests[i];
      out_.compared_bytes.Add(source, ranges_[i].end_bytes - ranges_[i].start_bytes);
      out_.sources[expected_[i]] = source;
      const Entry& entry = manifest_.entries()[expected_[i]];
      if (digest != entry.digest) {
        const fs::WalkedFile& file = files_[ranges_[i].file_index];
        differences_.AddModified({file.name, file.state.size_bytes}, entry, digest);
      }
    }
    return absl::OkStatus();
  }

  const fs::ModelRoot& root_;
  const Manifest& manifest_;
  const CompareOptions& options_;
  DifferenceList differences_;
  fs::WalkResult walked_;
  absl::flat_hash_set<std::string> refused_;  // names that ProbeUnlisted has reported
  std::vector<fs::WalkedFile> files_;         // listed and there
  std::vector<hash::FileRange> ranges_;       // of files_
  std::vector<size_t> expected_;              // the entry of each range
  Comparison out_;
};

}  // namespace

bool Diff::has_faults() const {
  return std::any_of(differences.begin(), differences.end(),
                     [](const Difference& difference) { return difference.reason.has_value(); });
}

absl::StatusOr<Comparison> CompareModel(std::string_view model_path, const Manifest& manifest,
                                        const CompareOptions& options, const hash::HashJob& job) {
  const fs::SymlinkPolicy symlinks =
      manifest.serialization().allows_symlinks ? options.symlinks : fs::SymlinkPolicy::kRefuse;
  MODELSEAL_ASSIGN_OR_RETURN(const fs::ModelRoot root, fs::ModelRoot::Open(model_path, symlinks));
  if (job.cache_counts_for_verification_unsafe) {
    return Comparer(root, manifest, options).Run(job);
  }
  hash::HashJob without_cache = job;
  without_cache.cache = nullptr;
  return Comparer(root, manifest, options).Run(without_cache);
}

}  // namespace modelseal::manifest
