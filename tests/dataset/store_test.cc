// SPDX-License-Identifier: Apache-2.0
//
// Stores that were cut, altered or made too long: refused when they are opened, when they are asked
// or when they are checked, and never a wrong proof.
#include "lib/dataset/store.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/store_check.h"
#include "tests/dataset/build_support.h"
#include "tests/dataset/example_parameters.h"
#include "tests/dataset/refusal_table.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::BuildStore;
using testing::ExampleKeys;
using testing::ExampleParameters;
using testing::ExampleValues;
using testing::RefusalTable;
using testing::TempDir;
using testing::UniformRecords;
using Records = std::vector<RecordDigest>;

constexpr size_t kRecords = 150;

struct Example {
  Records records = UniformRecords(kRecords, 1);
  std::string bytes;
};

DatasetParameters ParametersOf(DatasetKind kind) {
  DatasetParameters parameters = ExampleParameters(kind);
  parameters.padding = Padding::kQuarterSteps;
  return parameters;
}

Example MakeExample(DatasetKind kind) {
  const TempDir dir;
  Example example;
  BuildStore(dir.path() / "work", dir.path() / "store", ParametersOf(kind), example.records,
             kind == DatasetKind::kMap ? ExampleValues(kRecords) : std::vector<std::string>());
  example.bytes = dir.Read("store");
  return example;
}

absl::Status OpenBytes(const TempDir& dir, const std::string& bytes) {
  return Store::Open(dir.Write("store", bytes)).status();
}

size_t HeaderBytes(const std::string& bytes) {
  const auto size = ParseStoreHeaderSize(
      std::span(reinterpret_cast<const uint8_t*>(bytes.data()), kStoreHeadBytes));
  REQUIRE(size.ok());
  return *size;
}

void FlipBit(std::string& bytes, size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
}

}  // namespace

TEST_CASE("a store is opened with what its commitment says", "[dataset][store]") {
  for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
    const TempDir dir;
    const Example example = MakeExample(kind);
    const auto store = Store::Open(dir.Write("store", example.bytes));
    REQUIRE(store.ok());
    CHECK(store->record_count() == kRecords);
    CHECK(store->leaf_count() == 160);
    CHECK(store->commitment().size_class() == 160);
    CHECK(store->is_map() == (kind == DatasetKind::kMap));
    CHECK(store->bucket_bits() == 1);
  }
}

TEST_CASE("a store has the values of its records and none of its dummies", "[dataset][store]") {
  const TempDir dir;
  const Example example = MakeExample(DatasetKind::kMap);
  const auto store = Store::Open(dir.Write("store", example.bytes));
  const std::vector<std::string> values = ExampleValues(kRecords);
  for (size_t index = 0; index < kRecords; ++index) {
    const auto leaf = store->FindLeaf(example.records[index]);
    REQUIRE(leaf.ok());
    REQUIRE(leaf->has_value());
    const auto place = store->ReadValuePlace(**leaf);
    REQUIRE(place.ok());
    REQUIRE(place->has_value());
    const auto value = store->ReadValue(**place);
    REQUIRE(value.ok());
    REQUIRE(*value == values[index]);
  }
  size_t without_value = 0;
  for (uint64_t leaf = 0; leaf < store->leaf_count(); ++leaf) {
    without_value += (*store->ReadValuePlace(leaf)).has_value() ? 0 : 1;
  }
  CHECK(without_value == 10);
  CHECK_FALSE((*store->FindLeaf(UniformRecords(1, 99)[0])).has_value());
}

TEST_CASE("a store cut anywhere or made longer is refused", "[dataset][store][adversary]") {
  RefusalTable table("a store cut anywhere or made longer");
  const TempDir dir;
  const Example example = MakeExample(DatasetKind::kMap);
  const size_t header_bytes = HeaderBytes(example.bytes);
  for (size_t size = 0; size < example.bytes.size();
       size += size < header_bytes ? 1 : 1 + size % 397) {
    REQUIRE(table.IsRefused("truncated store", OpenBytes(dir, example.bytes.substr(0, size)),
                            Reason::kDatasetStoreInvalid));
  }
  for (const size_t extra : {1, 32, 4096}) {
    REQUIRE(table.IsRefused("oversized store",
                            OpenBytes(dir, example.bytes + std::string(extra, '\0')),
                            Reason::kDatasetStoreInvalid));
  }
}

