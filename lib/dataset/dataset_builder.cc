// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/dataset_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/build_steps.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/parallel_tasks.h"
#include "lib/dataset/record_form.h"

namespace modelseal::dataset {
namespace {

// One call for labels: enough for a batched inversion to cost nothing.
constexpr size_t kRecordsPerTask = 1024;
// Tasks a thread: so that the last one to finish does not keep the others waiting for long.
constexpr size_t kTasksPerThread = 8;
constexpr size_t kMaxPendingValueBytes = 16u << 20;

absl::Status CheckOptions(const BuildOptions& options) {
  if (options.threads == 0 || options.threads > limits::kMaxThreads) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(options.threads, " threads"),
                     {{"field", "threads"}});
  }
  if (options.partition_bits > kMaxPartitionBits) {
    return MakeError(
        Reason::kInvalidArgument,
        absl::StrCat(options.partition_bits, " partition bits, at most ", kMaxPartitionBits),
        {{"field", "partition_bits"}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Builder>> Builder::Open(std::string_view work_directory,
                                                       DatasetParameters parameters, BuildKeys keys,
                                                       const LabelSource& labels,
                                                       BuildOptions options) {
  MODELSEAL_RETURN_IF_ERROR(CheckParameters(parameters));
  MODELSEAL_RETURN_IF_ERROR(CheckOptions(options));
  MODELSEAL_ASSIGN_OR_RETURN(fs::WorkDirectory directory, fs::WorkDirectory::Open(work_directory));
  BuildJob job{.parameters = std::move(parameters),
               .keys = std::move(keys),
               .options = std::move(options),
               .directory = std::move(directory)};
  MODELSEAL_RETURN_IF_ERROR(job.LoadManifest());
  MODELSEAL_ASSIGN_OR_RETURN(BlockFile records, job.OpenRecords());
  MODELSEAL_ASSIGN_OR_RETURN(fs::RandomFile values, job.OpenFile(kValuesName));
  MODELSEAL_ASSIGN_OR_RETURN(const uint64_t values_bytes, values.Size());
  if (values_bytes < job.manifest.values_file_bytes) {
    return MakeError(Reason::kDatasetStoreInvalid,
                     absl::StrCat(values.path(), ": was cut at ", values_bytes),
                     {{"path", values.path()}});
  }
  MODELSEAL_RETURN_IF_ERROR(values.Truncate(job.manifest.values_file_bytes));
  return std::unique_ptr<Builder>(
      new Builder(std::move(job), std::move(records), std::move(values), labels));
}

Builder::Builder(BuildJob job, BlockFile records, fs::RandomFile values_file,
                 const LabelSource& labels)
    : job_(std::move(job)),
      records_(std::move(records)),
      values_file_(std::move(values_file)),
      values_(values_file_, job_.manifest.values_file_bytes),
      values_bytes_(job_.manifest.values_file_bytes),
      labels_(labels),
      record_count_(job_.manifest.records_added) {}

// A failure ends the builder.
absl::Status Builder::TakeOver(const absl::Status& status) {
  failure_ = status;
  return failure_;
}

absl::Status Builder::CheckTakes(bool has_values) const {
  MODELSEAL_RETURN_IF_ERROR(failure_);
  if (!takes_records()) {
    return MakeError(Reason::kInvalidArgument, "the dataset takes no more records");
  }
  if (has_values != HasFullAddedRecords(job_.parameters)) {
    return MakeError(Reason::kInvalidArgument, has_values
                                                   ? "the dataset takes no values"
                                                   : "the dataset takes records with values");
  }
  return absl::OkStatus();
}

absl::Status Builder::Add(std::span<const RecordDigest> records) {
  MODELSEAL_RETURN_IF_ERROR(CheckTakes(/*has_values=*/false));
  for (const RecordDigest& record : records) {
    MODELSEAL_RETURN_IF_ERROR(AddOne(record, std::nullopt));
  }
  return absl::OkStatus();
}

absl::Status Builder::AddWithValues(std::span<const RecordDigest> records,
                                    std::span<const std::string_view> values) {
  MODELSEAL_RETURN_IF_ERROR(CheckTakes(/*has_values=*/true));
  if (records.size() != values.size()) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(values.size(), " values for ", records.size(), " records"));
  }
  for (const std::string_view value : values) {
    if (value.size() > limits::kMaxDatasetValueBytes) {
      return MakeError(Reason::kLimitExceeded,
                       absl::StrCat("value of ", value.size(), " bytes, at most ",
                                    limits::kMaxDatasetValueBytes),
                       {{"limit", absl::StrCat(limits::kMaxDatasetValueBytes)}});
    }
  }
  for (size_t index = 0; index < records.size(); ++index) {
    MODELSEAL_RETURN_IF_ERROR(AddOne(records[index], values[index]));
  }
  return absl::OkStatus();
}

absl::Status Builder::AddOne(const RecordDigest& record, std::optional<std::string_view> value) {
  pending_.records.push_back(record);
  if (value.has_value()) {
    pending_.values += *value;
    pending_.value_sizes.push_back(static_cast<uint32_t>(value->size()));
  }
  ++record_count_;
  if (record_count_ - job_.manifest.records_added >= job_.options.checkpoint_records) {
    return Checkpoint();
  }
  const size_t max_pending = kRecordsPerTask * kTasksPerThread * job_.options.threads;
  if (pending_.records.size() < max_pending && pending_.values.size() < kMaxPendingValueBytes) {
    return absl::OkStatus();
  }
  return TakeOver(WriteOutPending());
}

absl::Status Builder::WriteOutPending() {
  const size_t count = pending_.records.size();
  std::vector<Label> labels(count);
  const std::span<const RecordDigest> records(pending_.records);
  MODELSEAL_RETURN_IF_ERROR(RunTasks((count + kRecordsPerTask - 1) / kRecordsPerTask,
                                     job_.options.threads, job_.options.cancel, [&](size_t task) {
                                       const size_t first = task * kRecordsPerTask;
                                       const size_t size = std::min(kRecordsPerTask, count - first);
                                       return labels_.ComputeLabels(
                                           records.subspan(first, size),
                                           std::span(labels).subspan(first, size));
                                     }));
  MODELSEAL_RETURN_IF_ERROR(AppendPending(labels));
  pending_ = {};
  job_.Report(record_count_, 0);
  return absl::OkStatus();
}

absl::Status Builder::AppendPending(std::span<const Label> labels) {
  const bool is_full = HasFullAddedRecords(job_.parameters);
  std::string_view values = pending_.values;
  for (size_t index = 0; index < labels.size(); ++index) {
    const Label& label = labels[index];
    const size_t partition = LabelPrefix(label, job_.manifest.partition_bits);
    if (!is_full) {
      MODELSEAL_RETURN_IF_ERROR(records_.Append(partition, label));
      continue;
    }
    const std::string_view value = values.substr(0, pending_.value_sizes[index]);
    values.remove_prefix(value.size());
    const ValueSalt salt = ComputeValueSalt(job_.keys.value_salt_key, label);
    const WorkRecord record = {label, ComputeValueContent(salt, crypto::AsBytes(value)),
                               values_bytes_, static_cast<uint32_t>(value.size())};
    MODELSEAL_RETURN_IF_ERROR(values_.Append(crypto::AsBytes(value)));
    values_bytes_ += value.size();
    WireWriter writer;
    WriteRecord(record, is_full, writer);
    MODELSEAL_RETURN_IF_ERROR(records_.Append(partition, writer.bytes()));
  }
  return absl::OkStatus();
}

absl::Status Builder::Checkpoint() {
  MODELSEAL_RETURN_IF_ERROR(failure_);
  return takes_records() ? TakeOver(WriteCheckpoint()) : absl::OkStatus();
}

absl::Status Builder::WriteCheckpoint() {
  MODELSEAL_RETURN_IF_ERROR(WriteOutPending());
  MODELSEAL_RETURN_IF_ERROR(values_.Flush());
  MODELSEAL_RETURN_IF_ERROR(values_file_.Sync());
  MODELSEAL_RETURN_IF_ERROR(records_.Checkpoint());
  job_.manifest.records_added = record_count_;
  job_.manifest.records_file_bytes = records_.size_bytes();
  job_.manifest.values_file_bytes = values_bytes_;
  return job_.SaveManifest();
}

absl::StatusOr<Commitment> Builder::Finish(std::string_view store_path) {
  MODELSEAL_RETURN_IF_ERROR(failure_);
  auto commitment = RunSteps(store_path);
  (void)TakeOver(commitment.ok() ? MakeError(Reason::kInvalidArgument, "the dataset is complete")
                                 : commitment.status());
  return commitment;
}

absl::StatusOr<Commitment> Builder::RunSteps(std::string_view store_path) {
  MODELSEAL_RETURN_IF_ERROR(job_.directory.CheckCanMoveTo(store_path));
  MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment, WriteStoreHere());
  MODELSEAL_RETURN_IF_ERROR(job_.directory.MoveTo(kStoreName, store_path));
  MODELSEAL_RETURN_IF_ERROR(job_.Clear());
  return commitment;
}

// All steps up to the store in the work directory.
absl::StatusOr<Commitment> Builder::WriteStoreHere() {
  if (job_.manifest.phase == BuildPhase::kAdding) {
    MODELSEAL_RETURN_IF_ERROR(WriteCheckpoint());
    job_.manifest.phase = BuildPhase::kSorting;
    MODELSEAL_RETURN_IF_ERROR(job_.SaveManifest());
  }
  if (job_.manifest.phase == BuildPhase::kSorting) {
    MODELSEAL_RETURN_IF_ERROR(SortRecords(job_));
  }
  if (job_.manifest.phase == BuildPhase::kPadding) {
    MODELSEAL_RETURN_IF_ERROR(MakePadding(job_));
  }
  return WriteStore(job_);
}

absl::Status Builder::Audit(const Commitment& expected) {
  MODELSEAL_RETURN_IF_ERROR(failure_);
  const absl::Status status = CompareWith(expected);
  (void)TakeOver(status.ok() ? MakeError(Reason::kInvalidArgument, "the dataset is complete")
                             : status);
  return status;
}

absl::Status Builder::CompareWith(const Commitment& expected) {
  MODELSEAL_ASSIGN_OR_RETURN(const Commitment commitment, WriteStoreHere());
  MODELSEAL_RETURN_IF_ERROR(job_.Clear());
  const std::string actual_digest = EncodeHex(commitment.ComputeDigest());
  const std::string expected_digest = EncodeHex(expected.ComputeDigest());
  if (actual_digest != expected_digest) {
    return MakeError(Reason::kDatasetCommitmentMismatch,
                     absl::StrCat("the ", job_.sorted_record_count(),
                                  " records are not those that were committed to: they give ",
                                  actual_digest, ", expected ", expected_digest),
                     {{"expected", expected_digest}, {"actual", actual_digest}});
  }
  return absl::OkStatus();
}

}  // namespace modelseal::dataset
