// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/scheduler.h"

#include <pthread.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/hash/hash_stream.h"
#include "tests/hash/digest_vectors.h"
#include "tests/hash/temp_model.h"
#include "tests/support/skip.h"

namespace modelseal::hash {
namespace {

constexpr uint64_t kGiB = 1ull << 30;
constexpr uint32_t kThreadCounts[] = {0, 1, 2, 3, 8, 64, 5000};

HashJob JobOf(uint32_t threads) {
  HashJob job;
  job.threads = threads;
  return job;
}

// Files of each kind, together worth more than 64 threads.
void WriteMixedFiles(TempModel& model) {
  model.Write("a/large", PatternText(5'000'000));
  model.Write("a/larger", PatternText(12'000'000));
  model.Write("b/chunk", PatternText(1024));
  model.Write("b/empty", "");
  for (size_t i = 0; i < 300; ++i) {
    model.Write("small/" + std::to_string(i), PatternText(i * 7));
  }
  model.List();
}

// The digests of ranges of files that hold the pattern, without the scheduler.
std::vector<Digest> ExpectedDigests(std::span<const FileRange> ranges, HashAlgorithm algorithm) {
  const std::vector<uint8_t> pattern = PatternBytes(12'000'000);
  HashStream stream(algorithm);
  std::vector<Digest> digests;
  for (const FileRange& range : ranges) {
    stream.Update(
        std::span(pattern).subspan(range.start_bytes, range.end_bytes - range.start_bytes));
    digests.push_back(stream.Finish());
  }
  return digests;
}

void CheckFileChanged(const absl::Status& status, const std::string& name) {
  CHECK(ReasonOf(status) == Reason::kFileChanged);
  CHECK(DetailOf(status, "path") == name);
}

TEST_CASE("files of all vector lengths have the digests of others", "[hash][scheduler]") {
  const std::vector<DigestVector> vectors = ReadDigestVectors();
  TempModel model;
  for (const DigestVector& vector : vectors) {
    // Names whose order is that of the lengths.
    model.Write(std::to_string(10'000'000 + vector.length), PatternText(vector.length));
  }
  model.List();
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const auto digests = model.Hash(model.WholeFiles(), JobOf(3), algorithm);
    REQUIRE(digests.ok());
    REQUIRE(digests->size() == vectors.size());
    for (size_t i = 0; i < vectors.size(); ++i) {
      CAPTURE(AlgorithmName(algorithm), vectors[i].length);
      CHECK((*digests)[i].ToHex() == vectors[i].expected(algorithm));
    }
  }
}

TEST_CASE("whole files have the same digests for any number of threads", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  const std::vector<FileRange> ranges = model.WholeFiles();
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    const std::vector<Digest> expected = ExpectedDigests(ranges, algorithm);
    for (const uint32_t threads : kThreadCounts) {
      const auto digests = model.Hash(ranges, JobOf(threads), algorithm);
      CAPTURE(AlgorithmName(algorithm), threads);
      REQUIRE(digests.ok());
      CHECK(*digests == expected);
    }
  }
}

TEST_CASE("shards have the same digests for any number of threads", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  for (const uint64_t shard_bytes : {4096ull, 1'000'003ull, 6ull << 20}) {
    const std::vector<FileRange> ranges = model.Shards(shard_bytes);
    const std::vector<Digest> expected = ExpectedDigests(ranges, HashAlgorithm::kBlake3);
    for (const uint32_t threads : kThreadCounts) {
      const auto digests = model.Hash(ranges, JobOf(threads), HashAlgorithm::kBlake3);
      CAPTURE(shard_bytes, threads);
      REQUIRE(digests.ok());
      CHECK(*digests == expected);
    }
  }
}

