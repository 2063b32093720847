// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/dataset_builder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/store_check.h"
#include "tests/dataset/build_support.h"
#include "tests/dataset/example_parameters.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::BuildStore;
using testing::DigestLabels;
using testing::ExampleKeys;
using testing::ExampleParameters;
using testing::ExampleValues;
using testing::LeavesOf;
using testing::ReferenceHash;
using testing::ReferenceLeaves;
using testing::SmallOptions;
using testing::TempDir;
using testing::UniformRecords;
using testing::Views;
using Records = std::vector<RecordDigest>;

std::string WorkIn(const TempDir& dir) { return (dir.path() / "work").string(); }
std::string StoreIn(const TempDir& dir) { return (dir.path() / "store").string(); }

// A store of those records, in a directory of its own.
struct Built {
  Commitment commitment;
  std::string bytes;
};
Built Build(const DatasetParameters& parameters, const Records& records,
            const std::vector<std::string>& values = {},
            const BuildOptions& options = SmallOptions()) {
  const TempDir dir;
  Commitment commitment =
      BuildStore(WorkIn(dir), StoreIn(dir), parameters, records, values, options);
  const auto store = Store::Open(StoreIn(dir));
  REQUIRE(store.ok());
  const BuildKeys keys = ExampleKeys();
  const absl::Status checked = CheckStore(*store, &keys.value_salt_key, nullptr);
  if (!checked.ok()) {
    FAIL(checked.message());
  }
  CHECK_FALSE(std::filesystem::exists(WorkIn(dir)));
  return {std::move(commitment), dir.Read("store")};
}

absl::StatusOr<Commitment> TryBuild(const TempDir& dir, const DatasetParameters& parameters,
                                    const Records& records,
                                    const std::vector<std::string>& values = {}) {
  const DigestLabels labels;
  auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
  REQUIRE(builder.ok());
  REQUIRE((values.empty() ? (*builder)->Add(records)
                          : (*builder)->AddWithValues(records, Views(values)))
              .ok());
  return (*builder)->Finish(StoreIn(dir));
}

DatasetParameters With(DatasetKind kind, DuplicatePolicy duplicates) {
  DatasetParameters parameters = ExampleParameters(kind);
  parameters.duplicates = duplicates;
  return parameters;
}

// Leaves of a map of those records and values.
ReferenceLeaves LeavesOf(const Records& records, const std::vector<std::string>& values) {
  const BuildKeys keys = ExampleKeys();
  ReferenceLeaves leaves;
  for (size_t index = 0; index < records.size(); ++index) {
    const ValueSalt salt = ComputeValueSalt(keys.value_salt_key, records[index]);
    leaves.push_back({records[index], ComputeValueContent(salt, crypto::AsBytes(values[index]))});
  }
  std::sort(leaves.begin(), leaves.end());
  return leaves;
}

}  // namespace

TEST_CASE("the root of a built store is that of the definition", "[dataset][builder]") {
  for (const size_t count : {0, 1, 2, 3, 95, 96, 97, 192, 193, 1000, 5000}) {
    const Records records = UniformRecords(count, count);
    for (const size_t partition_bits : {0, 2, 5}) {
      const Built built = Build(ExampleParameters(), records, {}, SmallOptions(2, partition_bits));
      REQUIRE(built.commitment.root() == ReferenceHash(LeavesOf(records)));
      REQUIRE(built.commitment.size_class() == 0);
    }
  }
}

TEST_CASE("labels with long common prefixes are built into the root of the definition",
          "[dataset][builder]") {
  std::mt19937_64 random(1);
  for (const size_t count : {2, 10, 300}) {
    Records records;
    for (const auto& leaf : testing::ClusteredLeaves(count, random)) {
      records.push_back(leaf.label);
    }
    std::shuffle(records.begin(), records.end(), random);
    CHECK(Build(ExampleParameters(), records).commitment.root() ==
          ReferenceHash(LeavesOf(records)));
  }
}

