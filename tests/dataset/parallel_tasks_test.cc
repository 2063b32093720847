// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/parallel_tasks.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <new>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::dataset {

TEST_CASE("each task is done once, whatever the number of threads", "[dataset][tasks]") {
  for (const uint32_t threads : {0, 1, 2, 7, 64}) {
    for (const size_t count : {0, 1, 2, 100}) {
      std::vector<std::atomic<int>> done(count);
      REQUIRE(RunTasks(count, threads, nullptr, [&](size_t task) {
                ++done[task];
                return absl::OkStatus();
              }).ok());
      for (const std::atomic<int>& times : done) {
        REQUIRE(times == 1);
      }
    }
  }
}

TEST_CASE("a failure ends the run and is what it returns", "[dataset][tasks]") {
  std::atomic<size_t> begun = 0;
  const absl::Status status = RunTasks(1000, 2, nullptr, [&](size_t task) -> absl::Status {
    ++begun;
    return task == 10 ? MakeError(Reason::kIoFailed, "disk is full") : absl::OkStatus();
  });
  CHECK(ReasonOf(status) == Reason::kIoFailed);
  CHECK(begun < 1000);
}

TEST_CASE("tasks that run out of memory fail for that reason", "[dataset][tasks]") {
  const absl::Status status =
      RunTasks(4, 2, nullptr, [](size_t) -> absl::Status { throw std::bad_alloc(); });
  CHECK(ReasonOf(status) == Reason::kOutOfMemory);
}

TEST_CASE("a run that is stopped begins no more tasks", "[dataset][tasks]") {
  CancelToken cancel;
  size_t begun = 0;
  const absl::Status status = RunTasks(100, 1, &cancel, [&](size_t task) {
    ++begun;
    if (task == 4) {
      cancel.Request();
    }
    return absl::OkStatus();
  });
  CHECK(ReasonOf(status) == Reason::kCancelled);
  CHECK(begun == 5);
}

}  // namespace modelseal::dataset