// Every distribution of sizes leads to others of handing over parts, or their reading.
TEST_CASE("files of any sizes have the same digests for any number of threads",
          "[hash][scheduler]") {
  const std::vector<std::vector<uint64_t>> sizes = {
      {40'000'001},
      {40'000'001, 39'999'999},
      {60'000'000, 1'000'000, 1'100'000, 3},
      {9'000'000, 8'000'000, 7'000'000, 6'000'000, 5'000'000, 4'000'000, 3'000'000, 2'000'000},
      std::vector<uint64_t>(40, 2'000'000)};
  for (const std::vector<uint64_t>& lengths : sizes) {
    TempModel model;
    for (size_t i = 0; i < lengths.size(); ++i) {
      model.WriteSparse(std::to_string(1000 + i), lengths[i]);
    }
    model.List();
    for (const HashAlgorithm algorithm : kAllAlgorithms) {
      const auto expected = model.Hash(model.WholeFiles(), JobOf(1), algorithm);
      REQUIRE(expected.ok());
      HashStream stream(algorithm);
      stream.Update(std::vector<uint8_t>(lengths[0]));
      CHECK(expected->front() == stream.Finish());
      for (const uint32_t threads : {2u, 3u, 5u, 16u}) {
        const auto digests = model.Hash(model.WholeFiles(), JobOf(threads), algorithm);
        CAPTURE(AlgorithmName(algorithm), threads, lengths);
        REQUIRE(digests.ok());
        CHECK(*digests == *expected);
      }
    }
  }
}

TEST_CASE("how files are read changes no digest", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    for (const std::vector<FileRange>& ranges : {model.WholeFiles(), model.Shards(1'000'003)}) {
      const std::vector<Digest> expected = ExpectedDigests(ranges, algorithm);
      for (const ReadMode mode : {ReadMode::kAuto, ReadMode::kParallel, ReadMode::kSequential}) {
        for (const bool bypasses_page_cache : {false, true}) {
          for (const uint32_t threads : {1u, 2u, 5u}) {
            HashJob job = JobOf(threads);
            job.read_mode = mode;
            job.bypasses_page_cache = bypasses_page_cache;
            CAPTURE(AlgorithmName(algorithm), static_cast<int>(mode), bypasses_page_cache, threads);
            const auto digests = model.Hash(ranges, job, algorithm);
            REQUIRE(digests.ok());
            CHECK(*digests == expected);
          }
        }
      }
    }
  }
}

TEST_CASE("ranges may overlap, be empty and come in any order", "[hash][scheduler]") {
  TempModel model;
  model.Write("first", PatternText(2'000'000));
  model.Write("second", PatternText(3'000'000));
  model.List();
  const std::vector<FileRange> ranges = {{1, 7, 3'000'000},
                                         {0, 5, 5},
                                         {1, 0, 1'500'000},
                                         {0, 1'999'999, 2'000'000},
                                         {1, 7, 3'000'000}};
  const auto digests = model.Hash(ranges, JobOf(2), HashAlgorithm::kSha256);
  REQUIRE(digests.ok());
  CHECK(*digests == ExpectedDigests(ranges, HashAlgorithm::kSha256));
}

TEST_CASE("a single-file model is hashed", "[hash][scheduler]") {
  const testing::TempDir dir;
  const auto root = fs::ModelRoot::Open(dir.Write("model.bin", PatternText(3'000'000)),
                                        fs::SymlinkPolicy::kRefuse);
  REQUIRE(root.ok());
  const auto walk = fs::Walk(*root, {});
  REQUIRE(walk.ok());
  const std::vector<FileRange> ranges = {{0, 0, 1'000'000}, {0, 1'000'000, 3'000'000}};
  const auto digests = HashRanges(*root, walk->files, ranges, HashAlgorithm::kBlake2b, JobOf(2));
  REQUIRE(digests.ok());
  REQUIRE(digests->size() == ranges.size());
  const std::vector<Digest> expected = ExpectedDigests(ranges, HashAlgorithm::kBlake2b);
  for (size_t i = 0; i < ranges.size(); ++i) {
    CHECK((*digests)[i].digest == expected[i]);
    CHECK((*digests)[i].source == DigestSource::kHashed);
  }
}

TEST_CASE("no ranges give no digests", "[hash][scheduler]") {
  TempModel model;
  model.List();
  const auto digests = model.Hash({}, JobOf(8), HashAlgorithm::kSha256);
  REQUIRE(digests.ok());
  CHECK(digests->empty());
}

