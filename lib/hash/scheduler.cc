// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/scheduler.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/hash/hash_run.h"
#include "lib/hash/processor_count.h"
#include "lib/hash/progress_reporter.h"
#include "lib/hash/range_queue.h"
#include "lib/hash/range_worker.h"

namespace modelseal::hash {
namespace {

// Below this, starting threads costs more than they save.
constexpr uint64_t kMinParallelCostBytes = 1 << 20;

absl::Status CheckRanges(std::span<const fs::WalkedFile> files, std::span<const FileRange> ranges) {
  for (const FileRange& range : ranges) {
    if (range.file_index >= files.size() || range.start_bytes > range.end_bytes ||
        range.end_bytes > files[range.file_index].state.size_bytes) {
      return MakeError(Reason::kInternal,
                       absl::StrCat("range ", range.start_bytes, "-", range.end_bytes, " of file ",
                                    range.file_index, " is not in the model"));
    }
  }
  return absl::OkStatus();
}

uint32_t ThreadCount(const HashJob& job, const RangeQueue& queue, size_t range_count) {
  const uint64_t cost_bytes = queue.cost_bytes();
  if (cost_bytes < kMinParallelCostBytes) {
    return 1;
  }
  const uint32_t wanted = job.threads != 0 ? job.threads : ProcessorCount();
  return static_cast<uint32_t>(std::min<uint64_t>(
      {wanted, limits::kMaxThreads, range_count, cost_bytes / RangeQueue::kClaimCostBytes}));
}

// Threads that each run a worker until the ranges are hashed or the run is stopped; joined at the
// end. Used by the thread that makes it.
class WorkerThreads {
 public:
  explicit WorkerThreads(HashRun& run) : run_(run) {}
  ~WorkerThreads() {
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }
  WorkerThreads(const WorkerThreads&) = delete;
  WorkerThreads& operator=(const WorkerThreads&) = delete;

  // Starts up to `count` threads: the system may allow fewer, even none.
  void Start(uint32_t count, const HashTask& task, RangeQueue& queue) {
    threads_.reserve(count);
    for (uint32_t i = 0; i < count; ++i) {
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        ++running_;
      }
      try {
        threads_.emplace_back([this, &task, &queue] {
          RangeWorker(task, queue, run_, nullptr).Run();
          FinishOne();
        });
      } catch (const std::system_error&) {
        FinishOne();
        return;
      }
    }
  }

  // Returns true once all are done; false after `timeout`.
  bool WaitFor(std::chrono::milliseconds timeout) {
    std::unique_lock<std::mutex> lock(mutex_);
    return is_finished_.wait_for(lock, timeout, [this] { return running_ == 0; });
  }

 private:
  void FinishOne() {
    const std::lock_guard<std::mutex> lock(mutex_);
    --running_;
    is_finished_.notify_all();
  }

  HashRun& run_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable is_finished_;
  uint32_t running_ = 0;  // guarded by mutex_
};

void HashOnThreads(uint32_t thread_count, const HashTask& task, RangeQueue& queue, HashRun& run,
                   ProgressReporter& reporter) {
  WorkerThreads threads(run);
  threads.Start(thread_count, task, queue);
  while (!threads.WaitFor(ProgressReporter::kInterval)) {
    reporter.Report();
  }
}

absl::StatusOr<std::vector<Digest>> HashRangesOrThrow(const fs::ModelRoot& root,
                                                      std::span<const fs::WalkedFile> files,
                                                      std::span<const FileRange> ranges,
                                                      HashAlgorithm algorithm, const HashJob& job) {
  MODELSEAL_RETURN_IF_ERROR(CheckRanges(files, ranges));
  std::vector<Digest> digests(ranges.size());
  const HashTask task{root, files, ranges, algorithm, digests};
  RangeQueue queue(ranges);
  HashRun run(files.size(), ranges, job.cancel);
  ProgressReporter reporter(job.progress, run);
  const uint32_t thread_count = ThreadCount(job, queue, ranges.size());
  if (thread_count > 1) {
    HashOnThreads(thread_count, task, queue, run, reporter);
  }
  // All of it if there is to be one thread, and whatever is left if no thread could be started.
  RangeWorker(task, queue, run, &reporter).Run();
  MODELSEAL_RETURN_IF_ERROR(run.status());
  reporter.Report();
  MODELSEAL_RETURN_IF_ERROR(run.status());
  return digests;
}

}  // namespace

absl::StatusOr<std::vector<Digest>> HashRanges(const fs::ModelRoot& root,
                                               std::span<const fs::WalkedFile> files,
                                               std::span<const FileRange> ranges,
                                               HashAlgorithm algorithm, const HashJob& job) {
  try {
    return HashRangesOrThrow(root, files, ranges, algorithm, job);
  } catch (const std::bad_alloc&) {
    return MakeError(Reason::kOutOfMemory, "out of memory while hashing");
  }
}

}  // namespace modelseal::hash
