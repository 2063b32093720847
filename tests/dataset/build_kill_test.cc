// SPDX-License-Identifier: Apache-2.0
//
// A builder that is killed, at random points of every phase, and one whose disk is full: each in a
// process of its own. What is built in the end is what was to be built.
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/dataset_builder.h"
#include "tests/dataset/build_support.h"
#include "tests/dataset/example_parameters.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::DigestLabels;
using testing::ExampleKeys;
using testing::ExampleParameters;
using testing::ExampleValues;
using testing::SmallOptions;
using testing::TempDir;
using testing::UniformRecords;
using testing::Views;

constexpr size_t kRecords = 6000;
constexpr int kKills = 100;
struct Work {
  std::vector<RecordDigest> records = UniformRecords(kRecords, 1);
  std::vector<std::string> values = ExampleValues(kRecords);
  DatasetParameters parameters = ExampleParameters(DatasetKind::kMap);

  Work() { parameters.padding = Padding::kPowerOfTwo; }
};

// Takes up the job in `directory` and goes on to the end.
absl::Status Run(const Work& work, const std::string& directory, const std::string& store) {
  const DigestLabels labels;
  BuildOptions options = SmallOptions(2, 5);
  options.checkpoint_bytes = 5000;
  MODELSEAL_ASSIGN_OR_RETURN(const auto builder, Builder::Open(directory, work.parameters,
                                                               ExampleKeys(), labels, options));
  if (builder->takes_records()) {
    for (size_t next = builder->record_count(); next < kRecords; next += 100) {
      const size_t count = std::min<size_t>(100, kRecords - next);
      MODELSEAL_RETURN_IF_ERROR(builder->AddWithValues(std::span(work.records).subspan(next, count),
                                                       Views(work.values, next, count)));
    }
  }
  return builder->Finish(store).status();
}

// Runs `body` in a child; its exit status is what `body` returns.
template <typename Body>
pid_t Fork(Body body) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    _exit(body());
  }
  REQUIRE(child > 0);
  return child;
}

int Wait(pid_t child) {
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

// What a child says by its exit status.
constexpr int kBuilt = 10;
constexpr int kDiskFull = 11;
constexpr int kOtherFailure = 12;
constexpr int kNotPrepared = 13;

// Root of a namespace of its own, in which it may mount.
bool BecomeOwnRoot() {
  const std::string user = "0 " + std::to_string(getuid()) + " 1";
  const std::string group = "0 " + std::to_string(getgid()) + " 1";
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
    return false;
  }
  std::ofstream("/proc/self/setgroups") << "deny";
  return static_cast<bool>(std::ofstream("/proc/self/uid_map") << user << std::flush) &&
         static_cast<bool>(std::ofstream("/proc/self/gid_map") << group << std::flush);
}

int ExitCodeOf(const absl::Status& status) {
  if (status.ok()) {
    return kBuilt;
  }
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return ReasonOf(status) == Reason::kIoFailed ? kDiskFull : kOtherFailure;
}

}  // namespace

TEST_CASE("a builder killed at 100 random points goes on to the same store",
          "[dataset][builder][kill]") {
  const Work work;
  const TempDir dir;
  const std::string directory = (dir.path() / "work").string();
  const std::string store = (dir.path() / "store").string();
  REQUIRE(Run(work, directory, store).ok());
  const std::string expected = dir.Read("store");
  std::filesystem::remove(store);

  std::mt19937_64 random(1);
  int kills = 0;
  int builds = 0;
  // Uniform over the time that a whole build takes: the later phases too are met.
  while (kills < kKills) {
    const pid_t child = Fork([&] { return ExitCodeOf(Run(work, directory, store)); });
    usleep(static_cast<useconds_t>(random() % 60'000));
    kill(child, SIGKILL);
    const int status = Wait(child);
    if (WIFSIGNALED(status)) {
      ++kills;
      // Killed before it was moved there, or after: never in between.
      REQUIRE((!std::filesystem::exists(store) || dir.Read("store") == expected));
      continue;
    }
    REQUIRE(WEXITSTATUS(status) == kBuilt);
    REQUIRE(dir.Read("store") == expected);
    std::filesystem::remove(store);
    ++builds;
  }
  REQUIRE(Run(work, directory, store).ok());
  CHECK(dir.Read("store") == expected);
  WARN(kills << " kills, " << builds + 1 << " builds completed");
}

TEST_CASE("a full disk is one error and leaves nothing where the store is to be",
          "[dataset][builder][disk]") {
  const Work work;
  const TempDir dir;
  int full = 0;
  int built = 0;
  for (const char* const size :
       {"64k", "256k", "600k", "900k", "1100k", "1300k", "1600k", "2000k", "8000k"}) {
    const pid_t child = Fork([&] {
      if (!BecomeOwnRoot()) {
        return kNotPrepared;
      }
      const std::string mount_point = dir.path().string();
      const std::string options = std::string("size=") + size;
      if (mount("none", mount_point.c_str(), "tmpfs", 0, options.c_str()) != 0) {
        return kNotPrepared;
      }
      const std::string store = mount_point + "/store";
      const int code = ExitCodeOf(Run(work, mount_point + "/work", store));
      return std::filesystem::exists(store) == (code == kBuilt) ? code : kOtherFailure;
    });
    const int status = Wait(child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNotPrepared) {
      testing::ReportSkipped("no file system of one's own can be made here");
      return;
    }
    INFO(size);
    full += WEXITSTATUS(status) == kDiskFull ? 1 : 0;
    built += WEXITSTATUS(status) == kBuilt ? 1 : 0;
    REQUIRE((WEXITSTATUS(status) == kBuilt || WEXITSTATUS(status) == kDiskFull));
  }
  CHECK(full >= 5);
  CHECK(built >= 1);
}

TEST_CASE("a job goes on when the disk has room again", "[dataset][builder][disk]") {
  const Work work;
  const TempDir whole_dir;
  REQUIRE(
      Run(work, (whole_dir.path() / "work").string(), (whole_dir.path() / "store").string()).ok());
  const TempDir dir;
  const std::string directory = (dir.path() / "work").string();
  const std::string store = (dir.path() / "store").string();
  // No file may become larger than the limit: what a full disk is like, and a limit can be lifted.
  for (const rlim_t limit : {10'000, 100'000, 300'000, 500'000}) {
    const pid_t child = Fork([&] {
      signal(SIGXFSZ, SIG_IGN);
      const struct rlimit file_size = {limit, limit};
      if (setrlimit(RLIMIT_FSIZE, &file_size) != 0) {
        return kNotPrepared;
      }
      return ExitCodeOf(Run(work, directory, store));
    });
    REQUIRE(WEXITSTATUS(Wait(child)) == kDiskFull);
    REQUIRE_FALSE(std::filesystem::exists(store));
  }
  REQUIRE(Run(work, directory, store).ok());
  CHECK(dir.Read("store") == whole_dir.Read("store"));
}

}  // namespace modelseal::dataset
