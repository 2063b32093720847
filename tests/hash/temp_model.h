// SPDX-License-Identifier: Apache-2.0
//
// A model in a temporary directory, for tests that hash it and change it meanwhile.
#ifndef MODELSEAL_TESTS_HASH_TEMP_MODEL_H_
#define MODELSEAL_TESTS_HASH_TEMP_MODEL_H_

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/fs/walk.h"
#include "lib/hash/scheduler.h"
#include "tests/hash/digest_vectors.h"
#include "tests/support/temp_dir.h"

namespace modelseal::hash {

inline std::string PatternText(size_t length) {
  const std::vector<uint8_t> bytes = PatternBytes(length);
  return std::string(bytes.begin(), bytes.end());
}

class TempModel {
 public:
  void Write(const std::string& name, std::string_view content) { dir_.Write(name, content); }

  // A file that takes no room on the disk; its content is zeros.
  void WriteSparse(const std::string& name, uint64_t size_bytes) {
    dir_.Write(name, "");
    std::filesystem::resize_file(Path(name), size_bytes);
  }

  // Gives a file a modification time of its own: the clock of the file system may be too coarse to
  // tell two writes apart.
  void Touch(const std::string& name) {
    timespec times[2] = {{1, 0}, {++touches_, 0}};
    if (utimensat(AT_FDCWD, Path(name).c_str(), times, 0) != 0) {
      throw std::runtime_error("utimensat failed");
    }
  }

  std::filesystem::path Path(const std::string& name) const { return dir_.path() / name; }

  // Opens and walks the model as it is now; throws if that fails.
  void List() {
    auto root = fs::ModelRoot::Open(dir_.path().string(), fs::SymlinkPolicy::kRefuse);
    if (!root.ok()) {
      throw std::runtime_error("cannot open the model");
    }
    root_.emplace(*std::move(root));
    auto walk = fs::Walk(*root_, {});
    if (!walk.ok()) {
      throw std::runtime_error("cannot walk the model");
    }
    files_ = std::move(walk->files);
  }

  const fs::ModelRoot& root() const { return *root_; }
  const std::vector<fs::WalkedFile>& files() const { return files_; }

  std::vector<FileRange> WholeFiles() const {
    std::vector<FileRange> ranges;
    for (size_t i = 0; i < files_.size(); ++i) {
      ranges.push_back({i, 0, files_[i].state.size_bytes});
    }
    return ranges;
  }

  std::vector<FileRange> Shards(uint64_t shard_bytes) const {
    std::vector<FileRange> ranges;
    for (size_t i = 0; i < files_.size(); ++i) {
      const uint64_t size_bytes = files_[i].state.size_bytes;
      for (uint64_t start = 0; start < size_bytes; start += shard_bytes) {
        ranges.push_back({i, start, std::min(start + shard_bytes, size_bytes)});
      }
    }
    return ranges;
  }

  absl::StatusOr<std::vector<Digest>> Hash(std::span<const FileRange> ranges, const HashJob& job,
                                           HashAlgorithm algorithm) const {
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<RangeDigest> hashed,
                               HashRanges(*root_, files_, ranges, algorithm, job));
    std::vector<Digest> digests;
    for (const RangeDigest& range : hashed) {
      digests.push_back(range.digest);
    }
    return digests;
  }

 private:
  testing::TempDir dir_;
  std::optional<fs::ModelRoot> root_;
  std::vector<fs::WalkedFile> files_;
  time_t touches_ = 0;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_TESTS_HASH_TEMP_MODEL_H_