TEST_CASE("the order of records and the number of threads do not change the store",
          "[dataset][builder]") {
  std::mt19937_64 random(2);
  Records records = UniformRecords(3000, 2);
  DatasetParameters parameters = ExampleParameters();
  parameters.padding = Padding::kQuarterSteps;
  const Built first = Build(parameters, records);
  for (const uint32_t threads : {1, 2, 3, 8}) {
    for (const size_t partition_bits : {1, 4, 7}) {
      std::shuffle(records.begin(), records.end(), random);
      const Built other = Build(parameters, records, {}, SmallOptions(threads, partition_bits));
      REQUIRE(other.bytes == first.bytes);
    }
  }
}

TEST_CASE("partitions that are sorted in pieces give the same store", "[dataset][builder]") {
  const Records records = UniformRecords(1500, 7);
  Records twice = records;
  twice.insert(twice.end(), records.begin(), records.begin() + 40);
  for (const Padding padding : {Padding::kNone, Padding::kQuarterSteps}) {
    DatasetParameters set = With(DatasetKind::kSet, DuplicatePolicy::kCollapse);
    DatasetParameters map = With(DatasetKind::kMap, DuplicatePolicy::kError);
    DatasetParameters counted = With(DatasetKind::kMap, DuplicatePolicy::kCount);
    set.padding = map.padding = counted.padding = padding;
    for (const uint64_t piece_bytes : {100, 1000, 20000}) {
      BuildOptions options = SmallOptions(2, 2);
      options.piece_bytes = piece_bytes;
      CHECK(Build(set, twice, {}, options).bytes == Build(set, twice).bytes);
      const std::vector<std::string> values = ExampleValues(records.size());
      CHECK(Build(map, records, values, options).bytes == Build(map, records, values).bytes);
      CHECK(Build(counted, twice, {}, options).bytes == Build(counted, twice).bytes);
    }
  }
}

TEST_CASE("a record that comes twice is found in pieces, too", "[dataset][builder]") {
  Records records = UniformRecords(1500, 8);
  records.push_back(records.front());
  const TempDir dir;
  const DigestLabels labels;
  BuildOptions options = SmallOptions(2, 2);
  options.piece_bytes = 500;
  auto builder = Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, options);
  REQUIRE(builder.ok());
  REQUIRE((*builder)->Add(records).ok());
  CHECK(ReasonOf((*builder)->Finish(StoreIn(dir)).status()) == Reason::kDatasetRecordDuplicate);
}

TEST_CASE("no more threads sort than have room", "[dataset][builder]") {
  const TempDir dir;
  auto directory = fs::WorkDirectory::Open(WorkIn(dir));
  REQUIRE(directory.ok());
  const BuildJob job = {.parameters = ExampleParameters(),
                        .keys = ExampleKeys(),
                        .options = {.threads = 64},
                        .directory = *std::move(directory)};
  CHECK(job.SortingThreads(0) == 64);
  CHECK(job.SortingThreads(1u << 10) == 64);
  CHECK(job.SortingThreads(1u << 20) == 48);
  CHECK(job.SortingThreads(16u << 20) == 3);
  CHECK(job.SortingThreads(uint64_t{1} << 40) == 3);
}

