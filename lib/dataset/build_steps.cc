// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/build_steps.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/label_piece.h"
#include "lib/dataset/parallel_tasks.h"
#include "lib/dataset/partition_sorter.h"
#include "lib/dataset/record_form.h"
#include "lib/dataset/slice_writer.h"
#include "lib/dataset/sorted_runs.h"
#include "lib/dataset/step_checkpoint.h"
#include "lib/dataset/store_layout.h"

namespace modelseal::dataset {
namespace {

// ------------------------------------------------------------------------------------- sorting

// The largest of all partitions, in bytes.
uint64_t LargestPartition(const BuildJob& job, const BlockFile& records) {
  uint64_t largest = 0;
  for (size_t partition = 0; partition < job.partition_count(); ++partition) {
    largest = std::max(largest, records.PartitionBytes(partition));
  }
  return largest;
}

// Piece `index` of a partition. One that is small enough to be one piece is read as it is, without
// a look at each label.
absl::StatusOr<std::vector<uint8_t>> ReadRecords(const BuildJob& job, const BlockFile& records,
                                                 size_t record_bytes, size_t partition,
                                                 size_t piece_bits, uint64_t index) {
  if (piece_bits == 0) {
    return records.ReadPartition(partition);
  }
  return records.ReadPiece(partition, record_bytes,
                           PieceOf(job.manifest.partition_bits, partition, piece_bits, index));
}

absl::Status SortOne(BuildJob& job, const BlockFile& records, const SortedRuns& runs,
                     size_t partition, StepCheckpoint& checkpoint) {
  const size_t record_bytes = RecordBytes(HasFullAddedRecords(job.parameters));
  const size_t piece_bits = PieceBits(records.PartitionBytes(partition), job.options.piece_bytes);
  BuildManifest::Run run = {.is_done = true};
  crypto::Sha256 sha256;
  uint64_t written_bytes = 0;
  for (uint64_t index = 0; index < uint64_t{1} << piece_bits; ++index) {
    MODELSEAL_ASSIGN_OR_RETURN(
        std::vector<uint8_t> added,
        ReadRecords(job, records, record_bytes, partition, piece_bits, index));
    MODELSEAL_ASSIGN_OR_RETURN(
        const SortedPartition sorted,
        SortPartition(std::move(added), job.parameters, job.keys.value_salt_key));
    MODELSEAL_RETURN_IF_ERROR(runs.Write(partition, run.record_count, sorted.records));
    sha256.Update(sorted.records);
    run.record_count += sorted.record_count;
    run.values_bytes += sorted.values_bytes;
    written_bytes += sorted.records.size();
  }
  run.digest = sha256.Finish();
  return checkpoint.Finished(written_bytes, [partition, &run](BuildManifest& manifest) {
    manifest.runs[partition] = run;
  });
}

// ------------------------------------------------------------------------------------- writing

// Dummies for a task: small enough that its labels stay in the cache, and one lock a task is
// nothing.
constexpr uint64_t kDummiesPerTask = 4096;

// What all slices of a store have in common. Thread-safe.
struct StoreTask {
  BuildJob& job;
  const StoreLayout& layout;
  const BlockFile& padding;
  const SortedRuns& runs;
  const fs::RandomFile& values;
  const fs::RandomFile& store;
  const Dummies& dummies;
  size_t slice_bits;