TEST_CASE("ranges that are not in the model are refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "0123456789");
  model.List();
  for (const FileRange& range :
       {FileRange{1, 0, 0}, FileRange{0, 0, 11}, FileRange{0, 5, 4}, FileRange{0, 11, 11}}) {
    const auto digests = model.Hash({&range, 1}, JobOf(1), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kInternal);
  }
}

TEST_CASE("a file that shrank since the walk is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "0123456789");
  model.List();
  model.Write("file", "01234");
  CheckFileChanged(model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256).status(),
                   "file");
}

TEST_CASE("a file that grew since the walk is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "0123456789");
  model.List();
  model.Write("file", "0123456789a");
  CheckFileChanged(model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256).status(),
                   "file");
}

TEST_CASE("an empty file that grew since the walk is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "");
  model.List();
  model.Write("file", "a");
  CheckFileChanged(model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256).status(),
                   "file");
}

TEST_CASE("a file that has content beyond its size is refused", "[hash][scheduler]") {
  // Files of procfs have size 0 and content.
  const auto root = fs::ModelRoot::Open("/proc/sys/kernel", fs::SymlinkPolicy::kRefuse);
  const auto file = root.ok() ? root->OpenFileBeneath("ostype") : root.status();
  if (!file.ok()) {
    testing::ReportSkipped("no /proc/sys/kernel/ostype");
    return;
  }
  const fs::WalkedFile walked{"ostype", file->state()};
  const FileRange range{0, 0, 0};
  REQUIRE(walked.state.size_bytes == 0);
  CheckFileChanged(
      HashRanges(*root, {&walked, 1}, {&range, 1}, HashAlgorithm::kSha256, JobOf(1)).status(),
      "ostype");
}

TEST_CASE("a file rewritten in the same size since the walk is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "0123456789");
  model.Touch("file");
  model.List();
  model.Write("file", "9876543210");
  model.Touch("file");
  CheckFileChanged(model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256).status(),
                   "file");
}

TEST_CASE("a file replaced by its like since the walk is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "0123456789");
  model.List();
  model.Write("other", "0123456789");
  std::filesystem::last_write_time(model.Path("other"),
                                   std::filesystem::last_write_time(model.Path("file")));
  std::filesystem::rename(model.Path("other"), model.Path("file"));
  CheckFileChanged(model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256).status(),
                   "file");
}

TEST_CASE("a file that is gone since the walk is not found", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  std::filesystem::remove(model.Path("small/7"));
  for (const uint32_t threads : {1u, 3u}) {
    const auto digests = model.Hash(model.WholeFiles(), JobOf(threads), HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kNotFound);
    CHECK(DetailOf(digests.status(), "path") == "small/7");
  }
}

TEST_CASE("a link in the place of a file is refused", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "content");
  model.Write("target", "content");
  model.List();
  std::filesystem::remove(model.Path("file"));
  std::filesystem::create_symlink("target", model.Path("file"));
  const auto digests = model.Hash(model.WholeFiles(), JobOf(1), HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kSymlinkRefused);
}

TEST_CASE("a large file that shrinks while it is hashed is refused", "[hash][scheduler]") {
  for (const uint32_t threads : {1u, 2u}) {
    TempModel model;
    model.WriteSparse("file", 64 * kGiB);
    model.WriteSparse("other", 64 * kGiB);
    model.List();
    HashJob job = JobOf(threads);
    job.progress = [&](const HashProgress&) {
      std::filesystem::resize_file(model.Path("file"), 1);
      std::filesystem::resize_file(model.Path("other"), 1);
      return 0;
    };
    const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kBlake2b);
    CHECK(ReasonOf(digests.status()) == Reason::kFileChanged);
  }
}

TEST_CASE("a run that is cancelled before it begins hashes nothing", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  CancelToken cancel;
  cancel.Request();
  for (const uint32_t threads : {1u, 3u}) {
    HashJob job = JobOf(threads);
    job.cancel = &cancel;
    job.progress = [](const HashProgress& progress) {
      CHECK(progress.bytes_done == 0);
      return 0;
    };
    const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kSha256);
    CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
    CHECK(DetailOf(digests.status(), "callback") == std::nullopt);
    CHECK(ReasonOf(model.Hash({}, job, HashAlgorithm::kSha256).status()) == Reason::kCancelled);
  }
}

