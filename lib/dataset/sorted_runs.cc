// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/sorted_runs.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/record_form.h"

namespace modelseal::dataset {

absl::StatusOr<SortedRuns> SortedRuns::Open(const BuildJob& job, const BlockFile& records) {
  MODELSEAL_ASSIGN_OR_RETURN(fs::RandomFile file, job.OpenFile(kRunsName));
  const size_t added_bytes = RecordBytes(HasFullAddedRecords(job.parameters));
  SortedRuns runs(std::move(file), RecordBytes(HasFullSortedRecords(job.parameters)));
  uint64_t offset = 0;
  for (size_t partition = 0; partition < job.partition_count(); ++partition) {
    runs.offsets_.push_back(offset);
    offset += records.PartitionBytes(partition) / added_bytes * runs.record_bytes_;
  }
  return runs;
}

absl::Status SortedRuns::Write(size_t partition, uint64_t first_record,
                               std::span<const uint8_t> records) const {
  return file_.WriteAt(offsets_[partition] + first_record * record_bytes_, records);
}

absl::Status SortedRuns::Reader::Fill() {
  constexpr uint64_t kChunkBytes = 1u << 20;
  const uint64_t count =
      std::min<uint64_t>(run_.record_count - read_, kChunkBytes / runs_.record_bytes_);
  chunk_.resize(count * runs_.record_bytes_);
  place_ = 0;
  MODELSEAL_RETURN_IF_ERROR(
      runs_.file_.ReadAt(runs_.offsets_[partition_] + read_ * runs_.record_bytes_, chunk_));
  sha256_.Update(chunk_);
  read_ += count;
  return absl::OkStatus();
}

absl::StatusOr<std::span<const uint8_t>> SortedRuns::Reader::Next() {
  if (place_ == chunk_.size() && read_ < run_.record_count) {
    MODELSEAL_RETURN_IF_ERROR(Fill());
  }
  if (place_ == chunk_.size()) {
    if (sha256_.Finish() != run_.digest) {
      return MakeError(Reason::kDatasetStoreInvalid,
                       absl::StrCat(runs_.file_.path(), ": partition ", partition_, " was altered"),
                       {{"path", runs_.file_.path()}});
    }
    return std::span<const uint8_t>();
  }
  const std::span<const uint8_t> record =
      std::span<const uint8_t>(chunk_).subspan(place_, runs_.record_bytes_);
  place_ += record.size();
  return record;
}

}  // namespace modelseal::dataset
