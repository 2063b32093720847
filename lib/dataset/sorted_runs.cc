// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/sorted_runs.h"

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

absl::Status SortedRuns::Write(size_t partition, std::span<const uint8_t> records) const {
  return file_.WriteAt(offsets_[partition], records);
}

absl::StatusOr<std::vector<uint8_t>> SortedRuns::Read(size_t partition,
                                                      const BuildManifest::Run& run) const {
  std::vector<uint8_t> records(run.record_count * record_bytes_);
  MODELSEAL_RETURN_IF_ERROR(file_.ReadAt(offsets_[partition], records));
  crypto::Sha256 sha256;
  sha256.Update(records);
  if (sha256.Finish() != run.digest) {
    return MakeError(Reason::kDatasetStoreInvalid,
                     absl::StrCat(file_.path(), ": partition ", partition, " was altered"),
                     {{"path", file_.path()}});
  }
  return records;
}

}  // namespace modelseal::dataset