  size_t partitions_per_slice() const {
    return size_t{1} << (job.manifest.partition_bits - slice_bits);
  }
};

// The value of a record, checked against what it is committed to.
absl::StatusOr<std::vector<uint8_t>> ReadValue(const StoreTask& task, const WorkRecord& record) {
  if (task.job.parameters.duplicates == DuplicatePolicy::kCount) {
    return CountValue(record.value_place);
  }
  std::vector<uint8_t> value(record.value_bytes);
  MODELSEAL_RETURN_IF_ERROR(task.values.ReadAt(record.value_place, value));
  const ValueSalt salt = ComputeValueSalt(task.job.keys.value_salt_key, record.label);
  if (ComputeValueContent(salt, value) != record.content) {
    return MakeError(
        Reason::kDatasetStoreInvalid,
        absl::StrCat(task.values.path(), ": value at ", record.value_place, " was altered"),
        {{"path", task.values.path()}});
  }
  return value;
}

absl::Status AddRecord(const StoreTask& task, const WorkRecord& record, SliceWriter& writer) {
  const Leaf leaf = {record.label, record.content};
  if (task.job.parameters.kind == DatasetKind::kSet) {
    return writer.Add(leaf, std::nullopt);
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> value, ReadValue(task, record));
  return writer.Add(leaf, value);
}

absl::Status AddDummy(const StoreTask& task, const Label& label, SliceWriter& writer) {
  const bool is_map = task.job.parameters.kind == DatasetKind::kMap;
  return writer.Add({label, is_map ? task.dummies.ComputeContent(label) : kNoContent},
                    std::nullopt);
}

// The dummies of a partition in order, piece by piece.
class DummyReader {
 public:
  DummyReader(const StoreTask& task, size_t partition)
      : task_(task),
        partition_(partition),
        piece_bits_(
            PieceBits(task.padding.PartitionBytes(partition), task.job.options.piece_bytes)) {}

  // The next one; nothing after the last.
  absl::StatusOr<std::optional<Label>> Next() {
    while (place_ == labels_.size()) {
      if (piece_ == uint64_t{1} << piece_bits_) {
        return std::nullopt;
      }
      MODELSEAL_RETURN_IF_ERROR(ReadPiece());
    }
    return labels_[place_++];
  }

 private:
  absl::Status ReadPiece() {
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> bytes,
                               ReadRecords(task_.job, task_.padding, kLabelRecordBytes, partition_,
                                           piece_bits_, piece_++));
    labels_.resize(bytes.size() / kLabelRecordBytes);
    WireReader reader(bytes);
    for (Label& label : labels_) {
      label = reader.ReadArray<kLabelRecordBytes>();
    }
    std::sort(labels_.begin(), labels_.end());
    place_ = 0;
    return absl::OkStatus();
  }

