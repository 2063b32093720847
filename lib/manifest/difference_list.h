// SPDX-License-Identifier: Apache-2.0
//
// Differences between a manifest and what was found, while they are being collected.
#ifndef MODELSEAL_LIB_MANIFEST_DIFFERENCE_LIST_H_
#define MODELSEAL_LIB_MANIFEST_DIFFERENCE_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/scheduler.h"
#include "lib/manifest/diff.h"
#include "lib/manifest/manifest.h"

namespace modelseal::manifest {

// A listed file as it was found.
struct FoundFile {
  std::string name;
  uint64_t size_bytes = kUnknownEnd;
};

class DifferenceList {
 public:
  // `manifest` must outlive the list.
  explicit DifferenceList(const Manifest& manifest) : manifest_(manifest) {}

  // What of a found file is to be compared with what of the manifest.
  struct Pair {
    size_t range = 0;  // index into the found ranges
    size_t entry = 0;  // index into the entries of the manifest
  };

  // Holds the ranges of a file that were found, in their order, against the entries [begin, end),
  // which list that file. Adds listed ranges that the file does not have and bytes of it that no
  // listed range covers; returns the rest.
  std::vector<Pair> MatchRanges(const FoundFile& file, std::span<const hash::FileRange> ranges,
                                size_t begin, size_t end);

  void AddModified(const FoundFile& file, const Entry& entry, std::optional<hash::Digest> actual);
  void AddMissing(const FoundFile& file, const Entry& entry, Reason reason);
  void AddUnsigned(const FoundFile& file);
  void AddRefused(const std::string& name, Reason reason);
  void AddIgnored(const std::string& name);

  bool has_faults() const { return diff_.has_faults(); }

  // Leaves the list empty.
  Diff Take(bool is_complete);

 private:
  const Manifest& manifest_;
  Diff diff_;
};

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_DIFFERENCE_LIST_H_
