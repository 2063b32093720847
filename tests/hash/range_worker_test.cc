// SPDX-License-Identifier: Apache-2.0
//
// Files that change after one of their buffers was read and before the next one is: the worker
// reports after each buffer here, and the callback changes the file.
#include "lib/hash/range_worker.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

#include "lib/base/status.h"
#include "tests/hash/temp_model.h"

namespace modelseal::hash {
namespace {

constexpr size_t kBufferBytes = 256 << 10;
constexpr uint64_t kFileBytes = 4 * kBufferBytes + 100;

// Hashes all of the model; calls `between` after the first buffer.
absl::Status HashAndChange(const TempModel& model, const std::function<void()>& between) {
  const std::vector<FileRange> ranges = model.WholeFiles();
  std::vector<RangeDigest> digests(ranges.size());
  const HashTask task{model.root(), model.files(), ranges,      HashAlgorithm::kSha256,
                      digests,      kBufferBytes,  kBufferBytes};
  RangePool pool(ranges, {.threads = 1, .lanes = StreamLanes(HashAlgorithm::kSha256)});
  HashRun run(model.files().size(), ranges, nullptr);
  int buffers = 0;
  const std::function<int32_t(const HashProgress&)> callback = [&](const HashProgress& progress) {
    if (progress.bytes_done > 0 && ++buffers == 1) {
      between();
    }
    return 0;
  };
  ProgressReporter reporter(callback, run, std::chrono::milliseconds(0));
  pool.Join();
  RangeWorker(task, pool, run, &reporter).Run();
  CHECK(buffers >= 1);
  return run.status();
}

TEST_CASE("a file that stays as it is is hashed", "[hash][worker]") {
  TempModel model;
  model.WriteSparse("file", kFileBytes);
  model.List();
  CHECK(HashAndChange(model, [] {}).ok());
}

TEST_CASE("a file that is cut off between two reads is refused", "[hash][worker]") {
  for (const uint64_t size_bytes : {uint64_t{0}, uint64_t{kBufferBytes} + 1, kFileBytes - 1}) {
    TempModel model;
    model.WriteSparse("file", kFileBytes);
    model.List();
    const absl::Status status =
        HashAndChange(model, [&] { std::filesystem::resize_file(model.Path("file"), size_bytes); });
    CHECK(ReasonOf(status) == Reason::kFileChanged);
    CHECK(DetailOf(status, "path") == "file");
  }
}

TEST_CASE("a file that grows between two reads is refused", "[hash][worker]") {
  TempModel model;
  model.WriteSparse("file", kFileBytes);
  model.List();
  const absl::Status status = HashAndChange(
      model, [&] { std::filesystem::resize_file(model.Path("file"), kFileBytes + 1); });
  CHECK(ReasonOf(status) == Reason::kFileChanged);
}

TEST_CASE("a file that is rewritten in place between two reads is refused", "[hash][worker]") {
  TempModel model;
  model.WriteSparse("file", kFileBytes);
  model.Touch("file");
  model.List();
  const absl::Status status = HashAndChange(model, [&] {
    model.Write("file", std::string(kFileBytes, 'x'));
    model.Touch("file");
  });
  CHECK(ReasonOf(status) == Reason::kFileChanged);
}

TEST_CASE("a file that is replaced between two reads is refused", "[hash][worker]") {
  TempModel model;
  model.WriteSparse("file", kFileBytes);
  model.Touch("file");
  model.List();
  const testing::TempDir elsewhere;
  const std::string other = elsewhere.Write("other", std::string(kFileBytes, 'x'));
  const absl::Status status =
      HashAndChange(model, [&] { std::filesystem::rename(other, model.Path("file")); });
  CHECK(ReasonOf(status) == Reason::kFileChanged);
}

TEST_CASE("a failure stops the run for the ranges that follow", "[hash][worker]") {
  TempModel model;
  model.WriteSparse("a", 2 * kFileBytes);
  model.WriteSparse("b", kFileBytes);
  model.List();
  const absl::Status status = HashAndChange(model, [&] {
    std::filesystem::resize_file(model.Path("a"), 1);
    std::filesystem::remove(model.Path("b"));
  });
  CHECK(ReasonOf(status) == Reason::kFileChanged);
  CHECK(DetailOf(status, "path") == "a");
}

}  // namespace
}  // namespace modelseal::hash
