// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/random_file.h"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "lib/base/status.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using testing::TempDir;

std::span<const uint8_t> Bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

TEST_CASE("a file is written and read at any place", "[fs][random]") {
  const TempDir dir;
  const auto file = RandomFile::OpenForWriting((dir.path() / "file").string());
  REQUIRE(file.ok());
  REQUIRE(file->WriteAt(4, Bytes("later")).ok());
  REQUIRE(file->WriteAt(0, Bytes("soon")).ok());
  REQUIRE(file->Sync().ok());
  CHECK(*file->Size() == 9);
  std::array<uint8_t, 3> bytes;
  REQUIRE(file->ReadAt(3, bytes).ok());
  CHECK(std::string(bytes.begin(), bytes.end()) == "nla");
  REQUIRE(file->Truncate(4).ok());
  CHECK(dir.Read("file") == "soon");
}

TEST_CASE("a file that is opened for writing keeps what is in it", "[fs][random]") {
  const TempDir dir;
  const auto file = RandomFile::OpenForWriting(dir.Write("file", "kept"));
  REQUIRE(file.ok());
  CHECK(*file->Size() == 4);
}

TEST_CASE("a file that is made is for its owner alone", "[fs][random]") {
  const TempDir dir;
  const std::string path = (dir.path() / "file").string();
  REQUIRE(RandomFile::OpenForWriting(path).ok());
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 077) == 0);
}

TEST_CASE("reading beyond the end of a file is an error", "[fs][random]") {
  const TempDir dir;
  const auto file = RandomFile::OpenForReading(dir.Write("file", "12345"));
  REQUIRE(file.ok());
  std::array<uint8_t, 3> bytes;
  CHECK(file->ReadAt(2, bytes).ok());
  CHECK(ReasonOf(file->ReadAt(3, bytes)) == Reason::kIoFailed);
  CHECK(ReasonOf(file->ReadAt(uint64_t{1} << 63, bytes)) == Reason::kIoFailed);
}

TEST_CASE("what is no regular file is refused", "[fs][random]") {
  const TempDir dir;
  CHECK(ReasonOf(RandomFile::OpenForReading(dir.path().string()).status()) ==
        Reason::kFileTypeRefused);
  const std::string pipe = (dir.path() / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(ReasonOf(RandomFile::OpenForReading(pipe).status()) == Reason::kFileTypeRefused);
  CHECK(ReasonOf(RandomFile::OpenForWriting(pipe).status()) == Reason::kFileTypeRefused);
  CHECK(ReasonOf(RandomFile::OpenForReading((dir.path() / "none").string()).status()) ==
        Reason::kNotFound);
  CHECK(ReasonOf(RandomFile::OpenForReading(std::string("a\0b", 3)).status()) ==
        Reason::kInvalidArgument);
}

}  // namespace modelseal::fs
