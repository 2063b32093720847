// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/stored_digest_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"
#include "lib/fs/whole_file.h"
#include "lib/hash/digest_cache_file.h"

namespace modelseal::hash {
namespace {

// A fault in the content of the file, with the file's path.
absl::Status OfFile(std::string_view path, const absl::Status& status) {
  return MakeError(
      ReasonOf(status),
      absl::StrCat("the digest cache ", path, " cannot be used: ", status.message()),
      {{"path", std::string(path)}, {"field", DetailOf(status, "field").value_or("")}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<StoredDigestCache>> StoredDigestCache::Create(std::string_view path,
                                                                             CacheEntries entries) {
  MODELSEAL_ASSIGN_OR_RETURN(fs::FileSystemClock clock,
                             fs::FileSystemClock::Open(fs::DirectoryOf(path)));
  return std::unique_ptr<StoredDigestCache>(
      new StoredDigestCache(path, std::move(clock), std::move(entries)));
}

absl::StatusOr<std::unique_ptr<StoredDigestCache>> StoredDigestCache::Open(std::string_view path) {
  const absl::StatusOr<std::string> bytes = fs::ReadPrivateFile(path, limits::kMaxDigestCacheBytes);
  if (!bytes.ok()) {
    // A missing directory is found out by Create().
    return ReasonOf(bytes.status()) == Reason::kNotFound
               ? Create(path, {})
               : absl::StatusOr<std::unique_ptr<StoredDigestCache>>(bytes.status());
  }
  absl::StatusOr<CacheEntries> entries = ParseCacheEntries(*bytes);
  if (!entries.ok()) {
    return OfFile(path, entries.status());
  }
  return Create(path, *std::move(entries));
}

absl::StatusOr<std::unique_ptr<StoredDigestCache>> StoredDigestCache::OpenFresh(
    std::string_view path) {
  const absl::StatusOr<std::string> bytes = fs::ReadWholeFile(path, limits::kMaxDigestCacheBytes);
  if (!bytes.ok() && ReasonOf(bytes.status()) != Reason::kNotFound) {
    return bytes.status();
  }
  if (bytes.ok() && !bytes->empty() && !IsCacheFile(*bytes)) {
    return MakeError(Reason::kDigestCacheInvalid,
                     absl::StrCat(path, " is there already and was never a digest cache"),
                     {{"path", std::string(path)}, {"field", "magic"}});
  }
  return Create(path, {});
}

absl::Status StoredDigestCache::Save() const {
  return fs::WritePrivateFileAtomically(
      path_, WriteCacheEntries(cache_.Newest(limits::kMaxDigestCacheEntries)));
}

}  // namespace modelseal::hash
