// SPDX-License-Identifier: Apache-2.0
//
// A digest cache that is kept in a file from run to run. Several processes may use one file: each
// replaces it as a whole, and the last one's stays.
#ifndef MODELSEAL_LIB_HASH_STORED_DIGEST_CACHE_H_
#define MODELSEAL_LIB_HASH_STORED_DIGEST_CACHE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/fs/file_system_clock.h"
#include "lib/hash/digest_cache.h"

namespace modelseal::hash {

class StoredDigestCache {
 public:
  // Reads the cache of an earlier run, or begins an empty one if there is no file. Whoever can
  // write the file decides what is signed, so it must be this user's alone. Fails as
  // fs::ReadPrivateFile, ParseCacheEntries and FileSystemClock::Open, with the detail "path": a
  // cache that is broken stays so until somebody looks at it or begins a new one.
  static absl::StatusOr<std::unique_ptr<StoredDigestCache>> Open(std::string_view path);

  // Begins an empty cache whatever the file holds, as long as it was a cache: kDigestCacheInvalid
  // with the detail "field" "magic" if it begins otherwise, and kFileTypeRefused if it is no file:
  // a wrong path must not cost anyone a file.
  static absl::StatusOr<std::unique_ptr<StoredDigestCache>> OpenFresh(std::string_view path);

  DigestCache& cache() { return cache_; }

  // Replaces the file by one of mode 0600. Beyond limits::kMaxDigestCacheEntries what was not used
  // for longest is left out. Fails as fs::WritePrivateFileAtomically.
  absl::Status Save() const;

 private:
  StoredDigestCache(std::string_view path, fs::FileSystemClock clock, CacheEntries entries)
      : path_(path), clock_(std::move(clock)), cache_(clock_, std::move(entries)) {}

  static absl::StatusOr<std::unique_ptr<StoredDigestCache>> Create(std::string_view path,
                                                                   CacheEntries entries);

  const std::string path_;
  const fs::FileSystemClock clock_;
  DigestCache cache_;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_STORED_DIGEST_CACHE_H_
