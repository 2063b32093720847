// SPDX-License-Identifier: Apache-2.0
//
// Runs with a digest cache on real files: only what changed is hashed, and what changed is hashed.
#include "lib/hash/cached_ranges.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/fs/file_system_clock.h"
#include "lib/hash/digest_cache.h"
#include "lib/hash/hash_stream.h"
#include "tests/hash/temp_model.h"
#include "tests/support/temp_dir.h"

namespace modelseal::hash {
namespace {

// The clock of the file system, some time ahead: as if the files had been at rest for as long.
class AheadClock final : public fs::FileClock {
 public:
  AheadClock(const fs::FileClock& clock, int64_t ahead_ns) : clock_(clock), ahead_ns_(ahead_ns) {}

  std::optional<int64_t> NowNs(int fd) const override {
    ++asked_;
    const std::optional<int64_t> now_ns = clock_.NowNs(fd);
    return now_ns.has_value() ? std::optional(*now_ns + ahead_ns_) : std::nullopt;
  }
  int asked() const { return asked_; }

 private:
  const fs::FileClock& clock_;
  const int64_t ahead_ns_;
  mutable int asked_ = 0;
};

// A file system whose clock cannot be told.
class NoClock final : public fs::FileClock {
 public:
  std::optional<int64_t> NowNs(int) const override { return std::nullopt; }
};

constexpr int64_t kHourNs = 3'600'000'000'000;

Digest DigestOf(std::string_view content, HashAlgorithm algorithm) {
  HashStream stream(algorithm);
  stream.Update({reinterpret_cast<const uint8_t*>(content.data()), content.size()});
  return stream.Finish();
}

// A model, and a cache for which its files are an hour old.
class CachedModel {
 public:
  explicit CachedModel(int64_t ahead_ns = kHourNs)
      : clock_(*fs::FileSystemClock::Open(probes_.path().string())),
        ahead_(clock_, ahead_ns),
        cache_(ahead_) {}

  // Lists the model and hashes its files.
  std::vector<RangeDigest> MustHash(HashAlgorithm algorithm = HashAlgorithm::kSha256) {
    model.List();
    auto digests = Hash(model.WholeFiles(), algorithm);
    INFO(digests.status().ToString());
    REQUIRE(digests.ok());
    return *std::move(digests);
  }

  absl::StatusOr<std::vector<RangeDigest>> Hash(std::span<const FileRange> ranges,
                                                HashAlgorithm algorithm) {
    job.cache = &cache_;
    return HashRanges(model.root(), model.files(), ranges, algorithm, job);
  }

  // The names of the files that were hashed, by the source of their digests.
  std::vector<std::string> Hashed(const std::vector<RangeDigest>& digests) const {
    std::vector<std::string> names;
    for (size_t i = 0; i < digests.size(); ++i) {
      CHECK((digests[i].source == DigestSource::kHashed ||
             digests[i].source == DigestSource::kCached));
      if (digests[i].source == DigestSource::kHashed) {
        names.push_back(model.files()[i].name);
      }
    }
    return names;
  }

  TempModel model;
  HashJob job;
  const AheadClock& clock() const { return ahead_; }

