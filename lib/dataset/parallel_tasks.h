// SPDX-License-Identifier: Apache-2.0
//
// Independent tasks on several threads.
#ifndef MODELSEAL_LIB_DATASET_PARALLEL_TASKS_H_
#define MODELSEAL_LIB_DATASET_PARALLEL_TASKS_H_

#include <cstddef>
#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "lib/base/cancel.h"

namespace modelseal::dataset {

// Calls `task` with 0 to `count` - 1, each once, in any order, on up to `threads` threads of which
// the caller's is one, and returns when all have ended. After a failure, or a request on `cancel`
// (which may be null; kCancelled), no more tasks are begun; the first failure is returned.
// kOutOfMemory if a task runs out of memory. Fewer threads do if no more can be had.
absl::Status RunTasks(size_t count, uint32_t threads, const CancelToken* cancel,
                      const std::function<absl::Status(size_t)>& task);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PARALLEL_TASKS_H_