  const StoreTask& task_;
  size_t partition_;
  size_t piece_bits_;
  uint64_t piece_ = 0;
  std::vector<Label> labels_;
  size_t place_ = 0;
};

// The records and dummies of a partition in one order.
absl::Status AddPartition(const StoreTask& task, size_t partition, SliceWriter& writer) {
  const bool is_full = HasFullSortedRecords(task.job.parameters);
  SortedRuns::Reader records(task.runs, partition, task.job.manifest.runs[partition]);
  DummyReader dummies(task, partition);
  MODELSEAL_ASSIGN_OR_RETURN(std::optional<Label> dummy, dummies.Next());
  while (true) {
    MODELSEAL_ASSIGN_OR_RETURN(const std::span<const uint8_t> bytes, records.Next());
    std::optional<WorkRecord> record;
    if (!bytes.empty()) {
      WireReader reader(bytes);
      record = ReadRecord(is_full, reader);
    }
    while (dummy.has_value() && (!record.has_value() || *dummy < record->label)) {
      MODELSEAL_RETURN_IF_ERROR(AddDummy(task, *dummy, writer));
      MODELSEAL_ASSIGN_OR_RETURN(dummy, dummies.Next());
    }
    if (!record.has_value()) {
      return absl::OkStatus();
    }
    MODELSEAL_RETURN_IF_ERROR(AddRecord(task, *record, writer));
  }
}

// Where each slice begins.
std::vector<SliceWriter::Place> PlacesOf(const StoreTask& task) {
  std::vector<SliceWriter::Place> places;
  uint64_t leaf = 0;
  uint64_t value = 0;
  for (size_t partition = 0; partition < task.job.partition_count(); ++partition) {
    if (partition % task.partitions_per_slice() == 0) {
      places.push_back({task.slice_bits, places.size(), leaf, value});
    }
    const BuildManifest::Run& run = task.job.manifest.runs[partition];
    leaf += run.record_count + task.padding.PartitionBytes(partition) / kLabelRecordBytes;
    value += run.values_bytes;
  }
  return places;
}

absl::Status WriteSlice(const StoreTask& task, const SliceWriter::Place& place,
                        StepCheckpoint& checkpoint) {
  const bool is_map = task.job.parameters.kind == DatasetKind::kMap;
  SliceWriter writer(task.store, task.layout, is_map, place);
  const size_t first = place.prefix * task.partitions_per_slice();
  for (size_t index = 0; index < task.partitions_per_slice(); ++index) {
    MODELSEAL_RETURN_IF_ERROR(AddPartition(task, first + index, writer));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const Subtree subtree, writer.Finish());
  return checkpoint.Finished(subtree.leaf_count * kLabelRecordBytes,
                             [&place, &subtree](BuildManifest& manifest) {
                               manifest.slices[place.prefix] = {true, subtree};
                             });
}

// A file of another size is not the one that the manifest speaks of: an earlier run has moved its
// store away, or never had one.
absl::Status PrepareStoreFile(const fs::RandomFile& store, uint64_t size_bytes,
                              BuildManifest& manifest) {
  MODELSEAL_ASSIGN_OR_RETURN(const uint64_t actual_bytes, store.Size());
  if (actual_bytes == size_bytes) {
    return absl::OkStatus();
  }
  std::fill(manifest.slices.begin(), manifest.slices.end(), BuildManifest::Slice{});
  MODELSEAL_RETURN_IF_ERROR(store.Truncate(0));
  return store.Truncate(size_bytes);
}

absl::Status WriteSlices(const StoreTask& task) {
  StepCheckpoint checkpoint(task.job, task.store, task.job.manifest.slices.size());
  const std::vector<SliceWriter::Place> places = PlacesOf(task);
  // Read before others write: tasks look at their own element only.
  const std::vector<BuildManifest::Slice> before = task.job.manifest.slices;
  const absl::Status status =
      RunTasks(places.size(), task.job.SortingThreads(LargestPartition(task.job, task.padding)),
               task.job.options.cancel, [&](size_t slice) -> absl::Status {
                 if (before[slice].is_done) {
                   checkpoint.AlreadyDone();
                   return absl::OkStatus();
                 }
                 return WriteSlice(task, places[slice], checkpoint);
               });
  return checkpoint.SaveAfter(status);
}

// The last entry of the table of buckets, the hashes above the slices and the header.
absl::StatusOr<Commitment> CompleteStore(const StoreTask& task, uint64_t values_bytes) {
  std::vector<Subtree> tops;
  for (const BuildManifest::Slice& slice : task.job.manifest.slices) {
    tops.push_back(slice.subtree);
  }
  MODELSEAL_ASSIGN_OR_RETURN(
      const Subtree trie,
      WriteHashes(task.store, task.layout, task.slice_bits, 0, 0, std::move(tops)));
  if (trie.leaf_count != task.layout.leaf_count()) {
    return MakeError(
        Reason::kInternal,
        absl::StrCat("trie of ", trie.leaf_count, " leaves, expected ", task.layout.leaf_count()));
  }
  WireWriter end;
  end.WriteU64(trie.leaf_count);
  MODELSEAL_RETURN_IF_ERROR(task.store.WriteAt(
      task.layout.BucketOffset(uint64_t{1} << task.layout.bucket_bits()), end.bytes()));
  MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment,
                             Commitment::Create(task.job.parameters, trie.leaf_count, trie.hash));
  MODELSEAL_RETURN_IF_ERROR(
      task.store.WriteAt(0, EncodeStoreHeader({commitment, trie.leaf_count,
                                               task.job.sorted_record_count(), values_bytes})));
  MODELSEAL_RETURN_IF_ERROR(task.store.Sync());
  return commitment;
}

}  // namespace

absl::Status SortRecords(BuildJob& job) {
  MODELSEAL_ASSIGN_OR_RETURN(const BlockFile records, job.OpenRecords());
  MODELSEAL_ASSIGN_OR_RETURN(const SortedRuns runs, SortedRuns::Open(job, records));
  StepCheckpoint checkpoint(job, runs.file(), job.partition_count());
  const std::vector<BuildManifest::Run> before = job.manifest.runs;
  const absl::Status status =
      RunTasks(job.partition_count(), job.SortingThreads(LargestPartition(job, records)),
               job.options.cancel, [&](size_t partition) -> absl::Status {
                 if (before[partition].is_done) {
                   checkpoint.AlreadyDone();
                   return absl::OkStatus();
                 }
                 return SortOne(job, records, runs, partition, checkpoint);
               });
  MODELSEAL_RETURN_IF_ERROR(checkpoint.SaveAfter(status));
  job.manifest.phase = BuildPhase::kPadding;
  return job.SaveManifest();
}

