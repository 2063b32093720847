// SPDX-License-Identifier: Apache-2.0
//
// One thread's part of HashRanges(): reads and hashes the ranges that it takes.
#ifndef MODELSEAL_LIB_HASH_RANGE_WORKER_H_
#define MODELSEAL_LIB_HASH_RANGE_WORKER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "lib/fs/model_root.h"
#include "lib/fs/read_buffer.h"
#include "lib/fs/walk.h"
#include "lib/hash/active_part.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/hash_run.h"
#include "lib/hash/progress_reporter.h"
#include "lib/hash/range_pool.h"
#include "lib/hash/scheduler.h"

namespace modelseal::hash {

// What is to be hashed; everything in it is the caller's and outlives the workers.
struct HashTask {
  const fs::ModelRoot& root;
  std::span<const fs::WalkedFile> files;
  std::span<const FileRange> ranges;
  HashAlgorithm algorithm;
  std::span<RangeDigest> digests;  // of `ranges`; each is written once
  size_t buffer_bytes;             // of each worker, shared by its lanes
  size_t pipeline_bytes;           // of each worker whose reading another thread does
  bool bypasses_page_cache = false;
};

// Past the page cache nothing reads ahead, so reads must be large: few of them share the memory.
inline constexpr size_t kDirectLanes = 4;

// Parts that a worker hashes side by side.
size_t LanesOf(const HashTask& task);

// Used by one thread at a time.
class RangeWorker {
 public:
  // `reporter` is null unless the worker runs on the thread that called HashRanges(). The thread
  // has joined `pool`.
  RangeWorker(const HashTask& task, RangePool& pool, HashRun& run, ProgressReporter* reporter);

  // Until nothing is left to do or the run is stopped; then leaves the pool. Failures go to the
  // run.
  void Run() noexcept;

 private:
  void HashParts();
  bool ShouldContinue();

  // Takes parts until the lanes are filled; false if there are none.
  bool TakeParts();
  bool WaitForParts();
  bool Begin(const Part& part);
  absl::StatusOr<std::shared_ptr<const fs::OpenFile>> OpenFileOf(const FileRange& range);
  // Gives threads that wait half of the large parts, or the reading of the only one.
  void ShareWork();
  void HandOverHalf(size_t large_count);
  void HashPipelined();

  // Reads and hashes the next bytes of each part that the buffer has room for.
  absl::Status HashNextBytes();
  const fs::WalkedFile& WalkedFileOf(const Part& part) const;
  absl::Status FinishEndedParts();
  absl::Status FinishPart(ActivePart& active);

  const HashTask& task_;
  RangePool& pool_;
  HashRun& run_;
  ProgressReporter* const reporter_;
  const size_t bytes_a_lane_;
  fs::ReadBuffer buffer_;
  std::vector<ActivePart> parts_;
  std::shared_ptr<const fs::OpenFile> last_file_;  // for the next range of the same file
  size_t last_file_index_ = 0;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_RANGE_WORKER_H_