 private:
  testing::TempDir probes_;
  const fs::FileSystemClock clock_;
  const AheadClock ahead_;
  DigestCache cache_;
};

std::vector<Digest> DigestsOf(const std::vector<RangeDigest>& ranges) {
  std::vector<Digest> digests;
  for (const RangeDigest& range : ranges) {
    digests.push_back(range.digest);
  }
  return digests;
}

using Names = std::vector<std::string>;

TEST_CASE("a second run hashes nothing", "[hash][cached_ranges]") {
  CachedModel cached;
  for (int i = 0; i < 50; ++i) {
    cached.model.Write("files/" + std::to_string(i), PatternText(1000 * static_cast<size_t>(i)));
  }
  for (const auto algorithm :
       {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b, HashAlgorithm::kBlake3}) {
    const auto first = cached.MustHash(algorithm);
    CHECK(cached.Hashed(first).size() == 50);
    const auto second = cached.MustHash(algorithm);
    CHECK(cached.Hashed(second).empty());
    CHECK(DigestsOf(second) == DigestsOf(first));
  }
  CHECK(cached.clock().asked() == 6);  // once a run
}

TEST_CASE("only a file that changed is hashed", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", "alpha");
  cached.model.Write("b", "beta");
  cached.model.Write("c", "gamma");
  cached.MustHash();
  cached.model.Write("b", "delta");
  const auto digests = cached.MustHash();
  CHECK(cached.Hashed(digests) == Names{"b"});
  CHECK(digests[1].digest == DigestOf("delta", HashAlgorithm::kSha256));
  CHECK(cached.Hashed(cached.MustHash()).empty());
}

TEST_CASE("a changed file whose time of modification was put back is hashed",
          "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", "alpha");
  cached.model.Write("b", "beta");
  cached.MustHash();
  const std::string path = cached.model.Path("b").string();
  struct stat before;
  REQUIRE(stat(path.c_str(), &before) == 0);
  // Until the time of change is another one; how long that takes the file system knows.
  struct stat after;
  do {
    cached.model.Write("b", "BETA");
    const timespec times[2] = {before.st_atim, before.st_mtim};
    REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
    REQUIRE(stat(path.c_str(), &after) == 0);
  } while (after.st_ctim.tv_sec == before.st_ctim.tv_sec &&
           after.st_ctim.tv_nsec == before.st_ctim.tv_nsec);
  CHECK(after.st_mtim.tv_nsec == before.st_mtim.tv_nsec);
  const auto digests = cached.MustHash();
  CHECK(cached.Hashed(digests) == Names{"b"});
  CHECK(digests[1].digest == DigestOf("BETA", HashAlgorithm::kSha256));
}

TEST_CASE("a file replaced by its like is hashed", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", "alpha");
  cached.MustHash();
  cached.model.Write("other", "ALPHA");
  std::filesystem::last_write_time(cached.model.Path("other"),
                                   std::filesystem::last_write_time(cached.model.Path("a")));
  std::filesystem::rename(cached.model.Path("other"), cached.model.Path("a"));
  const auto digests = cached.MustHash();
  CHECK(cached.Hashed(digests) == Names{"a"});
  CHECK(digests[0].digest == DigestOf("ALPHA", HashAlgorithm::kSha256));
}

// The clock is the true one here: each round writes, hashes and writes again as fast as it can, in
// many rounds within one tick, so that both contents have the same size and times.
TEST_CASE("a file rewritten within a tick of the clock never has a stale digest",
          "[hash][cached_ranges]") {
  CachedModel cached(0);
  for (int round = 0; round < 300; ++round) {
    const std::string old_content = "old " + std::to_string(1000 + round);
    const std::string new_content = "new " + std::to_string(1000 + round);
    cached.model.Write("file", old_content);
    cached.MustHash();
    cached.model.Write("file", new_content);
    const auto digests = cached.MustHash();
    REQUIRE(digests.front().digest == DigestOf(new_content, HashAlgorithm::kSha256));
  }
}

TEST_CASE("a file just written is hashed again", "[hash][cached_ranges]") {
  CachedModel just_now(0);
  just_now.model.Write("a", "alpha");
  CHECK(just_now.Hashed(just_now.MustHash()) == Names{"a"});
  CHECK(just_now.Hashed(just_now.MustHash()) == Names{"a"});
}

TEST_CASE("files of a file system without a clock are hashed every time", "[hash][cached_ranges]") {
  const NoClock clock;
  DigestCache cache(clock);
  TempModel model;
  model.Write("a", "alpha");
  model.List();
  HashJob job;
  job.cache = &cache;
  for (int run = 0; run < 2; ++run) {
    const auto digests =
        HashRanges(model.root(), model.files(), model.WholeFiles(), HashAlgorithm::kSha256, job);
    REQUIRE(digests.ok());
    CHECK(digests->front().source == DigestSource::kHashed);
  }
  CHECK(cache.Newest(10).empty());
}

TEST_CASE("shards are known one by one", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", PatternText(10'000));
  cached.model.List();
  const std::vector<FileRange> shards = cached.model.Shards(4096);
  REQUIRE(shards.size() == 3);
  REQUIRE(cached.Hash(std::span(shards).subspan(1, 1), HashAlgorithm::kSha256).ok());
  const auto digests = cached.Hash(shards, HashAlgorithm::kSha256);
  REQUIRE(digests.ok());
  CHECK((*digests)[0].source == DigestSource::kHashed);
  CHECK((*digests)[1].source == DigestSource::kCached);
  CHECK((*digests)[2].source == DigestSource::kHashed);
  const std::string content = PatternText(10'000);
  CHECK((*digests)[0].digest == DigestOf(content.substr(0, 4096), HashAlgorithm::kSha256));
  CHECK((*digests)[1].digest == DigestOf(content.substr(4096, 4096), HashAlgorithm::kSha256));
  CHECK((*digests)[2].digest == DigestOf(content.substr(8192), HashAlgorithm::kSha256));
}

TEST_CASE("a known file must still be as it was listed", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", "alpha");
  cached.model.Write("b", "beta");
  cached.MustHash();
  cached.model.List();
  SECTION("it grew") {
    cached.model.Write("b", "longer than before");
    const auto digests = cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kFileChanged);
    CHECK(DetailOf(digests.status(), "path") == "b");
  }
  SECTION("it is gone") {
    std::filesystem::remove(cached.model.Path("b"));
    const auto digests = cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kNotFound);
  }
  SECTION("a link took its place") {
    std::filesystem::remove(cached.model.Path("b"));
    std::filesystem::create_symlink("a", cached.model.Path("b"));
    const auto digests = cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kSymlinkRefused);
  }
}

