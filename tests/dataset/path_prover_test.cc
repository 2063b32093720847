// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/path_prover.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/proof.h"
#include "tests/dataset/build_support.h"
#include "tests/dataset/example_parameters.h"
#include "tests/dataset/reference_proof.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::LeavesOf;
using testing::ReferenceLeaves;
using testing::ReferencePath;
using testing::ReferencePaths;
using testing::TempDir;
using testing::UniformRecords;
using testing::WithFlippedBit;
using Records = std::vector<RecordDigest>;

Store StoreOf(const TempDir& dir, const Records& records) {
  const std::string path = (dir.path() / "store").string();
  testing::BuildStore((dir.path() / "work").string(), path, testing::ExampleParameters(), records);
  auto store = Store::Open(path);
  REQUIRE(store.ok());
  return *std::move(store);
}

// Members, neighbours of them, and strangers.
Records QueriesFor(const Records& records, std::mt19937_64& random) {
  Records queries = UniformRecords(20, random());
  for (size_t count = 0; count < 20 && !records.empty(); ++count) {
    const RecordDigest& record = records[random() % records.size()];
    queries.push_back(record);
    queries.push_back(WithFlippedBit(record, random() % 256));
    queries.push_back(WithFlippedBit(record, random() % 16));
  }
  std::shuffle(queries.begin(), queries.end(), random);
  return queries;
}

void CheckStoreOf(const Records& records, std::mt19937_64& random) {
  const TempDir dir;
  const Store store = StoreOf(dir, records);
  const ReferenceLeaves leaves = LeavesOf(records);
  const Records queries = QueriesFor(records, random);
  for (const RecordDigest& query : queries) {
    const auto proof = ProvePath(store, query);
    REQUIRE(proof.ok());
    REQUIRE(*proof == ReferencePath(leaves, query));
  }
  const auto proof = ProvePaths(store, queries);
  REQUIRE(proof.ok());
  REQUIRE(*proof == ReferencePaths(leaves, queries));
}

}  // namespace

TEST_CASE("proofs from a store are those of the definition", "[dataset][prover]") {
  std::mt19937_64 random(1);
  for (const size_t count : {0, 1, 2, 3, 50, 97, 200, 1000, 6000}) {
    CheckStoreOf(UniformRecords(count, count), random);
  }
}

TEST_CASE("proofs about labels with long common prefixes are those of the definition",
          "[dataset][prover]") {
  std::mt19937_64 random(2);
  for (const size_t count : {2, 30, 400}) {
    Records records;
    for (const auto& leaf : testing::ClusteredLeaves(count, random)) {
      records.push_back(leaf.label);
    }
    CheckStoreOf(records, random);
  }
}

TEST_CASE("ways that end above the buckets are those of the definition", "[dataset][prover]") {
  // All leaves but one in a corner: most of the array is empty or a single leaf.
  std::mt19937_64 random(3);
  Records records = UniformRecords(400, 3);
  for (RecordDigest& record : records) {
    record[0] = 0xff;
  }
  records.push_back(WithFlippedBit(records[0], 2));
  CheckStoreOf(records, random);
}

TEST_CASE("a batch about no record is refused", "[dataset][prover]") {
  const TempDir dir;
  CHECK(ReasonOf(ProvePaths(StoreOf(dir, {}), {}).status()) == Reason::kInvalidArgument);
}

TEST_CASE("the mean proof of 100,000 records is within its goal", "[dataset][prover]") {
  const TempDir dir;
  const Records records = UniformRecords(100'000, 4);
  const Store store = StoreOf(dir, records);
  size_t total = 0;
  constexpr size_t kProofs = 200;
  for (size_t index = 0; index < kProofs; ++index) {
    const auto path = ProvePath(store, records[index * 7]);
    REQUIRE(path.ok());
    total += EncodeRecordProof({.path = *path}).size();
  }
  CHECK(total / kProofs <= 670);
  WARN("mean proof of 100,000 records: " << total / kProofs << " bytes");
}

}  // namespace modelseal::dataset
