// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/difference_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace modelseal::manifest {

std::vector<DifferenceList::Pair> DifferenceList::MatchRanges(
    const FoundFile& file, std::span<const hash::FileRange> ranges, size_t begin, size_t end) {
  const std::vector<Entry>& entries = manifest_.entries();
  const bool is_sharded = manifest_.serialization().is_sharded();
  std::vector<Pair> pairs;
  size_t next = begin;
  for (size_t i = 0; i < ranges.size(); ++i) {
    const hash::FileRange& range = ranges[i];
    if (next == end || entries[next].start_bytes != range.start_bytes) {
      diff_.differences.push_back({.kind = DifferenceKind::kUnsigned,
                                   .reason = Reason::kShardMissing,
                                   .name = file.name,
                                   .is_range = true,
                                   .start_bytes = range.start_bytes,
                                   .end_bytes = range.end_bytes,
                                   .size_bytes = file.size_bytes});
      continue;
    }
    if (is_sharded && entries[next].end_bytes != range.end_bytes) {
      AddModified(file, entries[next], std::nullopt);
    } else {
      pairs.push_back({i, next});
    }
    ++next;
  }
  for (; next < end; ++next) {
    AddMissing(file, entries[next], Reason::kShardMissing);
  }
  return pairs;
}

void DifferenceList::AddModified(const FoundFile& file, const Entry& entry,
                                 std::optional<hash::Digest> actual) {
  const bool is_range = manifest_.serialization().is_sharded();
  diff_.differences.push_back({.kind = DifferenceKind::kModified,
                               .reason = Reason::kDigestMismatch,
                               .name = file.name,
                               .is_range = is_range,
                               .start_bytes = entry.start_bytes,
                               .end_bytes = is_range ? entry.end_bytes : 0,
                               .expected = entry.digest,
                               .actual = actual,
                               .size_bytes = file.size_bytes});
}

void DifferenceList::AddMissing(const FoundFile& file, const Entry& entry, Reason reason) {
  const bool is_range = manifest_.serialization().is_sharded();
  diff_.differences.push_back({.kind = DifferenceKind::kMissing,
                               .reason = reason,
                               .name = file.name,
                               .is_range = is_range,
                               .start_bytes = entry.start_bytes,
                               .end_bytes = is_range ? entry.end_bytes : 0,
                               .expected = entry.digest,
                               .size_bytes = file.size_bytes});
}

void DifferenceList::AddUnsigned(const FoundFile& file) {
  diff_.differences.push_back({.kind = DifferenceKind::kUnsigned,
                               .reason = Reason::kFileUnsigned,
                               .name = file.name,
                               .size_bytes = file.size_bytes});
}

void DifferenceList::AddRefused(const std::string& name, Reason reason) {
  diff_.differences.push_back({.kind = DifferenceKind::kRefused, .reason = reason, .name = name});
}

void DifferenceList::AddIgnored(const std::string& name) {
  diff_.differences.push_back({.kind = DifferenceKind::kIgnored, .name = name});
}

Diff DifferenceList::Take(bool is_complete) {
  Diff out = std::exchange(diff_, {});
  out.is_complete = is_complete;
  std::sort(out.differences.begin(), out.differences.end(),
            [](const Difference& a, const Difference& b) {
              return std::tie(a.name, a.start_bytes) < std::tie(b.name, b.start_bytes);
            });
  return out;
}

}  // namespace modelseal::manifest
