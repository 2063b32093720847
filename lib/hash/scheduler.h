// SPDX-License-Identifier: Apache-2.0
//
// Hashes files, and ranges of files, on all cores with bounded memory.
#ifndef MODELSEAL_LIB_HASH_SCHEDULER_H_
#define MODELSEAL_LIB_HASH_SCHEDULER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/cancel.h"
#include "lib/fs/model_root.h"
#include "lib/fs/walk.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/digest_source.h"

namespace modelseal::hash {

class DigestCache;
class HashEngine;

struct HashProgress {
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;
  uint64_t files_done = 0;
  uint64_t files_total = 0;
  uint64_t bytes_cached = 0;  // of bytes_done, those whose digests were in the cache
};

// How many files are read at once. Values are those of MODELSEAL_READ_* in the C header.
enum class ReadMode : int32_t {
  kAuto = 0,        // kSequential on disks that turn and on file servers, else kParallel
  kParallel = 1,    // as many as keep the processors busy
  kSequential = 2,  // one, from its first byte to its last
};

// How a run behaves; never what it computes.
struct HashJob {
  // 0: as many as the process may use (affinity and cgroup quota), at most limits::kMaxThreads;
  // past the page cache more than that, because then most of them wait for the disk.
  uint32_t threads = 0;
  // Called on the thread that called HashRanges, about every 100 ms and once at the end. Not 0
  // stops the run with kCancelled and the detail "callback".
  std::function<int32_t(const HashProgress&)> progress;
  const CancelToken* cancel = nullptr;  // may be null
  ReadMode read_mode = ReadMode::kAuto;
  // Reads past the page cache where the file system can, so that what others have there stays.
  bool bypasses_page_cache = false;
  // Hashes instead of us, on the calling thread; null for our own kernels. Its digests are taken
  // for what it says they are.
  HashEngine* engine = nullptr;
  // Digests of earlier runs, which are taken for those of files in the same state (digest_cache.h);
  // null for none. New ones go there at the end of a run.
  DigestCache* cache = nullptr;
  // Without it a comparison with what was signed hashes every byte, whatever the cache says.
  bool cache_counts_for_verification_unsafe = false;
};

// Bytes [start_bytes, end_bytes) of files[file_index].
struct FileRange {
  size_t file_index = 0;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
};

struct RangeDigest {
  Digest digest;
  DigestSource source = DigestSource::kHashed;
};

// The digest of each range, in the order of `ranges`, which does not depend on the number of
// threads. Each file is opened beneath `root`, must be in the state that the walk saw, and is
// looked at again after the last byte was read: a file that changed, shrank or grew under the
// engine is kFileChanged, never a digest. The run stops soon after the first failure. Memory: at
// most one buffer of kReadBufferBytes a thread, whatever the model; past the page cache, at most 8
// MiB together unless there are more than 64 threads. Fails with kFileChanged, kCancelled, as
// ModelRoot::OpenFileBeneath, and with kCallbackFailed if job.engine does.
absl::StatusOr<std::vector<RangeDigest>> HashRanges(const fs::ModelRoot& root,
                                                    std::span<const fs::WalkedFile> files,
                                                    std::span<const FileRange> ranges,
                                                    HashAlgorithm algorithm, const HashJob& job);

// Of each thread, shared by the ranges that it hashes side by side; less of it if there are many.
inline constexpr size_t kReadBufferBytes = 512 << 10;

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_SCHEDULER_H_
