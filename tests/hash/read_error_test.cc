// SPDX-License-Identifier: Apache-2.0
//
// Hashing of files that cannot be read as they should be: the kernel itself says so, on behalf of a
// file system of this test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/fs/walk.h"
#include "lib/hash/hash_stream.h"
#include "lib/hash/scheduler.h"
#include "tests/hash/digest_vectors.h"
#include "tests/support/fuse_file.h"
#include "tests/support/skip.h"

namespace modelseal::hash {
namespace {

using testing::FuseFile;

constexpr uint64_t kFileBytes = 20'000'001;
constexpr uint64_t kBadBytes = 12'345'678;  // what is not readable begins here

// Every way to read.
std::vector<HashJob> AllJobs() {
  std::vector<HashJob> jobs;
  for (const uint32_t threads : {1, 2, 5}) {
    for (const ReadMode mode : {ReadMode::kParallel, ReadMode::kSequential}) {
      for (const bool bypasses_page_cache : {false, true}) {
        HashJob job;
        job.threads = threads;
        job.read_mode = mode;
        job.bypasses_page_cache = bypasses_page_cache;
        jobs.push_back(job);
      }
    }
  }
  return jobs;
}

// Reads of bytes at or beyond `bad_bytes` fail.
FuseFile::ReadFunction FailsFrom(uint64_t bad_bytes) {
  return [pattern = PatternBytes(kFileBytes), bad_bytes](uint64_t offset, std::span<uint8_t> out) {
    if (offset + out.size() > bad_bytes) {
      return EIO;
    }
    std::copy_n(pattern.begin() + static_cast<ptrdiff_t>(offset), out.size(), out.begin());
    return 0;
  };
}

absl::StatusOr<std::vector<RangeDigest>> Hash(const FuseFile& file, HashAlgorithm algorithm,
                                              const HashJob& job, FileRange range) {
  MODELSEAL_ASSIGN_OR_RETURN(const fs::ModelRoot root,
                             fs::ModelRoot::Open(file.directory(), fs::SymlinkPolicy::kRefuse));
  MODELSEAL_ASSIGN_OR_RETURN(const fs::WalkResult walk, fs::Walk(root, {}));
  return HashRanges(root, walk.files, {&range, 1}, algorithm, job);
}

std::unique_ptr<FuseFile> MountOrSkip(uint64_t bad_bytes) {
  auto file = FuseFile::Mount(kFileBytes, FailsFrom(bad_bytes));
  if (file == nullptr) {
    testing::ReportSkipped("this process may not mount a FUSE file system");
  }
  return file;
}

TEST_CASE("a file of a server of files has the digest of its bytes", "[hash][read_error]") {
  const auto file = MountOrSkip(kFileBytes);
  if (file == nullptr) {
    return;
  }
  const std::vector<uint8_t> pattern = PatternBytes(kFileBytes);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    stream.Update(pattern);
    const Digest expected = stream.Finish();
    for (const HashJob& job : AllJobs()) {
      CAPTURE(AlgorithmName(algorithm), job.threads, job.read_mode, job.bypasses_page_cache);
      const auto digests = Hash(*file, algorithm, job, {0, 0, kFileBytes});
      REQUIRE(digests.ok());
      CHECK(digests->front().digest == expected);
    }
  }
}

TEST_CASE("a file that cannot be read to its end has no digest", "[hash][read_error]") {
  const auto file = MountOrSkip(kBadBytes);
  if (file == nullptr) {
    return;
  }
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    for (const HashJob& job : AllJobs()) {
      CAPTURE(AlgorithmName(algorithm), job.threads, job.read_mode, job.bypasses_page_cache);
      const auto digests = Hash(*file, algorithm, job, {0, 0, kFileBytes});
      CHECK(ReasonOf(digests.status()) == Reason::kIoFailed);
      CHECK(DetailOf(digests.status(), "path") == FuseFile::kName);
    }
  }
}

TEST_CASE("a shard beside what cannot be read has its digest", "[hash][read_error]") {
  const auto file = MountOrSkip(kBadBytes);
  if (file == nullptr) {
    return;
  }
  constexpr uint64_t kEnd = kBadBytes / (1 << 20) * (1 << 20) - (1 << 20);
  const std::vector<uint8_t> pattern = PatternBytes(kEnd);
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashStream stream(algorithm);
    stream.Update(std::span(pattern).subspan(1'000'003));
    const Digest expected = stream.Finish();
    for (const HashJob& job : AllJobs()) {
      CAPTURE(AlgorithmName(algorithm), job.threads, job.read_mode, job.bypasses_page_cache);
      const auto digests = Hash(*file, algorithm, job, {0, 1'000'003, kEnd});
      REQUIRE(digests.ok());
      CHECK(digests->front().digest == expected);
    }
  }
}

TEST_CASE("a file that a server cut off is refused", "[hash][read_error]") {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    for (const HashJob& job : AllJobs()) {
      const auto file = MountOrSkip(kFileBytes);
      if (file == nullptr) {
        return;
      }
      file->CutOff(kBadBytes);
      CAPTURE(AlgorithmName(algorithm), job.threads, job.read_mode, job.bypasses_page_cache);
      const auto digests = Hash(*file, algorithm, job, {0, 0, kFileBytes});
      CHECK(ReasonOf(digests.status()) == Reason::kFileChanged);
      CHECK(DetailOf(digests.status(), "path") == FuseFile::kName);
    }
  }
}

}  // namespace
}  // namespace modelseal::hash
