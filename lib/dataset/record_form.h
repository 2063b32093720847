// SPDX-License-Identifier: Apache-2.0
//
// How the builder of a dataset keeps a record while it works: its label, and of a map what is
// needed to find and commit to its value.
#ifndef MODELSEAL_LIB_DATASET_RECORD_FORM_H_
#define MODELSEAL_LIB_DATASET_RECORD_FORM_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>

#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {

struct WorkRecord {
  Label label = {};
  LeafContent content = {};
  // Where the value begins among the values that were added; of a map that counts, the count.
  uint64_t value_place = 0;
  uint32_t value_bytes = 0;
};

inline constexpr size_t kLabelRecordBytes = 32;
inline constexpr size_t kFullRecordBytes = 32 + 32 + 8 + 4;

// As it is added: a map that counts has no values before it is sorted.
inline bool HasFullAddedRecords(const DatasetParameters& parameters) {
  return parameters.kind == DatasetKind::kMap && parameters.duplicates != DuplicatePolicy::kCount;
}

// As it is sorted.
inline bool HasFullSortedRecords(const DatasetParameters& parameters) {
  return parameters.kind == DatasetKind::kMap;
}

inline size_t RecordBytes(bool is_full) { return is_full ? kFullRecordBytes : kLabelRecordBytes; }

inline void WriteRecord(const WorkRecord& record, bool is_full, WireWriter& writer) {
  writer.WriteBytes(record.label);
  if (is_full) {
    writer.WriteBytes(record.content);
    writer.WriteU64(record.value_place);
    writer.WriteU32(record.value_bytes);
  }
}

inline WorkRecord ReadRecord(bool is_full, WireReader& reader) {
  WorkRecord record;
  record.label = reader.ReadArray<std::tuple_size_v<Label>>();
  if (is_full) {
    record.content = reader.ReadArray<std::tuple_size_v<LeafContent>>();
    record.value_place = reader.ReadU64();
    record.value_bytes = reader.ReadU32();
  }
  return record;
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_RECORD_FORM_H_