TEST_CASE("a run can be cancelled in the middle of a file", "[hash][scheduler]") {
  TempModel model;
  model.WriteSparse("file", 64 * kGiB);
  model.WriteSparse("other", 64 * kGiB);
  model.List();
  for (const uint32_t threads : {1u, 2u}) {
    CancelToken cancel;
    HashJob job = JobOf(threads);
    job.cancel = &cancel;
    job.progress = [&](const HashProgress&) {
      cancel.Request();
      return 0;
    };
    const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kBlake2b);
    CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
  }
}

TEST_CASE("the progress callback can stop a run in the middle of a file", "[hash][scheduler]") {
  TempModel model;
  model.WriteSparse("file", 64 * kGiB);
  model.WriteSparse("other", 64 * kGiB);
  model.List();
  for (const uint32_t threads : {1u, 2u}) {
    int calls = 0;
    HashJob job = JobOf(threads);
    job.progress = [&](const HashProgress& progress) {
      ++calls;
      CHECK(progress.bytes_done < progress.bytes_total);
      return -7;
    };
    const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kBlake2b);
    CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
    CHECK(DetailOf(digests.status(), "callback") == "-7");
    CHECK(calls == 1);
  }
}

TEST_CASE("the last progress report can still stop a run", "[hash][scheduler]") {
  TempModel model;
  model.Write("file", "content");
  model.List();
  HashJob job = JobOf(1);
  job.progress = [](const HashProgress&) { return 3; };
  const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
  CHECK(DetailOf(digests.status(), "callback") == "3");
}

TEST_CASE("progress never goes back and ends at the total", "[hash][scheduler]") {
  TempModel model;
  model.WriteSparse("one", 150'000'000);
  model.WriteSparse("two", 100'000'000);
  model.Write("three", "");
  model.Write("zero shards of it are hashed", "x");
  model.List();
  std::vector<FileRange> ranges = model.Shards(40'000'000);
  ranges.pop_back();
  for (const uint32_t threads : {1u, 3u}) {
    HashProgress last;
    HashJob job = JobOf(threads);
    job.progress = [&](const HashProgress& progress) {
      CHECK(progress.bytes_total == 250'000'000);
      CHECK(progress.files_total == 2);
      CHECK(progress.bytes_done >= last.bytes_done);
      CHECK(progress.files_done >= last.files_done);
      last = progress;
      return 0;
    };
    REQUIRE(model.Hash(ranges, job, HashAlgorithm::kBlake2b).ok());
    CHECK(last.bytes_done == 250'000'000);
    CHECK(last.files_done == 2);
  }
}

TEST_CASE("a run for which no thread can be started is done without", "[hash][scheduler]") {
  TempModel model;
  WriteMixedFiles(model);
  const std::vector<FileRange> ranges = model.WholeFiles();
  pthread_attr_t before;
  REQUIRE(pthread_getattr_default_np(&before) == 0);
  pthread_attr_t with_huge_stacks;
  REQUIRE(pthread_attr_init(&with_huge_stacks) == 0);
  REQUIRE(pthread_attr_setstacksize(&with_huge_stacks, size_t{1} << 47) == 0);
  REQUIRE(pthread_setattr_default_np(&with_huge_stacks) == 0);
  int calls = 0;
  HashJob job = JobOf(4);
  job.progress = [&](const HashProgress&) {
    ++calls;
    return 0;
  };
  const auto digests = model.Hash(ranges, job, HashAlgorithm::kSha256);
  REQUIRE(pthread_setattr_default_np(&before) == 0);
  REQUIRE(digests.ok());
  CHECK(*digests == ExpectedDigests(ranges, HashAlgorithm::kSha256));
  CHECK(calls >= 1);
}

}  // namespace
}  // namespace modelseal::hash
