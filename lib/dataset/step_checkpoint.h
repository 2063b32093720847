// SPDX-License-Identifier: Apache-2.0
//
// Keeps what tasks on several threads have finished: now and then their file is synced and the
// manifest saved.
#ifndef MODELSEAL_LIB_DATASET_STEP_CHECKPOINT_H_
#define MODELSEAL_LIB_DATASET_STEP_CHECKPOINT_H_

#include <cstdint>
#include <functional>
#include <mutex>

#include "absl/status/status.h"
#include "lib/base/status.h"
#include "lib/dataset/build_job.h"
#include "lib/fs/random_file.h"

namespace modelseal::dataset {

// Thread-safe.
class StepCheckpoint {
 public:
  StepCheckpoint(BuildJob& job, const fs::RandomFile& file, uint64_t total)
      : job_(job), file_(file), total_(total) {}

  // A task has written `bytes` to the file; `record` puts that into the manifest.
  absl::Status Finished(uint64_t bytes, const std::function<void(BuildManifest&)>& record) {
    const std::lock_guard lock(mutex_);
    record(job_.manifest);
    unsaved_bytes_ += bytes;
    job_.Report(++done_, total_);
    return unsaved_bytes_ < job_.options.checkpoint_bytes ? absl::OkStatus() : Save();
  }

  // A task that an earlier run has finished.
  void AlreadyDone() {
    const std::lock_guard lock(mutex_);
    job_.Report(++done_, total_);
  }

  // To be called when all tasks have ended, with how they ended: what a cancelled job has done is
  // kept. Returns the first failure.
  absl::Status SaveAfter(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    if (!status.ok() && ReasonOf(status) != Reason::kCancelled) {
      return status;
    }
    const absl::Status saved = Save();
    return status.ok() ? saved : status;
  }

 private:
  absl::Status Save() {
    MODELSEAL_RETURN_IF_ERROR(file_.Sync());
    unsaved_bytes_ = 0;
    return job_.SaveManifest();
  }

  BuildJob& job_;
  const fs::RandomFile& file_;
  const uint64_t total_;
  std::mutex mutex_;
  uint64_t done_ = 0;
  uint64_t unsaved_bytes_ = 0;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_STEP_CHECKPOINT_H_