TEST_CASE("a map has the root of the definition, whatever the order of its records",
          "[dataset][builder]") {
  std::mt19937_64 random(3);
  const Records records = UniformRecords(700, 3);
  const std::vector<std::string> values = ExampleValues(700);
  const DatasetParameters parameters = ExampleParameters(DatasetKind::kMap);
  const Built first = Build(parameters, records, values);
  CHECK(first.commitment.root() == ReferenceHash(LeavesOf(records, values)));
  std::vector<size_t> order(records.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  Records other_records;
  std::vector<std::string> other_values;
  for (const size_t index : order) {
    other_records.push_back(records[index]);
    other_values.push_back(values[index]);
  }
  CHECK(Build(parameters, other_records, other_values, SmallOptions(4, 6)).bytes == first.bytes);
}

TEST_CASE("a record that comes twice is an error where it is to be one", "[dataset][builder]") {
  Records records = UniformRecords(100, 4);
  records.push_back(records[50]);
  const TempDir dir;
  CHECK(ReasonOf(TryBuild(dir, ExampleParameters(), records).status()) ==
        Reason::kDatasetRecordDuplicate);
  CHECK_FALSE(std::filesystem::exists(StoreIn(dir)));
  const TempDir map_dir;
  CHECK(ReasonOf(TryBuild(map_dir, ExampleParameters(DatasetKind::kMap), records,
                          std::vector<std::string>(101, "same"))
                     .status()) == Reason::kDatasetRecordDuplicate);
}

TEST_CASE("records that come more than once count once where they collapse", "[dataset][builder]") {
  const Records records = UniformRecords(100, 5);
  Records twice = records;
  twice.insert(twice.end(), records.begin(), records.begin() + 60);
  const auto set = With(DatasetKind::kSet, DuplicatePolicy::kCollapse);
  CHECK(Build(set, twice).bytes == Build(set, records).bytes);
  const auto map = With(DatasetKind::kMap, DuplicatePolicy::kCollapse);
  CHECK(Build(map, twice, std::vector<std::string>(160, "same")).bytes ==
        Build(map, records, std::vector<std::string>(100, "same")).bytes);
}

TEST_CASE("a record with two values is an error even where records collapse",
          "[dataset][builder]") {
  Records records = UniformRecords(10, 6);
  records.push_back(records[5]);
  std::vector<std::string> values(10, "train");
  values.emplace_back("test");
  const TempDir dir;
  CHECK(ReasonOf(TryBuild(dir, With(DatasetKind::kMap, DuplicatePolicy::kCollapse), records, values)
                     .status()) == Reason::kDatasetRecordDuplicate);
}

TEST_CASE("a map that counts has the number of times as the value", "[dataset][builder]") {
  const Records records = UniformRecords(100, 7);
  Records added;
  std::vector<std::string> counts;
  for (size_t index = 0; index < records.size(); ++index) {
    const size_t count = 1 + index % 3;
    added.insert(added.end(), count, records[index]);
    counts.push_back(std::string(7, '\0') + static_cast<char>(count));
  }
  const Built built = Build(With(DatasetKind::kMap, DuplicatePolicy::kCount), added);
  CHECK(built.commitment.root() == ReferenceHash(LeavesOf(records, counts)));
}

TEST_CASE("padding fills the size class with leaves that depend on key and names alone",
          "[dataset][builder]") {
  const Records records = UniformRecords(300, 8);
  for (const auto& [padding, expected] : std::vector<std::pair<Padding, uint64_t>>{
           {Padding::kPowerOfTwo, 512}, {Padding::kQuarterSteps, 320}}) {
    for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
      DatasetParameters parameters = ExampleParameters(kind);
      parameters.padding = padding;
      const bool is_map = kind == DatasetKind::kMap;
      const std::vector<std::string> values(is_map ? 300 : 0, "v");
      const Built built = Build(parameters, records, values);
      CHECK(built.commitment.size_class() == expected);
      const BuildKeys keys = ExampleKeys();
      const Dummies dummies(keys.padding_key, parameters);
      ReferenceLeaves leaves = is_map ? LeavesOf(records, values) : testing::LeavesOf(records);
      for (uint64_t index = 0; index < expected - 300; ++index) {
        const Label label = dummies.ComputeLabel(index);
        leaves.push_back({label, is_map ? dummies.ComputeContent(label) : kNoContent});
      }
      std::sort(leaves.begin(), leaves.end());
      CHECK(built.commitment.root() == ReferenceHash(leaves));
    }
  }
}

TEST_CASE("a padded dataset without records has dummies alone", "[dataset][builder]") {
  DatasetParameters parameters = ExampleParameters();
  parameters.padding = Padding::kPowerOfTwo;
  const Built built = Build(parameters, {});
  CHECK(built.commitment.size_class() == 1);
}

