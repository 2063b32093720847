// SPDX-License-Identifier: Apache-2.0
//
// Hashing by an engine of the caller: what it is given, what is made of its answers, and that files
// cannot change under it unnoticed.
#include "lib/hash/hash_engine.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/hash/hash_stream.h"
#include "tests/hash/temp_model.h"

namespace modelseal::hash {
namespace {

// Hashes with our own streams, one range after another.
class StreamEngine : public HashEngine {
 public:
  explicit StreamEngine(size_t max_ranges) : max_ranges_(max_ranges) {}

  size_t max_ranges() const override { return max_ranges_; }

  int32_t Hash(std::span<const EngineRange> ranges, HashAlgorithm algorithm,
               std::span<uint8_t> digests) override {
    calls.push_back(ranges.size());
    for (const EngineRange& range : ranges) {
      names.emplace_back(range.name);
      const Digest digest = HashRange(range, algorithm);
      digests =
          digests.subspan(std::copy(digest.bytes().begin(), digest.bytes().end(), digests.begin()) -
                          digests.begin());
    }
    return after ? after(calls.size()) : 0;
  }

  std::vector<size_t> calls;
  std::vector<std::string> names;
  std::function<int32_t(size_t)> after;  // of each call, counted from 1

 private:
  static Digest HashRange(const EngineRange& range, HashAlgorithm algorithm) {
    std::vector<uint8_t> bytes(range.end_bytes - range.start_bytes);
    const ssize_t count =
        pread(range.fd, bytes.data(), bytes.size(), static_cast<off_t>(range.start_bytes));
    REQUIRE(count == static_cast<ssize_t>(bytes.size()));
    HashStream stream(algorithm);
    stream.Update(bytes);
    return stream.Finish();
  }

  const size_t max_ranges_;
};

HashJob JobWith(HashEngine& engine) {
  HashJob job;
  job.engine = &engine;
  return job;
}

// Seven files, one of them empty.
void WriteFiles(TempModel& model) {
  for (size_t i = 0; i < 7; ++i) {
    model.Write("file" + std::to_string(i), PatternText(i * 5000));
  }
  model.List();
}

TEST_CASE("an engine gives the digests that our own kernels give", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  for (const HashAlgorithm algorithm :
       {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b, HashAlgorithm::kBlake3}) {
    for (const size_t max_ranges : {size_t{1}, size_t{3}, HashEngine::kMaxRanges}) {
      for (const auto& ranges : {model.WholeFiles(), model.Shards(4096)}) {
        StreamEngine engine(max_ranges);
        const auto digests = model.Hash(ranges, JobWith(engine), algorithm);
        const auto expected = model.Hash(ranges, {}, algorithm);
        CAPTURE(AlgorithmName(algorithm), max_ranges, ranges.size());
        REQUIRE(digests.ok());
        REQUIRE(expected.ok());
        CHECK(*digests == *expected);
      }
    }
  }
}

TEST_CASE("an engine gets ranges in their order and never more than it takes", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(3);
  REQUIRE(model.Hash(model.WholeFiles(), JobWith(engine), HashAlgorithm::kSha256).ok());
  CHECK(engine.calls == std::vector<size_t>{3, 3, 1});
  CHECK(std::is_sorted(engine.names.begin(), engine.names.end()));
}

TEST_CASE("an engine without ranges is not called", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(3);
  REQUIRE(model.Hash({}, JobWith(engine), HashAlgorithm::kSha256).ok());
  CHECK(engine.calls.empty());
}

TEST_CASE("digests of an engine are marked as such", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(3);
  const auto digests = HashRanges(model.root(), model.files(), model.WholeFiles(),
                                  HashAlgorithm::kSha256, JobWith(engine));
  REQUIRE(digests.ok());
  REQUIRE(digests->size() == 7);
  CHECK(std::all_of(digests->begin(), digests->end(), [](const RangeDigest& range) {
    return range.source == DigestSource::kEngine;
  }));
}

TEST_CASE("an engine that fails stops the run with what it returned", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(2);
  engine.after = [](size_t call) { return call == 2 ? -7 : 0; };
  const auto digests = model.Hash(model.WholeFiles(), JobWith(engine), HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kCallbackFailed);
  CHECK(DetailOf(digests.status(), "callback") == "-7");
  CHECK(DetailOf(digests.status(), "path") == "file2");
  CHECK(engine.calls.size() == 2);
}

TEST_CASE("a file that changes while an engine reads it is refused", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(3);
  engine.after = [&](size_t call) {
    if (call == 2) {
      model.Touch("file4");
    }
    return 0;
  };
  const auto digests = model.Hash(model.WholeFiles(), JobWith(engine), HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kFileChanged);
  CHECK(DetailOf(digests.status(), "path") == "file4");
}

TEST_CASE("a file that changed before an engine reads it is refused", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  model.Touch("file0");
  StreamEngine engine(3);
  const auto digests = model.Hash(model.WholeFiles(), JobWith(engine), HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kFileChanged);
  CHECK(engine.calls.empty());
}

TEST_CASE("cancelling ends an engine's run after the call under way", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  CancelToken cancel;
  StreamEngine engine(2);
  engine.after = [&](size_t call) {
    if (call == 2) {
      cancel.Request();
    }
    return 0;
  };
  HashJob job = JobWith(engine);
  job.cancel = &cancel;
  const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
  CHECK(engine.calls.size() == 2);
}

TEST_CASE("progress of an engine ends complete", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(2);
  HashJob job = JobWith(engine);
  HashProgress last;
  job.progress = [&](const HashProgress& now) {
    last = now;
    return 0;
  };
  REQUIRE(model.Hash(model.WholeFiles(), job, HashAlgorithm::kSha256).ok());
  CHECK(last.bytes_done == 105'000);
  CHECK(last.bytes_total == 105'000);
  CHECK(last.files_done == 7);
  CHECK(last.files_total == 7);
}

TEST_CASE("progress that stops an engine's run stands in the error", "[hash][engine]") {
  TempModel model;
  WriteFiles(model);
  StreamEngine engine(2);
  HashJob job = JobWith(engine);
  job.progress = [](const HashProgress&) { return 5; };
  const auto digests = model.Hash(model.WholeFiles(), job, HashAlgorithm::kSha256);
  CHECK(ReasonOf(digests.status()) == Reason::kCancelled);
  CHECK(DetailOf(digests.status(), "callback") == "5");
}

}  // namespace
}  // namespace modelseal::hash
