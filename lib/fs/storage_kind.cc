// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/storage_kind.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace modelseal::fs {
namespace {

// statfs(2), and the kernel's include/uapi/linux/magic.h and the sources of the file systems.
constexpr uint32_t kNetworkTypes[] = {
    0x6969,      // NFS
    0x517b,      // SMB
    0xff534d42,  // CIFS
    0xfe534d42,  // SMB2
    0x01021997,  // 9P
    0x00c36400,  // Ceph
    0x0bd00bd0,  // Lustre
    0x65735546,  // FUSE
    0x5346414f,  // AFS
    0x6b414653,  // AFS of the kernel
    0x73757245,  // Coda
    0x564c,      // NCP
    0x01161970,  // GFS2
    0x7461636f,  // OCFS2
    0x47504653,  // GPFS
    0x19830326,  // BeeGFS
    0xaad7aaea,  // PanFS
};

// Devices that are made of others (device mapper, RAID, loops) are followed this far.
constexpr int kMaxLayers = 8;

std::string FirstWord(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string word;
  in >> word;
  return word;
}

bool IsVirtualDisk(std::string_view name) {
  return absl::StartsWith(name, "vd") || absl::StartsWith(name, "xvd") ||
         absl::StartsWith(name, "nbd") || absl::StartsWith(name, "rbd");
}

bool DirectoryTurns(const std::filesystem::path& directory, int layers) {
  std::error_code error;
  std::filesystem::path device = std::filesystem::canonical(directory, error);
  if (error || layers == 0) {
    return false;
  }
  if (!std::filesystem::exists(device / "queue", error)) {
    device = device.parent_path();  // A partition lies below its disk.
  }
  std::filesystem::directory_iterator below(device / "slaves", error);
  if (!error && below != std::filesystem::directory_iterator()) {
    return std::any_of(below, std::filesystem::directory_iterator(),
                       [&](const auto& entry) { return DirectoryTurns(entry.path(), layers - 1); });
  }
  return !IsVirtualDisk(device.filename().string()) &&
         FirstWord(device / "queue" / "rotational") == "1";
}

}  // namespace

bool IsNetworkFileSystem(uint64_t type) {
  // The field is signed and as wide as a register: only its lower half counts.
  return std::find(std::begin(kNetworkTypes), std::end(kNetworkTypes),
                   static_cast<uint32_t>(type)) != std::end(kNetworkTypes);
}

bool IsRotational(uint32_t device_major, uint32_t device_minor, const std::string& sysfs) {
  return DirectoryTurns(absl::StrCat(sysfs, "/dev/block/", device_major, ":", device_minor),
                        kMaxLayers);
}

StorageKind StorageKindOf(int fd, const std::string& sysfs) {
  struct statfs system;
  if (fstatfs(fd, &system) == 0 && IsNetworkFileSystem(static_cast<uint64_t>(system.f_type))) {
    return StorageKind::kNetwork;
  }
  struct stat info;
  if (fstat(fd, &info) == 0 && IsRotational(major(info.st_dev), minor(info.st_dev), sysfs)) {
    return StorageKind::kRotational;
  }
  return StorageKind::kParallel;
}

}  // namespace modelseal::fs
