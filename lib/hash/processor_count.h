// SPDX-License-Identifier: Apache-2.0
//
// How many processors this process may use: its affinity, and the CPU bandwidth limit of its
// control group (cgroup v2 cpu.max; v1 cpu.cfs_quota_us and cpu.cfs_period_us).
#ifndef MODELSEAL_LIB_HASH_PROCESSOR_COUNT_H_
#define MODELSEAL_LIB_HASH_PROCESSOR_COUNT_H_

#include <cstdint>
#include <optional>
#include <string>

namespace modelseal::hash {

// At least 1. Reads the system on each call.
uint32_t ProcessorCount();

// The limit of the control groups that the file `membership` (/proc/self/cgroup) names, and of
// those above them, mounted at `mount` (/sys/fs/cgroup): whole processors, rounded up. nullopt if
// there is none, or if what is there cannot be understood.
std::optional<uint32_t> CgroupProcessorLimit(const std::string& membership,
                                             const std::string& mount);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_PROCESSOR_COUNT_H_
