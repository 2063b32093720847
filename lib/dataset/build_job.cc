// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/build_job.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/commitment.h"
#include "lib/fs/whole_file.h"

namespace modelseal::dataset {
namespace {

// Of everything that must not change between one run of a job and the next.
absl::StatusOr<crypto::Sha256Digest> DigestOf(const DatasetParameters& parameters) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const Commitment commitment,
      Commitment::Create(parameters, PaddedLeafCount(parameters.padding, 0), kEmptySubtree));
  return commitment.ComputeDigest();
}

absl::Status OtherJob(std::string_view path, std::string_view what) {
  return MakeError(Reason::kInvalidArgument, absl::StrCat(path, " has a job with ", what),
                   {{"path", std::string(path)}});
}

}  // namespace

absl::StatusOr<fs::RandomFile> BuildJob::OpenFile(std::string_view name) const {
  return fs::RandomFile::OpenForWriting(directory.PathOf(name));
}

absl::StatusOr<BlockFile> BuildJob::OpenRecords() const {
  MODELSEAL_ASSIGN_OR_RETURN(fs::RandomFile file, OpenFile(kRecordsName));
  return BlockFile::Open(std::move(file), manifest.records_file_bytes, partition_count(),
                         options.buffer_bytes);
}

absl::StatusOr<BlockFile> BuildJob::OpenPadding() const {
  MODELSEAL_ASSIGN_OR_RETURN(fs::RandomFile file, OpenFile(kPaddingName));
  return BlockFile::Open(std::move(file), manifest.padding_file_bytes, partition_count(),
                         options.buffer_bytes);
}

absl::Status BuildJob::LoadManifest() {
  MODELSEAL_ASSIGN_OR_RETURN(const crypto::Sha256Digest digest, DigestOf(parameters));
  const std::string path = directory.PathOf(kManifestName);
  const auto bytes = fs::ReadWholeFile(path, kMaxBuildManifestBytes);
  if (!bytes.ok() && ReasonOf(bytes.status()) == Reason::kNotFound) {
    manifest = {};
    manifest.parameters_digest = digest;
    manifest.partition_bits = static_cast<uint8_t>(options.partition_bits);
    manifest.runs.resize(partition_count());
    return SaveManifest();
  }
  MODELSEAL_RETURN_IF_ERROR(bytes.status());
  MODELSEAL_ASSIGN_OR_RETURN(manifest, ParseBuildManifest(crypto::AsBytes(*bytes)));
  if (manifest.parameters_digest != digest) {
    return OtherJob(path, "other parameters or another key");
  }
  if (manifest.partition_bits != options.partition_bits) {
    return OtherJob(path, absl::StrCat(manifest.partition_bits, " partition bits, not ",
                                       options.partition_bits));
  }
  return absl::OkStatus();
}

absl::Status BuildJob::SaveManifest() const {
  const std::vector<uint8_t> bytes = EncodeBuildManifest(manifest);
  return fs::WriteFileAtomically(
      directory.PathOf(kManifestName),
      std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

absl::Status BuildJob::Clear() const {
  for (const std::string_view name :
       {kManifestName, kRecordsName, kValuesName, kRunsName, kPaddingName, kStoreName}) {
    MODELSEAL_RETURN_IF_ERROR(directory.Remove(name));
  }
  directory.RemoveIfEmpty();
  return absl::OkStatus();
}

void BuildJob::Report(uint64_t done, uint64_t total) const {
  if (options.progress) {
    options.progress({manifest.phase, done, total});
  }
}

uint64_t BuildJob::sorted_record_count() const {
  uint64_t count = 0;
  for (const BuildManifest::Run& run : manifest.runs) {
    count += run.record_count;
  }
  return count;
}

uint32_t BuildJob::SortingThreads(uint64_t largest_partition_bytes) const {
  constexpr uint64_t kCopies = 4;  // as they were read, apart, in order, and their places
  const uint64_t piece_bytes = std::min(largest_partition_bytes, options.piece_bytes);
  const uint64_t room = kMaxSortBytes / (kCopies * std::max<uint64_t>(piece_bytes, 1));
  return static_cast<uint32_t>(std::clamp<uint64_t>(room, 1, std::max(options.threads, 1u)));
}

}  // namespace modelseal::dataset
