// SPDX-License-Identifier: Apache-2.0
//
// What differs between a model on disk and a manifest.
#ifndef MODELSEAL_LIB_MANIFEST_DIFF_H_
#define MODELSEAL_LIB_MANIFEST_DIFF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/status.h"
#include "lib/fs/model_root.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/digest_source.h"
#include "lib/hash/scheduler.h"
#include "lib/manifest/builder.h"
#include "lib/manifest/manifest.h"

namespace modelseal::manifest {

// Values are those of MODELSEAL_DIFFERENCE_* in the C header.
enum class DifferenceKind : int32_t {
  kModified = 1,
  kMissing = 2,
  kUnsigned = 3,
  kIgnored = 4,
  kRefused = 5,
};

struct Difference {
  DifferenceKind kind = DifferenceKind::kModified;
  std::optional<Reason> reason = std::nullopt;  // none for kIgnored, which is no fault
  std::string name;
  bool is_range = false;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
  std::optional<hash::Digest> expected = std::nullopt;
  std::optional<hash::Digest> actual = std::nullopt;
  uint64_t size_bytes = kUnknownEnd;  // of the file found
};

struct Diff {
  std::vector<Difference> differences;  // by name, then by start
  bool is_complete = true;  // false: nothing was hashed, so modified files may be missing

  bool has_faults() const;
};

struct CompareOptions {
  // Besides what the manifest ignores. A listed file is never ignored.
  IgnoreRules ignore = {};
  // Links are followed only if the manifest says that the signer did, too.
  fs::SymlinkPolicy symlinks = fs::SymlinkPolicy::kRefuse;
  // Files that are not listed are no fault.
  bool accepts_unsigned = false;
  // Anything under an ignored name is a fault, but for ignore.paths.
  bool refuses_ignored = false;
  // An empty file that is not listed is a fault also in shard mode, in which OMS omits them.
  bool is_strict = false;
  // Hash although it is clear already that the model differs.
  bool reports_all = false;
};

struct Comparison {
  Diff diff;
  std::vector<std::string> accepted_unsigned;
  std::vector<std::string> ignored_present;
  // Of each entry of the manifest; none for what was not compared.
  std::vector<std::optional<hash::DigestSource>> sources;
  hash::SourceBytes compared_bytes;
};

// Compares cheap things first: which files there are and what they are; then, if they agree or
// options.reports_all, their bytes. Fails as fs::Walk and hash::HashRanges do, and with
// kStatementInvalid if the manifest is of a single file without a name and the model a directory.
// job.cache is not used unless job.cache_counts_for_verification_unsafe.
absl::StatusOr<Comparison> CompareModel(std::string_view model_path, const Manifest& manifest,
                                        const CompareOptions& options, const hash::HashJob& job);

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_DIFF_H_