TEST_CASE("dummies of another name or context are others", "[dataset][builder]") {
  const BuildKeys keys = ExampleKeys();
  const auto label_of = [&keys](const char* context, const char* name) {
    DatasetParameters parameters = ExampleParameters();
    parameters.context = context;
    parameters.name = name;
    return Dummies(keys.padding_key, parameters).ComputeLabel(0);
  };
  CHECK(label_of("a", "b") == label_of("a", "b"));
  CHECK(label_of("a", "b") != label_of("a", "c"));
  CHECK(label_of("a", "b") != label_of("c", "b"));
  CHECK(label_of("ab", "c") != label_of("a", "bc"));
}

TEST_CASE("a store takes at most 35 bytes a record", "[dataset][builder]") {
  for (const size_t count : {10000, 12289, 24577, 40000}) {
    const Built built =
        Build(ExampleParameters(), UniformRecords(count, count), {}, {.partition_bits = 4});
    CHECK(built.bytes.size() <= 35 * count);
  }
}

TEST_CASE("a builder goes on from its last checkpoint", "[dataset][builder]") {
  const Records records = UniformRecords(1000, 9);
  const Built whole = Build(ExampleParameters(), records);
  const TempDir dir;
  const DigestLabels labels;
  uint64_t kept = 0;
  for (int run = 0; run < 5; ++run) {
    auto builder =
        Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
    REQUIRE(builder.ok());
    REQUIRE((*builder)->record_count() == kept);
    REQUIRE((*builder)->Add(std::span(records).subspan(kept, 150)).ok());
    REQUIRE((*builder)->Checkpoint().ok());
    kept += 150;
    // After the checkpoint: lost with the builder.
    REQUIRE((*builder)->Add(std::span(records).subspan(kept, 100)).ok());
  }
  auto builder =
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
  REQUIRE(builder.ok());
  REQUIRE((*builder)->record_count() == kept);
  REQUIRE((*builder)->Add(std::span(records).subspan(kept)).ok());
  const auto commitment = (*builder)->Finish(StoreIn(dir));
  REQUIRE(commitment.ok());
  CHECK(dir.Read("store") == whole.bytes);
}

TEST_CASE("checkpoints come by themselves", "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  {
    auto builder =
        Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
    REQUIRE((*builder)->Add(UniformRecords(1234, 10)).ok());
  }
  const auto builder =
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
  CHECK((*builder)->record_count() == 1000);
}

TEST_CASE("what was torn off after a checkpoint is cut off", "[dataset][builder]") {
  const Records records = UniformRecords(400, 11);
  const std::vector<std::string> values = ExampleValues(400);
  const DatasetParameters parameters = ExampleParameters(DatasetKind::kMap);
  const Built whole = Build(parameters, records, values);
  const TempDir dir;
  const DigestLabels labels;
  {
    auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
    REQUIRE((*builder)->AddWithValues(std::span(records).first(200), Views(values, 0, 200)).ok());
    REQUIRE((*builder)->Checkpoint().ok());
  }
  for (const std::string_view name : {kRecordsName, kValuesName}) {
    const std::string file = "work/" + std::string(name);
    dir.Write(file, dir.Read(file) + std::string(77, '\x5a'));
  }
  auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
  REQUIRE(builder.ok());
  REQUIRE((*builder)->AddWithValues(std::span(records).subspan(200), Views(values, 200)).ok());
  REQUIRE((*builder)->Finish(StoreIn(dir)).ok());
  CHECK(dir.Read("store") == whole.bytes);
}

