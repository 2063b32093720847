// SPDX-License-Identifier: Apache-2.0
//
// The file of a digest cache: what is taken, what is refused, what is left behind.
#include "lib/hash/stored_digest_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/hash/digest_cache_file.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::hash {
namespace {

using testing::TempDir;

constexpr int64_t kLater = 100'000'000'000;

CacheKey Key(uint64_t inode = 1) { return {{1, inode, 30, 10, 20}, 0, 30, HashAlgorithm::kSha256}; }

Digest SomeDigest() { return Digest(std::vector<uint8_t>(32, 0x17)); }

// The file of a cache with one entry.
std::string WriteCache(const TempDir& directory) {
  const std::string path = (directory.path() / "cache").string();
  const auto stored = StoredDigestCache::Open(path);
  REQUIRE(stored.ok());
  (*stored)->cache().Insert(Key(), SomeDigest(), kLater);
  REQUIRE((*stored)->Save().ok());
  return path;
}

void CheckRefused(const std::string& path, Reason reason, const std::string& field) {
  const auto stored = StoredDigestCache::Open(path);
  REQUIRE_FALSE(stored.ok());
  CHECK(ReasonOf(stored.status()) == reason);
  CHECK(DetailOf(stored.status(), "field").value_or("") == field);
  CHECK(DetailOf(stored.status(), "path") == path);
}

TEST_CASE("a saved cache is found again, for its owner alone", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 07777) == 0600);
  const auto stored = StoredDigestCache::Open(path);
  REQUIRE(stored.ok());
  CHECK((*stored)->cache().Find(Key(), kLater) == SomeDigest());
}

TEST_CASE("a cache is no file until it is saved", "[hash][stored_digest_cache]") {
  const TempDir directory;
  REQUIRE(StoredDigestCache::Open((directory.path() / "cache").string()).ok());
  CHECK(std::filesystem::is_empty(directory.path()));
}

TEST_CASE("a cache that is broken is refused and left as it is", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  const std::string good = directory.Read("cache");
  std::string broken = good;
  broken[100] ^= 1;
  for (const auto& [content, field] :
       std::vector<std::pair<std::string, std::string>>{{"", "magic"},
                                                        {"some text", "magic"},
                                                        {good.substr(0, good.size() - 1), "length"},
                                                        {good + "x", "length"},
                                                        {broken, "checksum"}}) {
    directory.Write("cache", content);
    CheckRefused(path, Reason::kDigestCacheInvalid, field);
    CHECK(directory.Read("cache") == content);
  }
}

TEST_CASE("a cache that others may write to is refused", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  for (const mode_t mode : {0620, 0602}) {
    REQUIRE(chmod(path.c_str(), mode) == 0);
    CheckRefused(path, Reason::kAccessDenied, "mode");
  }
}

TEST_CASE("a cache of another user is refused", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  if (chown(path.c_str(), 12345, static_cast<gid_t>(-1)) != 0) {
    testing::ReportSkipped("files cannot be given away here");
    return;
  }
  CheckRefused(path, Reason::kAccessDenied, "owner");
}

TEST_CASE("what is no regular file is no cache", "[hash][stored_digest_cache]") {
  const TempDir directory;
  WriteCache(directory);
  const std::string link = (directory.path() / "link").string();
  std::filesystem::create_symlink("cache", link);
  CheckRefused(link, Reason::kSymlinkRefused, "");
  CheckRefused(directory.path().string(), Reason::kFileTypeRefused, "");
}

TEST_CASE("a cache in a missing directory is not found", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const auto stored = StoredDigestCache::Open((directory.path() / "missing/cache").string());
  CHECK(ReasonOf(stored.status()) == Reason::kNotFound);
}

TEST_CASE("a fresh cache replaces a broken one", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  const std::string good = directory.Read("cache");
  for (const std::string& content : {good, good.substr(0, 20), good + "x", std::string()}) {
    directory.Write("cache", content);
    const auto stored = StoredDigestCache::OpenFresh(path);
    REQUIRE(stored.ok());
    CHECK((*stored)->cache().Find(Key(), kLater) == std::nullopt);
    REQUIRE((*stored)->Save().ok());
    CHECK(StoredDigestCache::Open(path).ok());
  }
}

TEST_CASE("a fresh cache replaces nothing but a cache", "[hash][stored_digest_cache]") {
  const TempDir directory;
  const auto stored = StoredDigestCache::OpenFresh(directory.Write("model.bin", "weights"));
  CHECK(ReasonOf(stored.status()) == Reason::kDigestCacheInvalid);
  CHECK(DetailOf(stored.status(), "field") == "magic");
  CHECK(ReasonOf(StoredDigestCache::OpenFresh(directory.path().string()).status()) ==
        Reason::kFileTypeRefused);
  CHECK(directory.Read("model.bin") == "weights");
}

TEST_CASE("a cache that cannot be saved says so and leaves the old one",
          "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  const auto stored = StoredDigestCache::Open(path);
  REQUIRE(stored.ok());
  std::filesystem::remove(path);
  std::filesystem::create_directory(path);
  CHECK(ReasonOf((*stored)->Save()) == Reason::kFileTypeRefused);
}

TEST_CASE("of several processes that save one cache the last one's stays",
          "[hash][stored_digest_cache]") {
  const TempDir directory;
  const std::string path = WriteCache(directory);
  const auto one = StoredDigestCache::Open(path);
  const auto two = StoredDigestCache::Open(path);
  REQUIRE(one.ok());
  REQUIRE(two.ok());
  (*one)->cache().Insert(Key(2), SomeDigest(), kLater);
  (*two)->cache().Insert(Key(3), SomeDigest(), kLater);
  REQUIRE((*one)->Save().ok());
  REQUIRE((*two)->Save().ok());
  const auto last = StoredDigestCache::Open(path);
  REQUIRE(last.ok());
  CHECK((*last)->cache().Find(Key(1), kLater).has_value());
  CHECK_FALSE((*last)->cache().Find(Key(2), kLater).has_value());
  CHECK((*last)->cache().Find(Key(3), kLater).has_value());
}

}  // namespace
}  // namespace modelseal::hash
