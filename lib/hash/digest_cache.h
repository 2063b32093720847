// SPDX-License-Identifier: Apache-2.0
//
// Digests of files from earlier runs. A file that is in the same state as then (same inode, size
// and times) has the same content, so a model is signed again at the cost of what changed. This is
// as true as the times of the files are: whoever can set the machine's clock back, write to the
// disk past the file system, or keeps a file mapped for writing while it is hashed, can change
// content without changing a time. So it is for those who sign what they made, and not for those
// who verify what they got.
#ifndef MODELSEAL_LIB_HASH_DIGEST_CACHE_H_
#define MODELSEAL_LIB_HASH_DIGEST_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "lib/fs/file_clock.h"
#include "lib/fs/model_root.h"
#include "lib/hash/algorithm.h"

namespace modelseal::hash {

// Bytes [start_bytes, end_bytes) of a file in one state, by one algorithm.
struct CacheKey {
  fs::FileState file;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
  HashAlgorithm algorithm = HashAlgorithm::kSha256;

  bool operator==(const CacheKey&) const = default;
  // By device and inode first: the entries of one file stand together.
  bool operator<(const CacheKey& other) const;
};

struct CachedDigest {
  Digest digest;
  int64_t made_ns = 0;  // by the clock of the file system, before the file was read
  int64_t used_ns = 0;  // by the same clock, when last asked for
};

using CacheEntries = std::map<CacheKey, CachedDigest>;

// Whether a digest made at that time may be of content that the file no longer has. This is the
// rule that Git documents for its index ("racy Git"): the times of a file tell that it changed only
// if it was not written twice within one step of the clock, once before and once after it was read.
// If both its times lie further back from the moment before the reading than a step is long, then
// every later write leaves a later time. Git compares with the time of its index file; an entry
// here has a time of its own, taken before its file is opened. A time in the future makes a file
// racy until then.
bool IsRacy(const fs::FileState& file, int64_t made_ns);

// Thread-safe.
class DigestCache {
 public:
  // `clock` must outlive the cache.
  explicit DigestCache(const fs::FileClock& clock, CacheEntries entries = {});

  // The time to give to Find() and Insert(), by the clock of the file system that the open file
  // `fd` is on. To be asked before any file is read whose digest is inserted. nullopt: files of
  // that file system are neither looked up nor inserted.
  std::optional<int64_t> NowNs(int fd) const { return clock_.NowNs(fd); }

  // The digest, unless there is none or it is racy. An entry that is found counts as used.
  std::optional<Digest> Find(const CacheKey& key, int64_t now_ns);

  // Keeps the digest unless it is racy, and forgets those of other states of the file, to which it
  // cannot return.
  void Insert(const CacheKey& key, const Digest& digest, int64_t made_ns);

  // What to keep for later runs: everything, or `max_entries` of it, those that were used last.
  CacheEntries Newest(size_t max_entries) const;

 private:
  const fs::FileClock& clock_;
  mutable std::mutex mutex_;
  CacheEntries entries_;  // guarded by mutex_
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_DIGEST_CACHE_H_
