// SPDX-License-Identifier: Apache-2.0
//
// A file whose reads a test answers: a file system of one file over FUSE (the kernel's
// include/uapi/linux/fuse.h, without libfuse), seen by this process only.
#ifndef MODELSEAL_TESTS_SUPPORT_FUSE_FILE_H_
#define MODELSEAL_TESTS_SUPPORT_FUSE_FILE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "lib/fs/unique_fd.h"
#include "tests/support/temp_dir.h"

namespace modelseal::testing {

class FuseFile {
 public:
  // Fills all of its second argument, which lies within the file, or returns an error number.
  // Called on a thread of its own, for one read after the other.
  using ReadFunction = std::function<int(uint64_t, std::span<uint8_t>)>;

  static constexpr char kName[] = "weights";

  // Null where this process may not mount. To be called before the process starts threads that look
  // at the file by its path.
  static std::unique_ptr<FuseFile> Mount(uint64_t size_bytes, ReadFunction read);
  ~FuseFile();
  FuseFile(const FuseFile&) = delete;
  FuseFile& operator=(const FuseFile&) = delete;

  // The directory in which the file is.
  std::string directory() const { return dir_.path().string(); }

  // What is read from now on ends there. What the file says of its size stays, as with a server
  // that other machines write to.
  void CutOff(uint64_t end_bytes) { end_bytes_ = end_bytes; }

 private:
  struct Request;

  FuseFile(uint64_t size_bytes, ReadFunction read);

  bool MountDirectory();
  void Serve();
  void Answer(const Request& request);
  void Read(const Request& request);
  void Reply(const Request& request, int error_number, std::span<const uint8_t> content = {});
  template <typename Content>
  void Reply(const Request& request, const Content& content);

  const uint64_t size_bytes_;
  const ReadFunction read_;
  std::atomic<uint64_t> end_bytes_;
  TempDir dir_;
  fs::UniqueFd device_;
  fs::UniqueFd stop_;  // eventfd
  bool is_mounted_ = false;
  std::thread thread_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_FUSE_FILE_H_
