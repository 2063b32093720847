// SPDX-License-Identifier: Apache-2.0
//
// Reading of open files, through the page cache and past it.
#include <fcntl.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/fs/model_root.h"
#include "tests/support/fuse_file.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

std::string Pattern(size_t size) {
  std::string text(size, 0);
  for (size_t i = 0; i < size; ++i) {
    text[i] = static_cast<char>(i * 131 >> 4);
  }
  return text;
}

// A file of a model, opened.
class Opened {
 public:
  explicit Opened(const std::string& content) : path_(dir_.Write("file", content)) {
    auto root = ModelRoot::Open(dir_.path().string(), SymlinkPolicy::kRefuse);
    REQUIRE(root.ok());
    auto file = root->OpenFileBeneath("file");
    REQUIRE(file.ok());
    file_.emplace(*std::move(file));
  }

  OpenFile& file() { return *file_; }
  const std::string& path() const { return path_; }

  // What ReadAt() gives, into memory that starts `shift` bytes after a page.
  std::string Read(uint64_t offset, size_t size, size_t shift) {
    std::vector<uint8_t> memory(size + shift + 2 * OpenFile::kDirectAlignment);
    const uintptr_t start = reinterpret_cast<uintptr_t>(memory.data());
    const size_t to_page = OpenFile::kDirectAlignment - start % OpenFile::kDirectAlignment;
    const std::span<uint8_t> out = std::span(memory).subspan(to_page + shift, size);
    const auto count = file_->ReadAt(offset, out);
    REQUIRE(count.ok());
    return std::string(out.begin(), out.begin() + static_cast<ptrdiff_t>(*count));
  }

 private:
  testing::TempDir dir_;
  std::string path_;
  std::optional<OpenFile> file_;
};