absl::Status MakePadding(BuildJob& job) {
  job.manifest.padding_file_bytes = 0;  // what an earlier run began is made again
  MODELSEAL_ASSIGN_OR_RETURN(BlockFile padding, job.OpenPadding());
  const Dummies dummies(job.keys.padding_key, job.parameters);
  if (job.leaf_count() > limits::kMaxDatasetLeaves) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(job.leaf_count(), " leaves, at most ", limits::kMaxDatasetLeaves),
                     {{"limit", absl::StrCat(limits::kMaxDatasetLeaves)}});
  }
  const uint64_t count = job.leaf_count() - job.sorted_record_count();
  for (uint64_t first = 0; first < count;) {
    const uint64_t size =
        std::min<uint64_t>(count - first, kDummiesPerTask * std::max(job.options.threads, 1u));
    std::vector<Label> labels(size);
    const size_t tasks = (size + kDummiesPerTask - 1) / kDummiesPerTask;
    MODELSEAL_RETURN_IF_ERROR(
        RunTasks(tasks, job.options.threads, job.options.cancel, [&](size_t task) -> absl::Status {
          const uint64_t end = std::min<uint64_t>((task + 1) * kDummiesPerTask, size);
          for (uint64_t index = task * kDummiesPerTask; index < end; ++index) {
            labels[index] = dummies.ComputeLabel(first + index);
          }
          return absl::OkStatus();
        }));
    for (const Label& label : labels) {
      MODELSEAL_RETURN_IF_ERROR(
          padding.Append(LabelPrefix(label, job.manifest.partition_bits), label));
    }
    first += size;
    job.Report(first, count);
  }
  MODELSEAL_RETURN_IF_ERROR(padding.Checkpoint());
  job.manifest.padding_file_bytes = padding.size_bytes();
  job.manifest.phase = BuildPhase::kWriting;
  const size_t slice_bits =
      std::min<size_t>(job.manifest.partition_bits, BucketBits(job.leaf_count()));
  job.manifest.slices.assign(size_t{1} << slice_bits, {});
  return job.SaveManifest();
}

absl::StatusOr<Commitment> WriteStore(BuildJob& job) {
  MODELSEAL_ASSIGN_OR_RETURN(const BlockFile records, job.OpenRecords());
  MODELSEAL_ASSIGN_OR_RETURN(const BlockFile padding, job.OpenPadding());
  MODELSEAL_ASSIGN_OR_RETURN(const SortedRuns runs, SortedRuns::Open(job, records));
  MODELSEAL_ASSIGN_OR_RETURN(const fs::RandomFile values, job.OpenFile(kValuesName));
  MODELSEAL_ASSIGN_OR_RETURN(const fs::RandomFile store, job.OpenFile(kStoreName));
  const uint64_t leaf_count = job.leaf_count();
  MODELSEAL_ASSIGN_OR_RETURN(const Commitment unrooted,
                             Commitment::Create(job.parameters, leaf_count, kEmptySubtree));
  uint64_t values_bytes = 0;
  for (const BuildManifest::Run& run : job.manifest.runs) {
    values_bytes += run.values_bytes;
  }
  const StoreLayout layout(job.parameters.kind, unrooted.Encode().size(), leaf_count, values_bytes);
  const size_t slice_bits = std::min<size_t>(job.manifest.partition_bits, layout.bucket_bits());
  if (job.manifest.slices.size() != size_t{1} << slice_bits) {
    return MakeError(Reason::kDatasetStoreInvalid, "manifest has another number of slices");
  }
  MODELSEAL_RETURN_IF_ERROR(PrepareStoreFile(store, layout.FileBytes(), job.manifest));
  const Dummies dummies(job.keys.padding_key, job.parameters);
  const StoreTask task{job, layout, padding, runs, values, store, dummies, slice_bits};
  MODELSEAL_RETURN_IF_ERROR(WriteSlices(task));
  return CompleteStore(task, values_bytes);
}

}  // namespace modelseal::dataset
