// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/compare_manifests.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"
#include "lib/manifest/difference_list.h"

namespace modelseal::manifest {
namespace {

std::string Describe(const Serialization& serialization) {
  return absl::StrCat(
      AlgorithmName(serialization.algorithm),
      serialization.is_sharded()
          ? absl::StrCat(" over shards of ", serialization.shard_size_bytes, " bytes")
          : " over whole files");
}

absl::Status CheckComparable(const Manifest& given, const Manifest& manifest,
                             const CompareOptions& options) {
  const std::string actual = Describe(given.serialization());
  const std::string expected = Describe(manifest.serialization());
  if (actual != expected) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("the manifest is ", actual, ", but what was signed is ", expected,
                                  ": expected hash options as those of the bundle"),
                     {{"expected", expected}, {"actual", actual}});
  }
  const auto claimed = std::find_if(given.entries().begin(), given.entries().end(),
                                    [](const Entry& entry) { return !entry.source.has_value(); });
  if (claimed != given.entries().end()) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("the manifest was read from a bundle: its digest of ",
                                  claimed->name, " came from no file"),
                     {{"path", claimed->name}});
  }
  if (given.serialization().allows_symlinks &&
      !(manifest.serialization().allows_symlinks &&
        options.symlinks == fs::SymlinkPolicy::kFollowUnsafe)) {
    return MakeError(Reason::kSymlinkRefused,
                     "the manifest was made by following symbolic links, which the signer did not "
                     "do or the policy does not allow");
  }
  return absl::OkStatus();
}

class Comparer {
 public:
  Comparer(const Manifest& given, const Manifest& manifest, const CompareOptions& options)
      : given_(given), manifest_(manifest), options_(options), differences_(manifest) {
    out_.sources.resize(manifest.entries().size());
  }

  absl::StatusOr<Comparison> Run() {
    IgnoreRules rules = options_.ignore;
    const std::vector<std::string>& recorded = manifest_.serialization().ignored;
    rules.names.insert(rules.names.end(), recorded.begin(), recorded.end());
    MODELSEAL_ASSIGN_OR_RETURN(ignored_, rules.ResolveNames());
    MODELSEAL_RETURN_IF_ERROR(CheckModelKind());
    MatchFiles();
    ReportIgnored();
    out_.diff = differences_.Take(true);
    return std::move(out_);
  }

 private:
  absl::Status CheckModelKind() const {
    if (manifest_.entries().front().name == kSelfName &&
        given_.EndOfFile(0) != given_.entries().size()) {
      return MakeError(Reason::kStatementInvalid,
                       "the statement is about a single file, but the manifest lists several");
    }
    return absl::OkStatus();
  }

  // The name under which a signed entry's file stands in the given manifest.
  std::string_view FileName(const Entry& entry) const {
    return entry.name == kSelfName ? given_.entries().front().name : entry.name;
  }

  // Both manifests are sorted by name.
  void MatchFiles() {
    const std::vector<Entry>& found = given_.entries();
    const std::vector<Entry>& listed = manifest_.entries();
    size_t at = 0;
    for (size_t begin = 0; begin < listed.size();) {
      const size_t end = manifest_.EndOfFile(begin);
      const std::string_view name = FileName(listed[begin]);
      for (; at < found.size() && found[at].name < name; at = given_.EndOfFile(at)) {
        ReportUnlisted(at);
      }
      if (at < found.size() && found[at].name == name) {
        MatchRanges(at, begin, end);
        at = given_.EndOfFile(at);
      } else {
        for (size_t i = begin; i < end; ++i) {
          differences_.AddMissing({std::string(name)}, listed[i], Reason::kFileMissing);
        }
      }
      begin = end;
    }
    for (; at < found.size(); at = given_.EndOfFile(at)) {
      ReportUnlisted(at);
    }
  }

  FoundFile FileAt(size_t begin) const {
    const size_t last = given_.EndOfFile(begin) - 1;
    return {given_.entries()[begin].name, given_.entries()[last].end_bytes};
  }

  void MatchRanges(size_t found_begin, size_t begin, size_t end) {
    const FoundFile file = FileAt(found_begin);
    std::vector<hash::FileRange> ranges;
    const size_t found_end = given_.EndOfFile(found_begin);
    for (size_t i = found_begin; i < found_end; ++i) {
      ranges.push_back({i, given_.entries()[i].start_bytes, given_.entries()[i].end_bytes});
    }
    for (const auto [range, entry] : differences_.MatchRanges(file, ranges, begin, end)) {
      Compare(file, given_.entries()[ranges[range].file_index], entry);
    }
  }

  void Compare(const FoundFile& file, const Entry& found, size_t at) {
    out_.sources[at] = found.source;
    if (found.end_bytes != kUnknownEnd) {
      out_.compared_bytes.Add(*found.source, found.end_bytes - found.start_bytes);
    }
    if (found.digest != manifest_.entries()[at].digest) {
      differences_.AddModified(file, manifest_.entries()[at], found.digest);
    }
  }

  void ReportUnlisted(size_t begin) {
    const FoundFile file = FileAt(begin);
    if (const auto cover = fs::HighestAtOrAbove(ignored_, file.name); cover.has_value()) {
      ignored_present_.emplace(*cover);
    } else if (options_.accepts_unsigned) {
      out_.accepted_unsigned.push_back(file.name);
    } else {
      differences_.AddUnsigned(file);
    }
  }

  void ReportIgnored() {
    for (const std::string& name : ignored_present_) {
      out_.ignored_present.push_back(name);
      if (options_.refuses_ignored) {
        differences_.AddRefused(name, Reason::kIgnoredContentRefused);
      } else {
        differences_.AddIgnored(name);
      }
    }
  }

  const Manifest& given_;
  const Manifest& manifest_;
  const CompareOptions& options_;
  DifferenceList differences_;
  std::vector<std::string> ignored_;  // sorted
  std::set<std::string> ignored_present_;
  Comparison out_;
};

}  // namespace

absl::StatusOr<Comparison> CompareManifests(const Manifest& given, const Manifest& manifest,
                                            const CompareOptions& options) {
  MODELSEAL_RETURN_IF_ERROR(CheckComparable(given, manifest, options));
  return Comparer(given, manifest, options).Run();
}

}  // namespace modelseal::manifest
