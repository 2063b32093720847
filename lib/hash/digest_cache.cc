// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/digest_cache.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace modelseal::hash {
namespace {

auto AsTuple(const CacheKey& key) {
  return std::tie(key.file.device, key.file.inode, key.file.size_bytes, key.file.mtime_ns,
                  key.file.ctime_ns, key.start_bytes, key.end_bytes, key.algorithm);
}

// The least and the greatest key of a file in any state, and of one in this state.
CacheKey FirstOfFile(const fs::FileState& file) {
  constexpr int64_t kMinNs = std::numeric_limits<int64_t>::min();
  return {{file.device, file.inode, 0, kMinNs, kMinNs}, 0, 0, HashAlgorithm{}};
}

CacheKey LastOfState(const fs::FileState& file) {
  constexpr uint64_t kMaxBytes = std::numeric_limits<uint64_t>::max();
  constexpr auto kLast = HashAlgorithm{std::numeric_limits<int32_t>::max()};
  return {file, kMaxBytes, kMaxBytes, kLast};
}

CacheKey LastOfFile(const fs::FileState& file) {
  constexpr int64_t kMaxNs = std::numeric_limits<int64_t>::max();
  return LastOfState(
      {file.device, file.inode, std::numeric_limits<uint64_t>::max(), kMaxNs, kMaxNs});
}

}  // namespace

bool CacheKey::operator<(const CacheKey& other) const { return AsTuple(*this) < AsTuple(other); }

bool IsRacy(const fs::FileState& file, int64_t made_ns) {
  const int64_t latest_ns = std::max(file.mtime_ns, file.ctime_ns);
  return latest_ns > std::numeric_limits<int64_t>::max() - fs::kClockGranularityNs ||
         made_ns <= latest_ns + fs::kClockGranularityNs;
}

DigestCache::DigestCache(const fs::FileClock& clock, CacheEntries entries)
    : clock_(clock), entries_(std::move(entries)) {}

std::optional<Digest> DigestCache::Find(const CacheKey& key, int64_t now_ns) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end() || IsRacy(key.file, found->second.made_ns)) {
    return std::nullopt;
  }
  found->second.used_ns = std::max(found->second.used_ns, now_ns);
  return found->second.digest;
}

void DigestCache::Insert(const CacheKey& key, const Digest& digest, int64_t made_ns) {
  if (IsRacy(key.file, made_ns)) {
    return;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.erase(entries_.lower_bound(FirstOfFile(key.file)),
                 entries_.lower_bound({key.file, 0, 0, HashAlgorithm{}}));
  entries_.erase(entries_.upper_bound(LastOfState(key.file)),
                 entries_.upper_bound(LastOfFile(key.file)));
  entries_.insert_or_assign(key, CachedDigest{digest, made_ns, made_ns});
}

CacheEntries DigestCache::Newest(size_t max_entries) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (entries_.size() <= max_entries) {
    return entries_;
  }
  std::vector<CacheEntries::const_iterator> by_use;
  by_use.reserve(entries_.size());
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    by_use.push_back(entry);
  }
  std::nth_element(
      by_use.begin(), by_use.begin() + static_cast<ptrdiff_t>(max_entries), by_use.end(),
      [](const auto& a, const auto& b) { return a->second.used_ns > b->second.used_ns; });
  by_use.resize(max_entries);
  CacheEntries newest;
  for (const auto& entry : by_use) {
    newest.insert(*entry);
  }
  return newest;
}

}  // namespace modelseal::hash
