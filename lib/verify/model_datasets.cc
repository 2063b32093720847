// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/model_datasets.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/commitment.h"
#include "lib/fs/model_root.h"
#include "lib/hash/hash_stream.h"

namespace modelseal::verify {
namespace {

using manifest::Entry;
using manifest::Manifest;

hash::Digest DigestOf(hash::HashAlgorithm algorithm, std::string_view bytes) {
  hash::HashStream stream(algorithm);
  stream.Update(crypto::AsBytes(bytes));
  return stream.Finish();
}

absl::StatusOr<std::string> ReadSmallFile(const fs::ModelRoot& root, const std::string& name) {
  MODELSEAL_ASSIGN_OR_RETURN(const fs::OpenFile file, root.OpenFileBeneath(name));
  // One byte more than there may be tells a file that is too large.
  std::string bytes(limits::kMaxDatasetCommitmentBytes + 1, '\0');
  MODELSEAL_ASSIGN_OR_RETURN(
      const size_t size,
      file.ReadAt(0, std::span(reinterpret_cast<uint8_t*>(bytes.data()), bytes.size())));
  if (size > limits::kMaxDatasetCommitmentBytes) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(name, " has more than ", limits::kMaxDatasetCommitmentBytes,
                                  " bytes, which no commitment has"),
                     {{"path", name}, {"limit", absl::StrCat(limits::kMaxDatasetCommitmentBytes)}});
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> DatasetFilesOf(const Manifest& manifest) {
  std::vector<std::string> files;
  for (const Entry& entry : manifest.entries()) {
    if (!entry.name.ends_with(kDatasetFileSuffix) ||
        (!files.empty() && files.back() == entry.name)) {
      continue;
    }
    if (files.size() == limits::kMaxProvenanceItems) {
      return MakeError(Reason::kLimitExceeded,
                       absl::StrCat("the model has more than ", limits::kMaxProvenanceItems,
                                    " files that end with ", kDatasetFileSuffix),
                       {{"limit", absl::StrCat(limits::kMaxProvenanceItems)}});
    }
    files.push_back(entry.name);
  }
  return files;
}

bool HasFile(const Manifest& manifest, std::string_view name, std::string_view bytes) {
  const std::vector<Entry>& entries = manifest.entries();
  const auto first =
      std::lower_bound(entries.begin(), entries.end(), name,
                       [](const Entry& entry, std::string_view key) { return entry.name < key; });
  uint64_t covered_bytes = 0;
  bool is_there = false;
  for (auto entry = first; entry != entries.end() && entry->name == name; ++entry) {
    is_there = true;
    const uint64_t end =
        entry->end_bytes == manifest::kUnknownEnd ? bytes.size() : entry->end_bytes;
    if (entry->start_bytes != covered_bytes || end > bytes.size() || end < entry->start_bytes ||
        DigestOf(manifest.serialization().algorithm,
                 bytes.substr(entry->start_bytes, end - entry->start_bytes)) != entry->digest) {
      return false;
    }
    covered_bytes = end;
  }
  return is_there && covered_bytes == bytes.size();
}

absl::StatusOr<std::vector<ModelDataset>> ReadModelDatasets(std::string_view model_path,
                                                            const Manifest& manifest) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<std::string> files, DatasetFilesOf(manifest));
  std::vector<ModelDataset> datasets;
  if (files.empty()) {
    return datasets;
  }
  // Where the manifest was made by following links, the bytes are compared all the same.
  MODELSEAL_ASSIGN_OR_RETURN(
      const fs::ModelRoot root,
      fs::ModelRoot::Open(model_path, manifest.serialization().allows_symlinks
                                          ? fs::SymlinkPolicy::kFollowUnsafe
                                          : fs::SymlinkPolicy::kRefuse));
  for (const std::string& file : files) {
    MODELSEAL_ASSIGN_OR_RETURN(std::string bytes, ReadSmallFile(root, file));
    if (!HasFile(manifest, file, bytes)) {
      return MakeError(Reason::kDigestMismatch, absl::StrCat(file, " is not what was signed"),
                       {{"path", file}});
    }
    const absl::Status status = dataset::Commitment::Parse(crypto::AsBytes(bytes)).status();
    if (!status.ok()) {
      return MakeError(ReasonOf(status), absl::StrCat(file, ": ", status.message()),
                       {{"path", file}, {"field", DetailOf(status, "field").value_or("")}});
    }
    datasets.push_back({file, std::move(bytes)});
  }
  return datasets;
}

}  // namespace modelseal::verify