TEST_CASE("files of a job that were cut or altered are refused", "[dataset][builder]") {
  const DatasetParameters parameters = ExampleParameters(DatasetKind::kMap);
  const auto failure_with = [&](std::string_view name, auto change) {
    const TempDir dir;
    const DigestLabels labels;
    {
      auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
      REQUIRE((*builder)->AddWithValues(UniformRecords(100, 1), Views(ExampleValues(100))).ok());
      REQUIRE((*builder)->Checkpoint().ok());
    }
    const std::string file = "work/" + std::string(name);
    std::string bytes = dir.Read(file);
    change(bytes);
    dir.Write(file, bytes);
    auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
    const absl::Status status =
        builder.ok() ? (*builder)->Finish(StoreIn(dir)).status() : builder.status();
    REQUIRE_FALSE(status.ok());
    CHECK_FALSE(std::filesystem::exists(StoreIn(dir)));
    return ReasonOf(status);
  };
  const auto cut = [](std::string& bytes) { bytes.pop_back(); };
  const auto flip = [](std::string& bytes) { bytes[bytes.size() / 2] ^= 1; };
  const auto flip_first = [](std::string& bytes) { bytes[0] ^= 1; };
  for (const std::string_view name : {kManifestName, kRecordsName, kValuesName}) {
    CHECK(failure_with(name, cut) == Reason::kDatasetStoreInvalid);
    CHECK(failure_with(name, flip) == Reason::kDatasetStoreInvalid);
    CHECK(failure_with(name, flip_first) == Reason::kDatasetStoreInvalid);
  }
}

TEST_CASE("a work directory with another job is refused", "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  REQUIRE(
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions()).ok());
  DatasetParameters other = ExampleParameters();
  other.name = "other";
  CHECK(
      ReasonOf(Builder::Open(WorkIn(dir), other, ExampleKeys(), labels, SmallOptions()).status()) ==
      Reason::kInvalidArgument);
  CHECK(ReasonOf(Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels,
                               SmallOptions(1, 5))
                     .status()) == Reason::kInvalidArgument);
}

TEST_CASE("a work directory in use is refused", "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  const auto first =
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
  REQUIRE(first.ok());
  CHECK(ReasonOf(
            Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions())
                .status()) == Reason::kInvalidArgument);
}

TEST_CASE("records and values must be of the kind of the dataset", "[dataset][builder]") {
  const DigestLabels labels;
  const Records records = UniformRecords(3, 12);
  const std::vector<std::string> values = ExampleValues(3);
  const auto open = [&](const TempDir& dir, const DatasetParameters& parameters) {
    return *Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, SmallOptions());
  };
  const TempDir set_dir;
  CHECK(ReasonOf(open(set_dir, ExampleParameters())->AddWithValues(records, Views(values))) ==
        Reason::kInvalidArgument);
  const TempDir map_dir;
  const auto map = open(map_dir, ExampleParameters(DatasetKind::kMap));
  CHECK(ReasonOf(map->Add(records)) == Reason::kInvalidArgument);
  CHECK(ReasonOf(map->AddWithValues(records, Views(values, 0, 2))) == Reason::kInvalidArgument);
  const std::string large(limits::kMaxDatasetValueBytes + 1, 'v');
  CHECK(ReasonOf(map->AddWithValues(std::span(records).first(1), Views({large}))) ==
        Reason::kLimitExceeded);
  const TempDir count_dir;
  CHECK(ReasonOf(open(count_dir, With(DatasetKind::kMap, DuplicatePolicy::kCount))
                     ->AddWithValues(records, Views(values))) == Reason::kInvalidArgument);
}

TEST_CASE("a complete dataset takes no more records", "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  auto builder =
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
  REQUIRE((*builder)->Finish(StoreIn(dir)).ok());
  CHECK(ReasonOf((*builder)->Add(UniformRecords(1, 1))) == Reason::kInvalidArgument);
  CHECK(ReasonOf((*builder)->Finish(StoreIn(dir)).status()) == Reason::kInvalidArgument);
}

TEST_CASE("threads and partition bits beyond their limits are refused", "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  const auto failure_with = [&](const BuildOptions& options) {
    return ReasonOf(
        Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, options).status());
  };
  CHECK(failure_with({.threads = 0}) == Reason::kInvalidArgument);
  CHECK(failure_with({.threads = 1025}) == Reason::kInvalidArgument);
  CHECK(failure_with({.partition_bits = 13}) == Reason::kInvalidArgument);
}

