// SPDX-License-Identifier: Apache-2.0
//
// What the steps of building a dataset have in common: parameters, keys, the work directory and how
// far the job has come.
#ifndef MODELSEAL_LIB_DATASET_BUILD_JOB_H_
#define MODELSEAL_LIB_DATASET_BUILD_JOB_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/cancel.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/block_file.h"
#include "lib/dataset/build_manifest.h"
#include "lib/dataset/parameters.h"
#include "lib/fs/random_file.h"
#include "lib/fs/work_directory.h"

namespace modelseal::dataset {

// Keys of the owner besides the one that labels are made with.
struct BuildKeys {
  crypto::Secret padding_key;
  crypto::Secret value_salt_key;
};

struct BuildProgress {
  BuildPhase phase;
  uint64_t done;   // records, partitions, dummies or slices
  uint64_t total;  // 0 while records come in
};

struct BuildOptions {
  uint32_t threads = 1;
  // Records are sorted in 2^partition_bits parts. At most kMaxPartitionBits; one job keeps to one.
  size_t partition_bits = 10;
  // A part that is larger is sorted in pieces, for each of which all of it is read: this many bytes
  // of records are in memory about four times on each thread, and no more threads sort than have
  // room in kMaxSortBytes together.
  uint64_t piece_bytes = 16u << 20;
  // What is kept back of each partition before it is written.
  size_t buffer_bytes = 32u << 10;
  // What a job that was killed has to do again at most: so many records, or so many bytes of sorted
  // records or of the store.
  uint64_t checkpoint_records = 1u << 20;
  uint64_t checkpoint_bytes = 64u << 20;
  const CancelToken* cancel = nullptr;
  // Called from any of the threads, never twice at once.
  std::function<void(const BuildProgress&)> progress = {};
};

// What sorting takes on all threads: with what is kept back of the partitions, less than 256 MiB.
inline constexpr uint64_t kMaxSortBytes = 192u << 20;

struct BuildJob {
  DatasetParameters parameters;
  BuildKeys keys;
  BuildOptions options;
  fs::WorkDirectory directory;
  BuildManifest manifest = {};

  absl::StatusOr<fs::RandomFile> OpenFile(std::string_view name) const;

  // The records that were added, as of the last checkpoint, and the dummies.
  absl::StatusOr<BlockFile> OpenRecords() const;
  absl::StatusOr<BlockFile> OpenPadding() const;

  // Loads the manifest, or begins one if there is none. kInvalidArgument if the work directory has
  // a job with other parameters.
  absl::Status LoadManifest();
  absl::Status SaveManifest() const;

  // Removes all files of the job, the manifest first, and the directory if nothing else is in it.
  absl::Status Clear() const;

  void Report(uint64_t done, uint64_t total) const;

  // How many threads may work on partitions of which the largest has so many bytes.
  uint32_t SortingThreads(uint64_t largest_partition_bytes) const;

  size_t partition_count() const { return size_t{1} << manifest.partition_bits; }
  uint64_t sorted_record_count() const;
  uint64_t leaf_count() const { return PaddedLeafCount(parameters.padding, sorted_record_count()); }
};

// Names in the work directory.
inline constexpr std::string_view kManifestName = "modelseal-manifest";
inline constexpr std::string_view kRecordsName = "modelseal-records";
inline constexpr std::string_view kValuesName = "modelseal-values";
inline constexpr std::string_view kRunsName = "modelseal-runs";
inline constexpr std::string_view kPaddingName = "modelseal-padding";
inline constexpr std::string_view kStoreName = "modelseal-store";

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BUILD_JOB_H_
