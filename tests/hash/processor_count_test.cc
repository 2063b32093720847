// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/processor_count.h"

#include <sched.h>

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "tests/support/temp_dir.h"

namespace modelseal::hash {
namespace {

// A made-up /proc/self/cgroup and /sys/fs/cgroup.
class FakeCgroups {
 public:
  explicit FakeCgroups(const std::string& membership)
      : membership_(dir_.Write("self_cgroup", membership)) {}

  void Write(const std::string& name, const std::string& content) {
    dir_.Write("mount/" + name, content);
  }
  std::optional<uint32_t> Limit() const {
    return CgroupProcessorLimit(membership_, (dir_.path() / "mount").string());
  }

 private:
  testing::TempDir dir_;
  std::string membership_;
};

TEST_CASE("there is at least one processor", "[hash][processors]") { CHECK(ProcessorCount() >= 1); }

TEST_CASE("processors outside the affinity are not counted", "[hash][processors]") {
  cpu_set_t before;
  REQUIRE(sched_getaffinity(0, sizeof(before), &before) == 0);
  cpu_set_t only_one;
  CPU_ZERO(&only_one);
  for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&only_one) == 0; ++cpu) {
    if (CPU_ISSET(cpu, &before)) {
      CPU_SET(cpu, &only_one);
    }
  }
  REQUIRE(sched_setaffinity(0, sizeof(only_one), &only_one) == 0);
  const uint32_t count = ProcessorCount();
  REQUIRE(sched_setaffinity(0, sizeof(before), &before) == 0);
  CHECK(count == 1);
}

TEST_CASE("a cgroup v2 limit is rounded up to whole processors", "[hash][processors]") {
  FakeCgroups cgroups("0::/app\n");
  cgroups.Write("app/cpu.max", "250000 100000\n");
  CHECK(cgroups.Limit() == 3);
  cgroups.Write("app/cpu.max", "200000 100000\n");
  CHECK(cgroups.Limit() == 2);
  cgroups.Write("app/cpu.max", "1000 100000\n");
  CHECK(cgroups.Limit() == 1);
}

TEST_CASE("a cgroup v2 without a limit has none", "[hash][processors]") {
  FakeCgroups cgroups("0::/app\n");
  cgroups.Write("app/cpu.max", "max 100000\n");
  CHECK(cgroups.Limit() == std::nullopt);
}

TEST_CASE("the lowest limit on the way up counts", "[hash][processors]") {
  FakeCgroups cgroups("0::/slice/app\n");
  cgroups.Write("slice/app/cpu.max", "800000 100000\n");
  cgroups.Write("slice/cpu.max", "400000 100000\n");
  CHECK(cgroups.Limit() == 4);
}

TEST_CASE("in a container the limit of the mount itself counts", "[hash][processors]") {
  FakeCgroups cgroups("0::/../host/name/not/seen/here\n");
  cgroups.Write("cpu.max", "150000 100000\n");
  CHECK(cgroups.Limit() == 2);
}

TEST_CASE("a cgroup v1 limit counts", "[hash][processors]") {
  FakeCgroups cgroups("12:memory:/app\n4:cpu,cpuacct:/app\n0::/\n");
  cgroups.Write("cpu/app/cpu.cfs_quota_us", "300000\n");
  cgroups.Write("cpu/app/cpu.cfs_period_us", "100000\n");
  CHECK(cgroups.Limit() == 3);
  cgroups.Write("cpu/app/cpu.cfs_quota_us", "-1\n");
  CHECK(cgroups.Limit() == std::nullopt);
}

TEST_CASE("control groups that make no sense set no limit", "[hash][processors]") {
  for (const char* content : {"", "0 0\n", "100000 0\n", "-5 100000\n", "100000\n", "1 2 3\n",
                              "99999999999999999999 100000\n", "x y\n"}) {
    FakeCgroups cgroups("0::/app\nbad line\n0:\n1:cpu\n:::::\n1:cpu:relative\n");
    cgroups.Write("app/cpu.max", content);
    CAPTURE(content);
    CHECK(cgroups.Limit() == std::nullopt);
  }
}

TEST_CASE("without control groups there is no limit", "[hash][processors]") {
  CHECK(CgroupProcessorLimit("/nonexistent/cgroup", "/nonexistent") == std::nullopt);
}

}  // namespace
}  // namespace modelseal::hash