TEST_CASE("a run that fails or is cancelled keeps nothing", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", "alpha");
  cached.model.Write("b", "beta");
  cached.model.List();
  SECTION("by a file") {
    cached.model.Write("b", "longer than before");
    CHECK(ReasonOf(cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256).status()) ==
          Reason::kFileChanged);
  }
  SECTION("by its callback") {
    cached.job.progress = [](const HashProgress&) { return 5; };
    const auto digests = cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
    CHECK(DetailOf(digests.status(), "callback") == "5");
    cached.job.progress = nullptr;
  }
  SECTION("before it begins") {
    CancelToken cancel;
    cancel.Request();
    cached.job.cancel = &cancel;
    CHECK(ReasonOf(cached.Hash(cached.model.WholeFiles(), HashAlgorithm::kSha256).status()) ==
          Reason::kCancelled);
    cached.job.cancel = nullptr;
  }
  CHECK(cached.Hashed(cached.MustHash()) == Names{"a", "b"});
}

TEST_CASE("progress counts what was known as done", "[hash][cached_ranges]") {
  CachedModel cached;
  cached.model.Write("a", std::string(1000, 'a'));
  cached.model.Write("b", std::string(500, 'b'));
  cached.MustHash();
  cached.model.Write("c", std::string(30, 'c'));
  HashProgress last;
  cached.job.progress = [&last](const HashProgress& now) {
    last = now;
    return 0;
  };
  cached.MustHash();
  CHECK(last.bytes_done == 1530);
  CHECK(last.bytes_total == 1530);
  CHECK(last.bytes_cached == 1500);
  CHECK(last.files_done == 3);
  CHECK(last.files_total == 3);
  cached.MustHash();
  CHECK(last.bytes_done == 1530);
  CHECK(last.bytes_cached == 1530);
  CHECK(last.files_done == 3);
  CHECK(last.files_total == 3);
}

}  // namespace
}  // namespace modelseal::hash
