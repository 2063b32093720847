// SPDX-License-Identifier: Apache-2.0
//
// Each allocation of the thread that starts the others fails once: the run must end, with the right
// digests or as out of memory.
#include <catch2/catch.hpp>
#include <vector>

#include "lib/base/status.h"
#include "lib/hash/hash_stream.h"
#include "lib/hash/scheduler.h"
#include "tests/hash/temp_model.h"
#include "tests/support/failing_allocation.h"

namespace modelseal::hash {
namespace {

void CheckEachFailure(const HashJob& job, HashAlgorithm algorithm) {
  TempModel model;
  for (const char* name : {"a", "b", "c"}) {
    model.Write(name, PatternText(3'000'000));
  }
  model.List();
  const std::vector<FileRange> ranges = model.WholeFiles();
  const auto expected = model.Hash(ranges, job, algorithm);
  REQUIRE(expected.ok());
  bool was_reached = true;
  long nth = 0;
  for (; was_reached && nth < 10'000; ++nth) {
    testing::FailAllocation(nth);
    const auto digests = HashRanges(model.root(), model.files(), ranges, algorithm, job);
    was_reached = testing::StopFailing();
    CAPTURE(nth);
    if (!digests.ok()) {
      REQUIRE(ReasonOf(digests.status()) == Reason::kOutOfMemory);
      continue;
    }
    for (size_t i = 0; i < ranges.size(); ++i) {
      REQUIRE((*digests)[i].digest == (*expected)[i]);
    }
  }
  CHECK_FALSE(was_reached);
  CHECK(nth > 5);
}

TEST_CASE("a run on several threads ends when memory runs out", "[hash][memory]") {
  for (const HashAlgorithm algorithm : kAllAlgorithms) {
    HashJob job;
    job.threads = 3;
    CheckEachFailure(job, algorithm);
  }
}

TEST_CASE("a run that reads one file at a time ends when memory runs out", "[hash][memory]") {
  HashJob job;
  job.threads = 2;
  job.read_mode = ReadMode::kSequential;
  CheckEachFailure(job, HashAlgorithm::kSha256);
}

}  // namespace
}  // namespace modelseal::hash
