// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/block_file.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::TempDir;
using Bytes = std::vector<uint8_t>;

constexpr size_t kPartitions = 4;

absl::StatusOr<BlockFile> Open(const TempDir& dir, uint64_t size_bytes, size_t buffer_bytes = 100) {
  auto file = fs::RandomFile::OpenForWriting((dir.path() / "file").string());
  REQUIRE(file.ok());
  return BlockFile::Open(*std::move(file), size_bytes, kPartitions, buffer_bytes);
}

// What was appended to each partition.
std::vector<Bytes> Append(BlockFile& file, size_t records, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Bytes> expected(kPartitions);
  for (size_t count = 0; count < records; ++count) {
    const size_t partition = random() % kPartitions;
    Bytes record(1 + random() % 50);
    for (uint8_t& byte : record) {
      byte = static_cast<uint8_t>(random());
    }
    REQUIRE(file.Append(partition, record).ok());
    expected[partition].insert(expected[partition].end(), record.begin(), record.end());
  }
  return expected;
}

void CheckHas(const BlockFile& file, const std::vector<Bytes>& expected) {
  for (size_t partition = 0; partition < kPartitions; ++partition) {
    const auto records = file.ReadPartition(partition);
    REQUIRE(records.ok());
    CHECK(*records == expected[partition]);
    CHECK(file.PartitionBytes(partition) == expected[partition].size());
  }
}

}  // namespace

TEST_CASE("records of a partition are read as they were appended", "[dataset][block]") {
  for (const size_t buffer_bytes : {1, 100, 1 << 20}) {
    const TempDir dir;
    auto file = Open(dir, 0, buffer_bytes);
    const std::vector<Bytes> expected = Append(*file, 300, 1);
    REQUIRE(file->Checkpoint().ok());
    CheckHas(*file, expected);
    CheckHas(*Open(dir, file->size_bytes()), expected);
  }
}

TEST_CASE("what comes after a checkpoint is cut off when a file is opened again",
          "[dataset][block]") {
  const TempDir dir;
  uint64_t kept_bytes = 0;
  std::vector<Bytes> expected;
  {
    auto file = Open(dir, 0);
    expected = Append(*file, 50, 2);
    REQUIRE(file->Checkpoint().ok());
    kept_bytes = file->size_bytes();
    Append(*file, 50, 3);
  }
  CHECK(dir.Read("file").size() > kept_bytes);
  CheckHas(*Open(dir, kept_bytes), expected);
  CHECK(dir.Read("file").size() == kept_bytes);
}

TEST_CASE("a file that is shorter than at its checkpoint is refused", "[dataset][block]") {
  const TempDir dir;
  auto file = Open(dir, 0);
  Append(*file, 50, 4);
  REQUIRE(file->Checkpoint().ok());
  const std::string bytes = dir.Read("file");
  dir.Write("file", bytes.substr(0, bytes.size() - 1));
  CHECK(ReasonOf(Open(dir, bytes.size()).status()) == Reason::kDatasetStoreInvalid);
}

TEST_CASE("any bit that changes in a file is found", "[dataset][block]") {
  const TempDir dir;
  auto file = Open(dir, 0);
  Append(*file, 20, 5);
  REQUIRE(file->Checkpoint().ok());
  const std::string bytes = dir.Read("file");
  for (size_t bit = 0; bit < 8 * bytes.size(); bit += 3) {
    std::string other = bytes;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ 1 << bit % 8);
    dir.Write("file", other);
    const auto opened = Open(dir, bytes.size());
    absl::Status status = opened.status();
    for (size_t partition = 0; partition < kPartitions && status.ok(); ++partition) {
      status = opened->ReadPartition(partition).status();
    }
    REQUIRE_FALSE(status.ok());
    REQUIRE(ReasonOf(status) == Reason::kDatasetStoreInvalid);
  }
}

}  // namespace modelseal::dataset
