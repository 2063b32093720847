// SPDX-License-Identifier: Apache-2.0
//
// The clock of a file system says what its files are stamped with.
#include "lib/fs/file_system_clock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>
#include <string>

#include "lib/base/status.h"
#include "lib/fs/unique_fd.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using testing::TempDir;

UniqueFd OpenDirectory(const std::string& path) {
  return UniqueFd(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

int64_t MtimeOf(const std::string& path) {
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  return int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
}

uint64_t DeviceOf(const std::string& path) {
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  return info.st_dev;
}

// Writes a file and asks the clock, in turns.
void CheckIsClockOf(const FileSystemClock& clock, const TempDir& directory) {
  const UniqueFd fd = OpenDirectory(directory.path().string());
  for (int i = 0; i < 50; ++i) {
    const int64_t before_ns = MtimeOf(directory.Write("file", std::to_string(i)));
    const std::optional<int64_t> now_ns = clock.NowNs(fd.get());
    const int64_t after_ns = MtimeOf(directory.Write("file", std::to_string(i)));
    REQUIRE(now_ns.has_value());
    CHECK(before_ns < *now_ns + kClockGranularityNs);
    CHECK(*now_ns < after_ns + kClockGranularityNs);
  }
}

TEST_CASE("the clock of the directory's own file system is that of its files", "[fs][clock]") {
  const TempDir directory;
  const auto clock = FileSystemClock::Open(directory.path().string());
  REQUIRE(clock.ok());
  CheckIsClockOf(*clock, directory);
}

TEST_CASE("asking for the time leaves no file", "[fs][clock]") {
  const TempDir directory;
  const auto clock = FileSystemClock::Open(directory.path().string());
  REQUIRE(clock.ok());
  const UniqueFd fd = OpenDirectory(directory.path().string());
  REQUIRE(clock->NowNs(fd.get()).has_value());
  CHECK(std::filesystem::is_empty(directory.path()));
}

TEST_CASE("other file systems that the kernel stamps have its clock", "[fs][clock]") {
  const TempDir directory;
  if (access("/dev/shm", W_OK) != 0 ||
      DeviceOf("/dev/shm") == DeviceOf(directory.path().string())) {
    testing::ReportSkipped("no second file system at /dev/shm");
    return;
  }
  const auto clock = FileSystemClock::Open("/dev/shm");
  REQUIRE(clock.ok());
  CheckIsClockOf(*clock, directory);
}

TEST_CASE("file systems of which nothing is known have no clock", "[fs][clock]") {
  const TempDir directory;
  const auto clock = FileSystemClock::Open(directory.path().string());
  REQUIRE(clock.ok());
  const UniqueFd proc = OpenDirectory("/proc");
  REQUIRE(proc.is_open());
  CHECK(clock->NowNs(proc.get()) == std::nullopt);
  CHECK(clock->NowNs(-1) == std::nullopt);
}

TEST_CASE("a directory without room for a file has no clock", "[fs][clock]") {
  const auto clock = FileSystemClock::Open("/proc");
  REQUIRE(clock.ok());
  const UniqueFd proc = OpenDirectory("/proc");
  CHECK(clock->NowNs(proc.get()) == std::nullopt);
}

TEST_CASE("a clock needs a directory", "[fs][clock]") {
  const TempDir directory;
  const std::string missing = (directory.path() / "missing").string();
  CHECK(ReasonOf(FileSystemClock::Open(missing).status()) == Reason::kNotFound);
  CHECK(ReasonOf(FileSystemClock::Open(directory.Write("file", "")).status()) == Reason::kNotFound);
}

}  // namespace
}  // namespace modelseal::fs
