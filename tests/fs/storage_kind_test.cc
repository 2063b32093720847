// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/storage_kind.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <span>
#include <string>

#include "lib/fs/unique_fd.h"
#include "tests/support/fuse_file.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

// A tree as the kernel shows it: dev/block/MAJOR:MINOR are links into devices/.
class FakeSysfs {
 public:
  void AddDisk(const std::string& name, const std::string& number, const std::string& rotational) {
    dir_.Write("devices/" + name + "/queue/rotational", rotational + "\n");
    Link("devices/" + name, number);
  }

  void AddPartition(const std::string& disk, const std::string& name, const std::string& number) {
    dir_.Write("devices/" + disk + "/" + name + "/partition", "1\n");
    Link("devices/" + disk + "/" + name, number);
  }

  // Makes `name` a device made of `part`, which is below devices/.
  void AddSlave(const std::string& name, const std::string& part) {
    const std::filesystem::path slaves = dir_.path() / "devices" / name / "slaves";
    std::filesystem::create_directories(slaves);
    std::filesystem::create_symlink(dir_.path() / "devices" / part,
                                    slaves / std::filesystem::path(part).filename());
  }

  std::string path() const { return dir_.path().string(); }

 private:
  void Link(const std::string& target, const std::string& number) {
    std::filesystem::create_directories(dir_.path() / "dev/block");
    std::filesystem::create_symlink(dir_.path() / target, dir_.path() / "dev/block" / number);
  }

  testing::TempDir dir_;
};

TEST_CASE("a disk that turns is rotational, and so are its partitions", "[fs][storage]") {
  FakeSysfs sysfs;
  sysfs.AddDisk("sda", "8:0", "1");
  sysfs.AddPartition("sda", "sda1", "8:1");
  CHECK(IsRotational(8, 0, sysfs.path()));
  CHECK(IsRotational(8, 1, sysfs.path()));
}

TEST_CASE("a disk that does not turn is not rotational", "[fs][storage]") {
  FakeSysfs sysfs;
  sysfs.AddDisk("nvme0n1", "259:0", "0");
  sysfs.AddPartition("nvme0n1", "nvme0n1p2", "259:2");
  CHECK_FALSE(IsRotational(259, 0, sysfs.path()));
  CHECK_FALSE(IsRotational(259, 2, sysfs.path()));
}

TEST_CASE("a virtual disk's word that it turns does not count", "[fs][storage]") {
  FakeSysfs sysfs;
  sysfs.AddDisk("vda", "254:0", "1");
  sysfs.AddPartition("vda", "vda1", "254:1");
  sysfs.AddDisk("xvda", "202:0", "1");
  CHECK_FALSE(IsRotational(254, 0, sysfs.path()));
  CHECK_FALSE(IsRotational(254, 1, sysfs.path()));
  CHECK_FALSE(IsRotational(202, 0, sysfs.path()));
}

TEST_CASE("a device made of others turns if one of them does", "[fs][storage]") {
  FakeSysfs sysfs;
  sysfs.AddDisk("sda", "8:0", "1");
  sysfs.AddPartition("sda", "sda1", "8:1");
  sysfs.AddDisk("nvme0n1", "259:0", "0");
  sysfs.AddDisk("dm-0", "253:0", "0");
  sysfs.AddSlave("dm-0", "nvme0n1");
  CHECK_FALSE(IsRotational(253, 0, sysfs.path()));
  sysfs.AddSlave("dm-0", "sda/sda1");
  CHECK(IsRotational(253, 0, sysfs.path()));
}

TEST_CASE("devices that are made of each other end the search", "[fs][storage]") {
  FakeSysfs sysfs;
  sysfs.AddDisk("dm-0", "253:0", "1");
  sysfs.AddSlave("dm-0", "dm-0");
  CHECK_FALSE(IsRotational(253, 0, sysfs.path()));
}

TEST_CASE("a device of which nothing is known is not rotational", "[fs][storage]") {
  CHECK_FALSE(IsRotational(8, 0, FakeSysfs().path()));
  CHECK_FALSE(IsRotational(8, 0, "/nowhere"));
}

TEST_CASE("file systems of servers are known by their numbers", "[fs][storage]") {
  CHECK(IsNetworkFileSystem(0x6969));
  CHECK(IsNetworkFileSystem(0x65735546));
  // As a sign-extended 32-bit number.
  CHECK(IsNetworkFileSystem(0xffff'ffff'ff53'4d42));
  CHECK_FALSE(IsNetworkFileSystem(0xef53));      // ext4
  CHECK_FALSE(IsNetworkFileSystem(0x01021994));  // tmpfs
}

TEST_CASE("the kind of a file's storage is that of its device", "[fs][storage]") {
  const testing::TempDir dir;
  const UniqueFd fd(open(dir.Write("file", "content").c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info;
  REQUIRE(fstat(fd.get(), &info) == 0);
  FakeSysfs sysfs;
  sysfs.AddDisk("sda",
                std::to_string(major(info.st_dev)) + ":" + std::to_string(minor(info.st_dev)), "1");
  CHECK(StorageKindOf(fd.get(), sysfs.path()) == StorageKind::kRotational);
  CHECK(StorageKindOf(fd.get(), FakeSysfs().path()) == StorageKind::kParallel);
  CHECK(StorageKindOf(-1, sysfs.path()) == StorageKind::kParallel);
}

TEST_CASE("a file of a process that plays a server lies on the network", "[fs][storage]") {
  const auto served = testing::FuseFile::Mount(10, [](uint64_t, std::span<uint8_t>) { return 0; });
  if (served == nullptr) {
    testing::ReportSkipped("this process may not mount a FUSE file system");
    return;
  }
  const UniqueFd fd(open(served->directory().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  CHECK(StorageKindOf(fd.get()) == StorageKind::kNetwork);
}

}  // namespace
}  // namespace modelseal::fs
