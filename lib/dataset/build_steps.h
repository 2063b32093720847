// SPDX-License-Identifier: Apache-2.0
//
// The steps of building a dataset after its records have come in. Each takes up what an earlier run
// of the same job has done, sets the manifest to the next phase when it is through, and saves it.
#ifndef MODELSEAL_LIB_DATASET_BUILD_STEPS_H_
#define MODELSEAL_LIB_DATASET_BUILD_STEPS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/build_job.h"
#include "lib/dataset/commitment.h"

namespace modelseal::dataset {

// All fail with kCancelled, kIoFailed, kOutOfMemory, and kDatasetStoreInvalid if the files of the
// job were cut or altered.

// Sorts the partitions. Fails with kDatasetRecordDuplicate too.
absl::Status SortRecords(BuildJob& job);

// Makes the dummies that fill the size class.
absl::Status MakePadding(BuildJob& job);

// Writes the whole store in the work directory.
absl::StatusOr<Commitment> WriteStore(BuildJob& job);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BUILD_STEPS_H_
