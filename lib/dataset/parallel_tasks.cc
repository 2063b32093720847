// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/parallel_tasks.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::dataset {
namespace {

// Thread-safe.
class TaskRun {
 public:
  TaskRun(size_t count, const CancelToken* cancel, const std::function<absl::Status(size_t)>& task)
      : count_(count), cancel_(cancel), task_(task) {}

  void Work() noexcept {
    for (size_t index = next_.fetch_add(1); index < count_; index = next_.fetch_add(1)) {
      if (absl::Status status = RunOne(index); !status.ok()) {
        Fail(std::move(status));
        return;
      }
    }
  }

  const absl::Status& status() const { return status_; }

 private:
  absl::Status RunOne(size_t index) {
    if (cancel_ != nullptr && cancel_->is_requested()) {
      return MakeError(Reason::kCancelled, "stopped by the caller");
    }
    try {
      return task_(index);
    } catch (const std::bad_alloc&) {
      return MakeError(Reason::kOutOfMemory, "out of memory");
    }
  }

  void Fail(absl::Status status) {
    next_.store(count_);  // others may still count it up, which no run does often enough to wrap
    const std::lock_guard lock(mutex_);
    if (status_.ok()) {
      status_ = std::move(status);
    }
  }

  const size_t count_;
  const CancelToken* const cancel_;
  const std::function<absl::Status(size_t)>& task_;
  std::atomic<size_t> next_{0};
  std::mutex mutex_;
  absl::Status status_;
};

}  // namespace

absl::Status RunTasks(size_t count, uint32_t threads, const CancelToken* cancel,
                      const std::function<absl::Status(size_t)>& task) {
  TaskRun run(count, cancel, task);
  std::vector<std::thread> others;
  const size_t thread_count = std::min<size_t>(std::max<uint32_t>(threads, 1), count);
  try {
    for (size_t started = 1; started < thread_count; ++started) {
      others.emplace_back([&run] { run.Work(); });
    }
  } catch (const std::system_error&) {
    // The system gives no more threads.
  } catch (const std::bad_alloc&) {
    // Nor memory to remember them.
  }
  run.Work();
  for (std::thread& other : others) {
    other.join();
  }
  return run.status();
}

}  // namespace modelseal::dataset
