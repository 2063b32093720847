// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/processor_count.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace modelseal::hash {
namespace {

// Room for 8192 processors; the kernel refuses a mask that is shorter than its own.
constexpr int kMaskProcessors = 8192;

uint32_t AffinityProcessors() {
  std::vector<unsigned char> mask(CPU_ALLOC_SIZE(kMaskProcessors));
  auto* const set = reinterpret_cast<cpu_set_t*>(mask.data());
  if (sched_getaffinity(0, mask.size(), set) != 0) {
    return std::thread::hardware_concurrency();
  }
  return static_cast<uint32_t>(CPU_COUNT_S(mask.size(), set));
}

std::string FirstLine(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

// "max" and -1 say that there is no limit; they are no positive numbers.
std::optional<uint32_t> WholeProcessors(std::string_view quota_us, std::string_view period_us) {
  int64_t quota = 0;
  int64_t period = 0;
  if (!absl::SimpleAtoi(quota_us, &quota) || !absl::SimpleAtoi(period_us, &period) || quota <= 0 ||
      period <= 0) {
    return std::nullopt;
  }
  const int64_t whole = quota / period + (quota % period != 0 ? 1 : 0);
  return static_cast<uint32_t>(std::clamp<int64_t>(whole, 1, UINT32_MAX));
}

std::optional<uint32_t> LimitOfGroup(const std::string& directory, bool is_v2) {
  if (!is_v2) {
    return WholeProcessors(FirstLine(directory + "/cpu.cfs_quota_us"),
                           FirstLine(directory + "/cpu.cfs_period_us"));
  }
  const std::vector<std::string> fields =
      absl::StrSplit(FirstLine(directory + "/cpu.max"), ' ', absl::SkipEmpty());
  return fields.size() == 2 ? WholeProcessors(fields[0], fields[1]) : std::nullopt;
}

// The lowest limit of the group and of those above it. In a container the group may be named as
// the host sees it and not be there; then those above it count, up to the mount itself.
std::optional<uint32_t> LimitAlong(const std::string& mount, std::string group, bool is_v2) {
  std::optional<uint32_t> lowest;
  while (true) {
    while (absl::EndsWith(group, "/")) {
      group.pop_back();
    }
    const std::optional<uint32_t> limit = LimitOfGroup(mount + group, is_v2);
    if (limit.has_value() && (!lowest.has_value() || *limit < *lowest)) {
      lowest = limit;
    }
    if (group.empty()) {
      return lowest;
    }
    group.erase(group.rfind('/'));
  }
}

}  // namespace

std::optional<uint32_t> CgroupProcessorLimit(const std::string& membership,
                                             const std::string& mount) {
  std::ifstream in(membership);
  std::string line;
  std::optional<uint32_t> lowest;
  while (std::getline(in, line)) {
    // cgroups(7): hierarchy-ID:controller-list:cgroup-path
    const std::vector<std::string> fields = absl::StrSplit(line, absl::MaxSplits(':', 2));
    if (fields.size() != 3 || !absl::StartsWith(fields[2], "/")) {
      continue;
    }
    const std::vector<std::string_view> controllers = absl::StrSplit(fields[1], ',');
    const bool is_v2 = fields[0] == "0" && fields[1].empty();
    if (!is_v2 && std::find(controllers.begin(), controllers.end(), "cpu") == controllers.end()) {
      continue;
    }
    const std::optional<uint32_t> limit =
        LimitAlong(is_v2 ? mount : mount + "/cpu", fields[2], is_v2);
    if (limit.has_value() && (!lowest.has_value() || *limit < *lowest)) {
      lowest = limit;
    }
  }
  return lowest;
}

uint32_t ProcessorCount() {
  const uint32_t processors = std::max<uint32_t>(1, AffinityProcessors());
  return std::min(processors,
                  CgroupProcessorLimit("/proc/self/cgroup", "/sys/fs/cgroup").value_or(processors));
}

}  // namespace modelseal::hash