void CheckReads(Opened& opened, const std::string& content) {
  const size_t end = content.size();
  for (const uint64_t offset : {size_t{0}, size_t{1}, size_t{4095}, size_t{4096}, size_t{8192},
                                size_t{100'000}, end - 1, end, end + 1, end + 10'000}) {
    for (const size_t size : {0, 1, 100, 4096, 5000, 8192, 131'072, 200'001, 400'000}) {
      for (const size_t shift : {0, 1, 512}) {
        CAPTURE(offset, size, shift);
        const std::string expected = offset < end ? content.substr(offset, size) : "";
        REQUIRE(opened.Read(offset, size, shift) == expected);
      }
    }
  }
}

TEST_CASE("a file is read from any offset in any size", "[fs][read]") {
  const std::string content = Pattern(300'001);
  Opened opened(content);
  opened.file().AdviseSequential(0, content.size());
  CheckReads(opened, content);
}

TEST_CASE("a file is read past the page cache from any offset in any size", "[fs][read]") {
  for (const size_t size : {300'001, 303'104}) {
    const std::string content = Pattern(size);
    Opened opened(content);
    if (!opened.file().BypassPageCache()) {
      testing::ReportSkipped("this file system has no O_DIRECT");
      return;
    }
    CHECK((fcntl(opened.file().fd(), F_GETFL) & O_DIRECT) != 0);
    CheckReads(opened, content);
  }
}

TEST_CASE("a file that shrinks gives what is left, past the page cache too", "[fs][read]") {
  for (const bool is_direct : {false, true}) {
    const std::string content = Pattern(300'000);
    Opened opened(content);
    if (is_direct && !opened.file().BypassPageCache()) {
      testing::ReportSkipped("this file system has no O_DIRECT");
      return;
    }
    std::filesystem::resize_file(opened.path(), 100'001);
    CHECK(opened.Read(0, 300'000, 0) == content.substr(0, 100'001));
    CHECK(opened.Read(98'304, 50'000, 0) == content.substr(98'304, 1697));
    CHECK(opened.Read(200'000, 10, 0).empty());
    CHECK(ReasonOf(opened.file().CheckUnchanged()) == Reason::kFileChanged);
  }
}

TEST_CASE("only the file that was told to goes past the page cache", "[fs][read]") {
  const testing::TempDir dir;
  const std::string content = Pattern(100'001);
  const auto root = ModelRoot::Open(dir.Write("file", content), SymlinkPolicy::kRefuse);
  REQUIRE(root.ok());
  auto direct = root->OpenFileBeneath("file");
  auto cached = root->OpenFileBeneath("file");
  REQUIRE(direct.ok());
  REQUIRE(cached.ok());
  if (!direct->BypassPageCache()) {
    testing::ReportSkipped("this file system has no O_DIRECT");
    return;
  }
  CHECK((fcntl(root->fd(), F_GETFL) & O_DIRECT) == 0);
  CHECK((fcntl(cached->fd(), F_GETFL) & O_DIRECT) == 0);
  CHECK(direct->state() == cached->state());
  CHECK(direct->CheckUnchanged().ok());
}

TEST_CASE("a file that grows gives what was added, past the page cache too", "[fs][read]") {
  for (const bool is_direct : {false, true}) {
    const std::string content = Pattern(300'001);
    Opened opened(content.substr(0, 100'001));
    if (is_direct && !opened.file().BypassPageCache()) {
      testing::ReportSkipped("this file system has no O_DIRECT");
      return;
    }
    CHECK(opened.Read(0, 300'001, 0) == content.substr(0, 100'001));
    std::ofstream(opened.path(), std::ios::app) << content.substr(100'001);
    CHECK(opened.Read(0, 300'001, 0) == content);
    CHECK(opened.Read(98'304, 50'000, 0) == content.substr(98'304, 50'000));
    CHECK(ReasonOf(opened.file().CheckUnchanged()) == Reason::kFileChanged);
  }
}

TEST_CASE("what was just written is read past the page cache", "[fs][read]") {
  std::string content = Pattern(300'001);
  Opened opened(content);
  if (!opened.file().BypassPageCache()) {
    testing::ReportSkipped("this file system has no O_DIRECT");
    return;
  }
  for (const size_t place : {size_t{0}, size_t{4095}, size_t{150'000}, content.size() - 1}) {
    content[place] = static_cast<char>(content[place] + 1);
    std::fstream(opened.path(), std::ios::in | std::ios::out).seekp(static_cast<off_t>(place))
        << content[place];
    CHECK(opened.Read(0, content.size(), 0) == content);
  }
}

TEST_CASE("what cannot be read is an error, and the bytes before it are read", "[fs][read]") {
  constexpr uint64_t kBad = 512 << 10;
  for (const bool is_direct : {false, true}) {
    const auto served =
        testing::FuseFile::Mount(1 << 20, [](uint64_t offset, std::span<uint8_t> out) {
          std::fill(out.begin(), out.end(), uint8_t{'x'});
          return offset + out.size() > kBad ? EIO : 0;
        });
    if (served == nullptr) {
      testing::ReportSkipped("this process may not mount a FUSE file system");
      return;
    }
    const auto root = ModelRoot::Open(served->directory(), SymlinkPolicy::kRefuse);
    REQUIRE(root.ok());
    auto file = root->OpenFileBeneath(testing::FuseFile::kName);
    REQUIRE(file.ok());
    if (is_direct) {
      REQUIRE(file->BypassPageCache());
    }
    std::vector<uint8_t> out(64 << 10);
    CAPTURE(is_direct);
    CHECK(file->ReadAt(kBad - out.size(), out).value_or(0) == out.size());
    CHECK(out == std::vector<uint8_t>(out.size(), 'x'));
    for (const uint64_t offset : {kBad - 1, kBad, kBad + 10'000}) {
      const auto count = file->ReadAt(offset, out);
      CHECK(ReasonOf(count.status()) == Reason::kIoFailed);
      CHECK(DetailOf(count.status(), "path") == testing::FuseFile::kName);
    }
    CHECK(file->CheckUnchanged().ok());
  }
}

}  // namespace
}  // namespace modelseal::fs
