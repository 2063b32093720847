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

  // `first_record`: how many records of the partition come before.
  absl::Status Write(size_t partition, uint64_t first_record,
                     std::span<const uint8_t> records) const;

  // Reads the records of a partition one after another, in memory that has a bound. Not
  // thread-safe; the runs must stay.
  class Reader {
   public:
    Reader(const SortedRuns& runs, size_t partition, const BuildManifest::Run& run)
        : runs_(runs), partition_(partition), run_(run) {}

    // The bytes of the next record, valid until the next call; empty after the last one. Fails with
    // kDatasetStoreInvalid instead of ending if the records are not those that the run says.
    absl::StatusOr<std::span<const uint8_t>> Next();

   private:
    absl::Status Fill();

    const SortedRuns& runs_;
    size_t partition_;
    BuildManifest::Run run_;
    crypto::Sha256 sha256_;
    uint64_t read_ = 0;  // records
    std::vector<uint8_t> chunk_;
    size_t place_ = 0;  // in the chunk
  };

 private:
  SortedRuns(fs::RandomFile file, size_t record_bytes)
      : file_(std::move(file)), record_bytes_(record_bytes) {}

  fs::RandomFile file_;
  size_t record_bytes_;
  std::vector<uint64_t> offsets_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SORTED_RUNS_H_
