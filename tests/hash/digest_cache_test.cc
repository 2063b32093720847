// SPDX-License-Identifier: Apache-2.0
//
// What a digest cache gives back, and above all what it does not.
#include "lib/hash/digest_cache.h"

#include <catch2/catch.hpp>
#include <functional>
#include <limits>
#include <thread>
#include <vector>

namespace modelseal::hash {
namespace {

constexpr int64_t kSecond = 1'000'000'000;
constexpr int64_t kNow = 1'000 * kSecond;

class StoppedClock final : public fs::FileClock {
 public:
  std::optional<int64_t> NowNs(int) const override { return kNow; }
};

const StoppedClock kClock;

CacheKey Key() {
  return {{1, 2, 3000, 10 * kSecond, 20 * kSecond}, 0, 3000, HashAlgorithm::kSha256};
}

Digest Filled(uint8_t fill) { return Digest(std::vector<uint8_t>(32, fill)); }

TEST_CASE("an inserted digest is found", "[hash][digest_cache]") {
  DigestCache cache(kClock);
  CHECK(cache.NowNs(0) == kNow);
  CHECK(cache.Find(Key(), kNow) == std::nullopt);
  cache.Insert(Key(), Filled(1), kNow);
  CHECK(cache.Find(Key(), kNow) == Filled(1));
}

TEST_CASE("a digest is found under no other key", "[hash][digest_cache]") {
  DigestCache cache(kClock);
  cache.Insert(Key(), Filled(1), kNow);
  const std::vector<std::function<void(CacheKey&)>> changes = {
      [](CacheKey& key) { ++key.file.device; },
      [](CacheKey& key) { ++key.file.inode; },
      [](CacheKey& key) { ++key.file.size_bytes; },
      [](CacheKey& key) { ++key.file.mtime_ns; },
      [](CacheKey& key) { ++key.file.ctime_ns; },
      [](CacheKey& key) { ++key.start_bytes; },
      [](CacheKey& key) { --key.end_bytes; },
      [](CacheKey& key) { key.algorithm = HashAlgorithm::kBlake3; },
  };
  for (const auto& change : changes) {
    CacheKey key = Key();
    change(key);
    CHECK(cache.Find(key, kNow) == std::nullopt);
  }
  CHECK(cache.Find(Key(), kNow) == Filled(1));
}

TEST_CASE("a file that may have been written within a step of the clock is racy",
          "[hash][digest_cache]") {
  fs::FileState file = Key().file;
  const int64_t latest_ns = file.ctime_ns;
  CHECK(IsRacy(file, latest_ns - 1));
  CHECK(IsRacy(file, latest_ns));
  CHECK(IsRacy(file, latest_ns + fs::kClockGranularityNs));
  CHECK_FALSE(IsRacy(file, latest_ns + fs::kClockGranularityNs + 1));
  std::swap(file.mtime_ns, file.ctime_ns);
  CHECK(IsRacy(file, latest_ns + fs::kClockGranularityNs));
  CHECK_FALSE(IsRacy(file, latest_ns + fs::kClockGranularityNs + 1));
}

TEST_CASE("no time of a file is too late to be compared", "[hash][digest_cache]") {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  CHECK(IsRacy({1, 2, 3, kMax, 0}, kMax));
  CHECK(IsRacy({1, 2, 3, 0, kMax - fs::kClockGranularityNs}, kMax));
  CHECK_FALSE(IsRacy({1, 2, 3, 0, kMax - fs::kClockGranularityNs - 1}, kMax));
  CHECK_FALSE(IsRacy({1, 2, 3, -kMax, -kMax}, 0));
}

TEST_CASE("a racy digest is not inserted", "[hash][digest_cache]") {
  DigestCache cache(kClock);
  cache.Insert(Key(), Filled(1), Key().file.ctime_ns + fs::kClockGranularityNs);
  CHECK(cache.Find(Key(), kNow) == std::nullopt);
  CHECK(cache.Newest(10).empty());
}

TEST_CASE("a racy entry of a file is not found", "[hash][digest_cache]") {
  const int64_t latest_ns = Key().file.ctime_ns;
  for (const bool is_racy : {true, false}) {
    const int64_t made_ns = latest_ns + fs::kClockGranularityNs + (is_racy ? 0 : 1);
    DigestCache cache(kClock, {{Key(), {Filled(1), made_ns, made_ns}}});
    CHECK(cache.Find(Key(), kNow).has_value() == !is_racy);
  }
}

TEST_CASE("a new state of a file replaces the old ones and leaves other files",
          "[hash][digest_cache]") {
  CacheKey other = Key();
  ++other.file.inode;
  CacheKey before = Key();
  --before.file.inode;
  CacheKey earlier = Key();
  earlier.file.ctime_ns -= kSecond;
  CacheKey later = Key();
  later.file.ctime_ns += kSecond;
  CacheKey shorter = Key();
  shorter.file.size_bytes = 0;
  shorter.end_bytes = 0;
  CacheKey shard = Key();
  shard.start_bytes = 1000;
  CacheKey blake = Key();
  blake.algorithm = HashAlgorithm::kBlake3;
  CacheEntries entries;
  for (const CacheKey& key : {other, before, earlier, later, shorter, shard, blake}) {
    entries[key] = {Filled(9), kNow, kNow};
  }
  DigestCache cache(kClock, std::move(entries));
  cache.Insert(Key(), Filled(1), kNow);
  for (const CacheKey& key : {other, before, shard, blake}) {
    CHECK(cache.Find(key, kNow) == Filled(9));
  }
  for (const CacheKey& key : {earlier, later, shorter}) {
    CHECK(cache.Find(key, kNow) == std::nullopt);
  }
  CHECK(cache.Newest(10).size() == 5);
}

TEST_CASE("what was used last is kept", "[hash][digest_cache]") {
  CacheEntries entries;
  CacheKey key = Key();
  for (uint64_t inode = 0; inode < 100; ++inode) {
    key.file.inode = inode;
    const int64_t used_ns = 900 * kSecond + static_cast<int64_t>(inode * 37 % 100);
    entries[key] = {Filled(static_cast<uint8_t>(inode)), 900 * kSecond, used_ns};
  }
  DigestCache cache(kClock, std::move(entries));
  key.file.inode = 0;
  REQUIRE(cache.Find(key, kNow).has_value());
  CHECK(cache.Newest(100).size() == 100);
  const CacheEntries newest = cache.Newest(10);
  REQUIRE(newest.size() == 10);
  CHECK(newest.contains(key));
  for (const auto& [kept, value] : newest) {
    CHECK((kept.file.inode == 0 || kept.file.inode * 37 % 100 >= 91));
  }
}

TEST_CASE("several threads may look up and insert at once", "[hash][digest_cache]") {
  constexpr uint64_t kFiles = 200;
  DigestCache cache(kClock);
  const auto key_of = [](uint64_t inode) {
    CacheKey key = Key();
    key.file.inode = inode;
    return key;
  };
  std::vector<std::thread> threads;
  for (uint64_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache, &key_of, thread] {
      for (uint64_t i = 0; i < kFiles; ++i) {
        const uint64_t inode = (i * 7 + thread * 50) % kFiles;
        cache.Insert(key_of(inode), Filled(static_cast<uint8_t>(inode)), kNow);
        (void)cache.Find(key_of((inode + 1) % kFiles), kNow);
        if (i % 50 == 0) {
          (void)cache.Newest(kFiles / 2);
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (uint64_t inode = 0; inode < kFiles; ++inode) {
    CHECK(cache.Find(key_of(inode), kNow) == Filled(static_cast<uint8_t>(inode)));
  }
}

}  // namespace
}  // namespace modelseal::hash