TEST_CASE("a store with any bit of its header changed is refused", "[dataset][store][adversary]") {
  RefusalTable table("a store with any bit of its header changed");
  const TempDir dir;
  const Example example = MakeExample(DatasetKind::kSet);
  const size_t header_bytes = HeaderBytes(example.bytes);
  for (size_t bit = 0; bit < 8 * header_bytes; ++bit) {
    std::string bytes = example.bytes;
    FlipBit(bytes, bit);
    const absl::Status status = OpenBytes(dir, bytes);
    const bool is_version = bit / 8 == 8;
    REQUIRE(
        table.IsRefused(is_version ? "version of a store" : "bit of a store's header", status,
                        is_version ? Reason::kAlgorithmUnsupported : Reason::kDatasetStoreInvalid));
  }
}

TEST_CASE("a full check finds any bit changed behind the header", "[dataset][store][adversary]") {
  RefusalTable table("a full check finds any bit changed");
  const TempDir dir;
  const BuildKeys keys = ExampleKeys();
  for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
    const Example example = MakeExample(kind);
    REQUIRE(
        CheckStore(*Store::Open(dir.Write("store", example.bytes)), &keys.value_salt_key, nullptr)
            .ok());
    for (size_t bit = 8 * HeaderBytes(example.bytes); bit < 8 * example.bytes.size(); bit += 43) {
      std::string bytes = example.bytes;
      FlipBit(bytes, bit);
      const auto store = Store::Open(dir.Write("store", bytes));
      const absl::Status status =
          store.ok() ? CheckStore(*store, &keys.value_salt_key, nullptr) : store.status();
      REQUIRE(table.IsRefused(
          kind == DatasetKind::kSet ? "bit of a set's store" : "bit of a map's store", status,
          Reason::kDatasetStoreInvalid));
    }
  }
}

TEST_CASE("an altered store gives no wrong proof", "[dataset][store][adversary]") {
  const TempDir dir;
  const Example example = MakeExample(DatasetKind::kMap);
  const Records absent = UniformRecords(3, 2);
  const NodeHash root = Store::Open(dir.Write("store", example.bytes))->commitment().root();
  size_t refused = 0;
  for (size_t bit = 8 * HeaderBytes(example.bytes); bit < 8 * example.bytes.size(); bit += 97) {
    std::string bytes = example.bytes;
    FlipBit(bytes, bit);
    const auto store = Store::Open(dir.Write("store", bytes));
    if (!store.ok()) {
      ++refused;
      continue;
    }
    const auto check = [&](const RecordDigest& label, bool is_member) {
      const auto proof = ProvePath(*store, label);
      if (!proof.ok()) {
        REQUIRE(ReasonOf(proof.status()) == Reason::kDatasetStoreInvalid);
        ++refused;
        return;
      }
      const auto answer = VerifyPath(root, label, *proof);
      REQUIRE(answer.ok());
      REQUIRE(answer->is_member == is_member);
    };
    check(example.records[bit % kRecords], true);
    check(absent[bit % absent.size()], false);
  }
  CHECK(refused > 100);
}

TEST_CASE("a directory, nothing and another file are no store", "[dataset][store]") {
  const TempDir dir;
  CHECK(ReasonOf(Store::Open(dir.path().string()).status()) == Reason::kFileTypeRefused);
  CHECK(ReasonOf(Store::Open((dir.path() / "none").string()).status()) == Reason::kNotFound);
  CHECK(ReasonOf(Store::Open(dir.Write("text", "this is a text that is no store")).status()) ==
        Reason::kDatasetStoreInvalid);
}

TEST_CASE("a store cut while it is open gives errors", "[dataset][store]") {
  const TempDir dir;
  const Example example = MakeExample(DatasetKind::kSet);
  const std::string path = dir.Write("store", example.bytes);
  const auto store = Store::Open(path);
  std::filesystem::resize_file(path, 500);
  CHECK(ReasonOf(ProvePath(*store, example.records[0]).status()) == Reason::kIoFailed);
}

TEST_CASE("a full check stops when it is told to", "[dataset][store]") {
  const TempDir dir;
  const auto store = Store::Open(dir.Write("store", MakeExample(DatasetKind::kSet).bytes));
  CancelToken cancel;
  cancel.Request();
  CHECK(ReasonOf(CheckStore(*store, nullptr, &cancel)) == Reason::kCancelled);
}

}  // namespace modelseal::dataset
