// SPDX-License-Identifier: Apache-2.0
//
// The file of the sorted partitions, each at a place of its own that has room for all its records.
#ifndef MODELSEAL_LIB_DATASET_SORTED_RUNS_H_
#define MODELSEAL_LIB_DATASET_SORTED_RUNS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/build_job.h"
#include "lib/fs/random_file.h"

namespace modelseal::dataset {

// Thread-safe, for partitions apart.
class SortedRuns {
 public:
  // `records`: those that were added.
  static absl::StatusOr<SortedRuns> Open(const BuildJob& job, const BlockFile& records);

  const fs::RandomFile& file() const { return file_; }

  absl::Status Write(size_t partition, std::span<const uint8_t> records) const;

  // kDatasetStoreInvalid if the records are not those that `run` says.
  absl::StatusOr<std::vector<uint8_t>> Read(size_t partition, const BuildManifest::Run& run) const;

 private:
  SortedRuns(fs::RandomFile file, size_t record_bytes)
      : file_(std::move(file)), record_bytes_(record_bytes) {}

  fs::RandomFile file_;
  size_t record_bytes_;
  std::vector<uint64_t> offsets_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SORTED_RUNS_H_
