// SPDX-License-Identifier: Apache-2.0
//
// The records of one partition in the order of their labels, each once.
#ifndef MODELSEAL_LIB_DATASET_PARTITION_SORTER_H_
#define MODELSEAL_LIB_DATASET_PARTITION_SORTER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/parameters.h"

namespace modelseal::dataset {

struct SortedPartition {
  std::vector<uint8_t> records = {};  // see record_form.h
  uint64_t record_count = 0;
  uint64_t values_bytes = 0;  // in the store, with the size before each
};

// `records`: as they were added, in any order, which does not change the result but for the place
// of one of several equal values. Fails with kDatasetRecordDuplicate if a record comes twice and
// should not, or comes with two values. Thread-safe.
absl::StatusOr<SortedPartition> SortPartition(std::vector<uint8_t> records,
                                              const DatasetParameters& parameters,
                                              const crypto::Secret& value_salt_key);

// The value of a record that came `count` times, in a map that counts: eight bytes.
std::vector<uint8_t> CountValue(uint64_t count);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PARTITION_SORTER_H_