TEST_CASE("a job that is stopped at any point goes on to the same store", "[dataset][builder]") {
  const Records records = UniformRecords(900, 13);
  const std::vector<std::string> values = ExampleValues(900);
  DatasetParameters parameters = ExampleParameters(DatasetKind::kMap);
  parameters.padding = Padding::kPowerOfTwo;
  const Built whole = Build(parameters, records, values);
  const TempDir dir;
  const DigestLabels labels;
  // Each run is stopped one report later than the one before; what it did until then is kept.
  size_t stops = 0;
  for (bool is_done = false; !is_done;) {
    CancelToken cancel;
    size_t reports = 0;
    BuildOptions options = SmallOptions(2, 3);
    options.checkpoint_records = 100;
    options.checkpoint_bytes = 1;
    options.cancel = &cancel;
    options.progress = [&](const BuildProgress&) {
      if (++reports == stops + 2) {
        cancel.Request();
      }
    };
    auto builder = Builder::Open(WorkIn(dir), parameters, ExampleKeys(), labels, options);
    REQUIRE(builder.ok());
    const size_t kept = (*builder)->record_count();
    absl::Status status;
    if ((*builder)->takes_records()) {
      status = (*builder)->AddWithValues(std::span(records).subspan(kept), Views(values, kept));
    }
    if (status.ok()) {
      status = (*builder)->Finish(StoreIn(dir)).status();
    }
    is_done = status.ok();
    if (!is_done) {
      REQUIRE(ReasonOf(status) == Reason::kCancelled);
      REQUIRE_FALSE(std::filesystem::exists(StoreIn(dir)));
      REQUIRE(++stops < 100);
    }
  }
  CHECK(stops > 5);
  CHECK(dir.Read("store") == whole.bytes);
}

TEST_CASE("progress counts up to the whole of each phase", "[dataset][builder]") {
  const TempDir dir;
  std::vector<BuildProgress> reports;
  BuildOptions options = SmallOptions(1, 3);
  options.progress = [&reports](const BuildProgress& progress) { reports.push_back(progress); };
  BuildStore(WorkIn(dir), StoreIn(dir), ExampleParameters(), UniformRecords(1000, 14), {}, options);
  const auto last_of = [&reports](BuildPhase phase) {
    BuildProgress last = {};
    for (const BuildProgress& report : reports) {
      last = report.phase == phase ? report : last;
    }
    return std::pair(last.done, last.total);
  };
  CHECK(last_of(BuildPhase::kAdding) == std::pair<uint64_t, uint64_t>(1000, 0));
  CHECK(last_of(BuildPhase::kSorting) == std::pair<uint64_t, uint64_t>(8, 8));
  CHECK(last_of(BuildPhase::kWriting) == std::pair<uint64_t, uint64_t>(8, 8));
}

TEST_CASE("too many labels with the same beginning are refused", "[dataset][builder]") {
  // All in one bucket.
  Records records(limits::kMaxDatasetBucketLeaves + 1);
  for (size_t index = 0; index < records.size(); ++index) {
    for (size_t byte = 0; byte < 4; ++byte) {
      records[index][31 - byte] = static_cast<uint8_t>(index >> 8 * byte);
    }
  }
  const TempDir dir;
  CHECK(ReasonOf(TryBuild(dir, ExampleParameters(), records).status()) == Reason::kLimitExceeded);
}

TEST_CASE("a store on another file system than the work directory is refused at once",
          "[dataset][builder]") {
  const TempDir dir;
  const DigestLabels labels;
  auto builder =
      Builder::Open(WorkIn(dir), ExampleParameters(), ExampleKeys(), labels, SmallOptions());
  REQUIRE((*builder)->Add(UniformRecords(10, 15)).ok());
  CHECK(ReasonOf((*builder)->Finish("/proc/store").status()) == Reason::kInvalidArgument);
}

}  // namespace modelseal::dataset
