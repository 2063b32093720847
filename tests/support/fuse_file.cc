// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fuse_file.h"

#include <fcntl.h>
#include <linux/fuse.h>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace modelseal::testing {
namespace {

// More than one request needs: at least 8 KiB (FUSE_MIN_READ_BUFFER), and we take no writes.
constexpr size_t kRequestBytes = 64 << 10;
constexpr uint64_t kFileNode = FUSE_ROOT_ID + 1;

// Times in seconds that fit in neither "now" nor "never".
constexpr uint64_t kMtimeSeconds = 1'000'000'000;

fuse_attr AttributesOf(uint64_t node, uint64_t size_bytes) {
  fuse_attr attributes = {};
  attributes.ino = node;
  attributes.mtime = kMtimeSeconds;
  attributes.ctime = kMtimeSeconds;
  attributes.uid = getuid();
  attributes.gid = getgid();
  attributes.blksize = 4096;
  if (node == kFileNode) {
    attributes.mode = S_IFREG | 0444;
    attributes.nlink = 1;
    attributes.size = size_bytes;
  } else {
    attributes.mode = S_IFDIR | 0555;
    attributes.nlink = 2;
  }
  return attributes;
}

// The one entry of the directory; "." and ".." are not demanded.
std::vector<uint8_t> DirectoryContent() {
  const std::string_view name = FuseFile::kName;
  std::vector<uint8_t> content(FUSE_DIRENT_ALIGN(FUSE_NAME_OFFSET + name.size()));
  fuse_dirent entry = {};
  entry.ino = kFileNode;
  entry.off = 1;
  entry.namelen = static_cast<uint32_t>(name.size());
  entry.type = S_IFREG >> 12;
  std::memcpy(content.data(), &entry, FUSE_NAME_OFFSET);
  std::memcpy(content.data() + FUSE_NAME_OFFSET, name.data(), name.size());
  return content;
}

}  // namespace

struct FuseFile::Request {
  fuse_in_header header;
  std::span<const uint8_t> body;

  template <typename Content>
  Content As() const {
    Content content = {};
    std::memcpy(&content, body.data(), std::min(sizeof(content), body.size()));
    return content;
  }
};

FuseFile::FuseFile(uint64_t size_bytes, ReadFunction read)
    : size_bytes_(size_bytes), read_(std::move(read)), end_bytes_(size_bytes) {}

std::unique_ptr<FuseFile> FuseFile::Mount(uint64_t size_bytes, ReadFunction read) {
  std::unique_ptr<FuseFile> file(new FuseFile(size_bytes, std::move(read)));
  if (!file->MountDirectory()) {
    return nullptr;
  }
  file->thread_ = std::thread([&served = *file] { served.Serve(); });
  return file;
}

FuseFile::~FuseFile() {
  if (is_mounted_) {
    umount2(directory().c_str(), MNT_DETACH);
  }
  if (thread_.joinable()) {
    eventfd_write(stop_.get(), 1);
    thread_.join();
  }
}

bool FuseFile::MountDirectory() {
  // A mount namespace of our own: nobody else sees the mount, and it ends with the process.
  if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
    return false;
  }
  device_ = fs::UniqueFd(open("/dev/fuse", O_RDWR | O_CLOEXEC));
  stop_ = fs::UniqueFd(eventfd(0, EFD_CLOEXEC));
  if (!device_.is_open() || !stop_.is_open()) {
    return false;
  }
  const std::string options = "fd=" + std::to_string(device_.get()) +
                              ",rootmode=40000,user_id=" + std::to_string(getuid()) +
                              ",group_id=" + std::to_string(getgid());
  is_mounted_ = mount("modelseal-test", directory().c_str(), "fuse", MS_NOSUID | MS_NODEV,
                      options.c_str()) == 0;
  return is_mounted_;
}

void FuseFile::Serve() {
  std::vector<uint8_t> buffer(kRequestBytes);
  while (true) {
    pollfd ready[] = {{device_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}};
    if (poll(ready, 2, -1) < 0 && errno != EINTR) {
      return;
    }
    if ((ready[1].revents & POLLIN) != 0) {
      return;
    }
    const ssize_t count = read(device_.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == ENODEV) {
      return;  // Unmounted.
    }
    if (count >= static_cast<ssize_t>(sizeof(fuse_in_header))) {
      Request request = {};
      std::memcpy(&request.header, buffer.data(), sizeof(request.header));
      request.body =
          std::span(buffer).first(static_cast<size_t>(count)).subspan(sizeof(request.header));
      Answer(request);
    }
  }
}

void FuseFile::Answer(const Request& request) {
  switch (request.header.opcode) {
    case FUSE_INIT: {
      fuse_init_out init = {};
      init.major = FUSE_KERNEL_VERSION;
      init.minor = std::min<uint32_t>(request.As<fuse_init_in>().minor, FUSE_KERNEL_MINOR_VERSION);
      init.max_readahead = request.As<fuse_init_in>().max_readahead;
      init.max_write = 4096;
      return Reply(request, init);
    }
    case FUSE_LOOKUP: {
      const auto name = reinterpret_cast<const char*>(request.body.data());
      if (std::string_view(name, strnlen(name, request.body.size())) != kName) {
        return Reply(request, ENOENT);
      }
      fuse_entry_out entry = {};
      entry.nodeid = kFileNode;
      entry.attr = AttributesOf(kFileNode, size_bytes_);
      return Reply(request, entry);
    }
    case FUSE_GETATTR: {
      fuse_attr_out attributes = {};
      attributes.attr = AttributesOf(request.header.nodeid, size_bytes_);
      return Reply(request, attributes);
    }
    case FUSE_OPEN:
    case FUSE_OPENDIR:
      return Reply(request, fuse_open_out{});
    case FUSE_READ:
      return Read(request);
    case FUSE_READDIR:
      return request.As<fuse_read_in>().offset == 0 ? Reply(request, 0, DirectoryContent())
                                                    : Reply(request, 0);
    case FUSE_STATFS:
      return Reply(request, fuse_statfs_out{});
    case FUSE_RELEASE:
    case FUSE_RELEASEDIR:
      return Reply(request, 0);
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
      return;  // These want no answer.
    default:
      return Reply(request, ENOSYS);
  }
}

void FuseFile::Read(const Request& request) {
  const fuse_read_in wanted = request.As<fuse_read_in>();
  const uint64_t end = end_bytes_;
  std::vector<uint8_t> content(
      wanted.offset < end ? std::min<uint64_t>(wanted.size, end - wanted.offset) : 0);
  const int error_number = content.empty() ? 0 : read_(wanted.offset, content);
  if (error_number != 0) {
    return Reply(request, error_number);
  }
  Reply(request, 0, content);
}

void FuseFile::Reply(const Request& request, int error_number, std::span<const uint8_t> content) {
  fuse_out_header header = {};
  header.len = static_cast<uint32_t>(sizeof(header) + content.size());
  header.error = -error_number;
  header.unique = request.header.unique;
  const iovec parts[] = {{&header, sizeof(header)},
                         {const_cast<uint8_t*>(content.data()), content.size()}};
  // ENOENT: who asked was interrupted meanwhile.
  (void)!writev(device_.get(), parts, content.empty() ? 1 : 2);
}

template <typename Content>
void FuseFile::Reply(const Request& request, const Content& content) {
  Reply(request, 0, std::span(reinterpret_cast<const uint8_t*>(&content), sizeof(content)));
}

}  // namespace modelseal::testing
