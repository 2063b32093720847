// SPDX-License-Identifier: Apache-2.0
//
// Builds the store of a dataset and its commitment from records that come in any order, in memory
// that does not grow with them. Killed at any point, it goes on from its last checkpoint.
//
// Labels are computed on all threads and appended to one file in blocks by their first bits; each
// partition is then sorted, every duplicate dealt with; dummies fill the size class; and the leaves
// are streamed into the store while the hashes above them are computed. Neither the order of the
// records nor the number of threads changes the store.
#ifndef MODELSEAL_LIB_DATASET_DATASET_BUILDER_H_
#define MODELSEAL_LIB_DATASET_DATASET_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/block_file.h"
#include "lib/dataset/build_job.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/label.h"
#include "lib/dataset/label_source.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/slice_writer.h"

namespace modelseal::dataset {

// Not thread-safe: one caller, who may ask it to stop from anywhere. After a failure, or when
// stopped, every call fails in the same way; what was kept by the last checkpoint is there for a
// builder that is opened anew.
class Builder {
 public:
  // Takes up the job in that directory, or begins one. `labels` must stay until the builder is
  // gone. Fails with kInvalidArgument for parameters that CheckParameters() refuses or that are not
  // those of the job, kDatasetStoreInvalid if the files of the job were cut or altered, and as
  // WorkDirectory::Open().
  static absl::StatusOr<std::unique_ptr<Builder>> Open(std::string_view work_directory,
                                                       DatasetParameters parameters, BuildKeys keys,
                                                       const LabelSource& labels,
                                                       BuildOptions options);

  // How many records were added; after Open() those that an earlier run of the job has kept: the
  // caller goes on with the one after them.
  uint64_t record_count() const { return record_count_; }

  // Whether records are taken: no longer once Finish() has begun, in this run or an earlier one.
  bool takes_records() const { return job_.manifest.phase == BuildPhase::kAdding; }

  // For a set, and for a map that counts.
  absl::Status Add(std::span<const RecordDigest> records);

  // For a map: one value a record, each at most 1 MiB (kLimitExceeded).
  absl::Status AddWithValues(std::span<const RecordDigest> records,
                             std::span<const std::string_view> values);

  // Returns when all that was added is kept. Done by itself now and then.
  absl::Status Checkpoint();

  // Completes the store and moves it to `store_path`, whose directory is on the file system of the
  // work directory; before that, and on failure, nothing is changed there. Then the work directory
  // is cleared. Fails with kDatasetRecordDuplicate, kCancelled, kIoFailed (in particular when the
  // disk is full), kLimitExceeded, kDatasetStoreInvalid.
  absl::StatusOr<Commitment> Finish(std::string_view store_path);

  // The same without keeping a store. Fails too with kDatasetCommitmentMismatch if the records are
  // not those of `expected`.
  absl::Status Audit(const Commitment& expected);

 private:
  struct Pending {
    std::vector<RecordDigest> records = {};
    std::string values = {};
    std::vector<uint32_t> value_sizes = {};
  };

  Builder(BuildJob job, BlockFile records, fs::RandomFile values_file, const LabelSource& labels);

  absl::Status CheckTakes(bool has_values) const;
  absl::Status TakeOver(const absl::Status& status);
  absl::Status AddOne(const RecordDigest& record, std::optional<std::string_view> value);
  absl::Status WriteOutPending();
  absl::Status AppendPending(std::span<const Label> labels);
  absl::Status WriteCheckpoint();
  absl::StatusOr<Commitment> WriteStoreHere();
  absl::StatusOr<Commitment> RunSteps(std::string_view store_path);
  absl::Status CompareWith(const Commitment& expected);

  BuildJob job_;
  BlockFile records_;
  fs::RandomFile values_file_;
  SectionWriter values_;
  uint64_t values_bytes_;
  const LabelSource& labels_;
  Pending pending_;
  uint64_t record_count_;
  absl::Status failure_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_DATASET_BUILDER_H_
