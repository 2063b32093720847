// SPDX-License-Identifier: Apache-2.0
//
// What kind of storage a file lies on: whether reading several files at once is a gain there, or
// makes a disk's head jump and a server answer many streams.
#ifndef MODELSEAL_LIB_FS_STORAGE_KIND_H_
#define MODELSEAL_LIB_FS_STORAGE_KIND_H_

#include <cstdint>
#include <string>

namespace modelseal::fs {

enum class StorageKind {
  kParallel,    // memory, solid state, or nothing known against it
  kRotational,  // a disk with a head
  kNetwork,     // a file server, or a process that plays one (FUSE)
};

// Of the file system and the device that `fd` lies on. Never fails: what cannot be found out counts
// as kParallel. `sysfs` is where the kernel shows its block devices.
StorageKind StorageKindOf(int fd, const std::string& sysfs = "/sys");

// By the `f_type` of statfs(2).
bool IsNetworkFileSystem(uint64_t type);

// Whether the block device, or one of those that it is made of, turns. Virtual disks say that they
// turn unless told otherwise (virtio, Xen), so their word does not count.
bool IsRotational(uint32_t device_major, uint32_t device_minor, const std::string& sysfs);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_STORAGE_KIND_H_
