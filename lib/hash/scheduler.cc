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
#include "lib/fs/storage_kind.h"
#include "lib/hash/cached_ranges.h"
#include "lib/hash/hash_engine.h"
#include "lib/hash/hash_run.h"
#include "lib/hash/hash_stream.h"
#include "lib/hash/processor_count.h"
#include "lib/hash/progress_reporter.h"
#include "lib/hash/range_pool.h"
#include "lib/hash/range_worker.h"

namespace modelseal::hash {
namespace {

// Below this, starting threads, and finding out how to read, costs more than it saves.
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

// Buffers of all threads together, unless there are so many that the least size of each counts.
constexpr size_t kAllBuffersBytes = 8 << 20;
constexpr size_t kMinReadBufferBytes = 128 << 10;
// Two threads that work on one file wake each other for every quarter of this.
constexpr size_t kMaxPipelineBytes = 2 << 20;
// Past the page cache each of kDirectLanes is read in one request, and so is a quarter of what two
// threads share: a disk gives most when it is asked for this much at once.
constexpr size_t kMaxDirectBytes = 4 << 20;
// Threads for each processor then, while that gives no thread less than kMinReadBufferBytes: while
// one hashes, the disk works for the others.
constexpr uint32_t kDirectThreads = 3;

size_t BufferBytes(uint32_t threads, size_t max_bytes) {
  return std::clamp(kAllBuffersBytes / threads, kMinReadBufferBytes, max_bytes);
}

uint32_t ThreadsOfMachine(const HashJob& job) {
  const uint32_t processors = ProcessorCount();
  if (!job.bypasses_page_cache) {
    return processors;
  }
  constexpr uint32_t kMaxThreads = kAllBuffersBytes / kMinReadBufferBytes;
  return std::max(processors, std::min(processors * kDirectThreads, kMaxThreads));
}

uint32_t ThreadCount(const HashJob& job, std::span<const FileRange> ranges, HashAlgorithm algorithm,
                     uint64_t cost_bytes) {
  const uint32_t wanted = job.threads != 0 ? job.threads : ThreadsOfMachine(job);
  // Of a range that one thread hashes another one can do the reading. BLAKE3 spreads over all.
  const uint64_t useful =
      algorithm == HashAlgorithm::kBlake3 ? limits::kMaxThreads : uint64_t{2} * ranges.size();
  return static_cast<uint32_t>(std::min<uint64_t>(
      {wanted, limits::kMaxThreads, useful, cost_bytes / RangePool::kWorthThreadBytes}));
}

bool IsSequential(const HashJob& job, const fs::ModelRoot& root) {
  switch (job.read_mode) {
    case ReadMode::kAuto:
      return fs::StorageKindOf(root.fd()) != fs::StorageKind::kParallel;
    case ReadMode::kParallel:
      return false;
    case ReadMode::kSequential:
      return true;
  }
  return true;
}

// Reads for the worker of a run that reads one range at a time.
void ReadForOthers(RangePool& pool, HashRun& run) noexcept {
  try {
    for (RangePool::Help help = pool.Wait(false); help.is_needed(); help = pool.Wait(false)) {
      help.reading->Run();
    }
  } catch (const std::bad_alloc&) {
    run.FailOutOfMemory();
  }
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

  // Starts up to `count` workers, even none.
  void StartWorkers(uint32_t count, const HashTask& task, RangePool& pool) {
    for (uint32_t i = 0; i < count; ++i) {
      pool.Join();
      if (!Start([this, &task, &pool] { RangeWorker(task, pool, run_, nullptr).Run(); })) {
        pool.Leave();
        return;
      }
    }
  }

  void StartReader(RangePool& pool) {
    Start([this, &pool] { ReadForOthers(pool, run_); });
  }

  // Returns true once all are done; false after `timeout`.
  bool WaitFor(std::chrono::milliseconds timeout) {
    std::unique_lock<std::mutex> lock(mutex_);
    return is_finished_.wait_for(lock, timeout, [this] { return running_ == 0; });
  }

 private:
  // False if the system gives no thread, or there is no memory for one: then there are fewer.
  template <typename Work>
  bool Start(Work work) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ++running_;
    }
    try {
      threads_.emplace_back([this, work] {
        work();
        FinishOne();
      });
      return true;
    } catch (const std::system_error&) {
    } catch (const std::bad_alloc&) {
    }
    FinishOne();
    return false;
  }

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

void HashOnThreads(uint32_t thread_count, bool is_sequential, const HashTask& task, RangePool& pool,
                   HashRun& run, ProgressReporter& reporter) {
  WorkerThreads threads(run);
  threads.StartWorkers(is_sequential ? 1 : thread_count, task, pool);
  if (is_sequential) {
    threads.StartReader(pool);
  }
  while (!threads.WaitFor(ProgressReporter::kInterval)) {
    reporter.Report();
  }
}

absl::StatusOr<std::vector<RangeDigest>> HashRangesOrThrow(const fs::ModelRoot& root,
                                                           std::span<const fs::WalkedFile> files,
                                                           std::span<const FileRange> ranges,
                                                           HashAlgorithm algorithm,
                                                           const HashJob& job) {
  MODELSEAL_RETURN_IF_ERROR(CheckRanges(files, ranges));
  if (job.cache != nullptr) {
    return HashRangesWithCache(root, files, ranges, algorithm, job);
  }
  if (job.engine != nullptr) {
    return HashRangesWithEngine(root, files, ranges, algorithm, job);
  }
  const uint64_t cost_bytes = RangePool::CostBytes(ranges);
  const bool is_little = cost_bytes < kMinParallelCostBytes;
  const uint32_t thread_count = is_little ? 1 : ThreadCount(job, ranges, algorithm, cost_bytes);
  std::vector<RangeDigest> digests(ranges.size());
  const HashTask task{
      root,
      files,
      ranges,
      algorithm,
      digests,
      BufferBytes(thread_count, job.bypasses_page_cache ? kMaxDirectBytes : kReadBufferBytes),
      BufferBytes(thread_count, job.bypasses_page_cache ? kMaxDirectBytes : kMaxPipelineBytes),
      job.bypasses_page_cache};
  const bool is_sequential = !is_little && IsSequential(job, root);
  RangePool pool(ranges, {.threads = thread_count,
                          .lanes = LanesOf(task),
                          .splits_pieces = algorithm == HashAlgorithm::kBlake3,
                          .is_sequential = is_sequential});
  HashRun run(files.size(), ranges, job.cancel);
  ProgressReporter reporter(job.progress, run);
  if (thread_count > 1) {
    HashOnThreads(thread_count, is_sequential, task, pool, run, reporter);
  }
  // All of it if there is to be one thread, and whatever is left if no thread could be started.
  pool.Join();
  RangeWorker(task, pool, run, &reporter).Run();
  MODELSEAL_RETURN_IF_ERROR(run.status());
  reporter.Report();
  MODELSEAL_RETURN_IF_ERROR(run.status());
  return digests;
}

}  // namespace

absl::StatusOr<std::vector<RangeDigest>> HashRanges(const fs::ModelRoot& root,
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
