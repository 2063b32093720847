// SPDX-License-Identifier: Apache-2.0
//
// Reading small files in one piece, and writing them so that nobody sees half of one.
#include "lib/fs/whole_file.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>

#include "lib/base/status.h"
#include "tests/fs/special_files.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using std::filesystem::create_directories;
using std::filesystem::create_symlink;
using testing::ReportSkipped;
using testing::StatOf;
using testing::TempDir;

constexpr uint64_t kPlenty = 1 << 20;

Reason ReasonOfReading(const std::string& path, uint64_t max_bytes = kPlenty) {
  const absl::StatusOr<std::string> content = ReadWholeFile(path, max_bytes);
  REQUIRE_FALSE(content.ok());
  return ReasonOf(content.status());
}

std::string MustRead(const std::string& path, uint64_t max_bytes = kPlenty) {
  const absl::StatusOr<std::string> content = ReadWholeFile(path, max_bytes);
  INFO(content.status().ToString());
  REQUIRE(content.ok());
  return *content;
}

Reason ReasonOfWriting(const std::string& path) {
  const absl::Status status = WriteFileAtomically(path, "new");
  REQUIRE_FALSE(status.ok());
  return ReasonOf(status);
}

size_t EntriesIn(const std::filesystem::path& directory) {
  return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(directory), {}));
}

// -------------------------------------------------------------------------------------- reading

TEST_CASE("a file is read whole", "[fs][whole_file]") {
  const TempDir directory;
  const std::string content = GENERATE(std::string(), std::string("a"), std::string("a\0b\n", 4),
                                       std::string(100'000, 'x'));
  CHECK(MustRead(directory.Write("file", content)) == content);
}

TEST_CASE("a file as large as allowed is read", "[fs][whole_file]") {
  const TempDir directory;
  CHECK(MustRead(directory.Write("file", "0123456789"), 10) == "0123456789");
  CHECK(MustRead(directory.Write("empty", ""), 0).empty());
  CHECK(MustRead(directory.Write("file", "0123456789"), UINT64_MAX) == "0123456789");
}

TEST_CASE("a file one byte larger than allowed is refused", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "0123456789");
  const absl::StatusOr<std::string> content = ReadWholeFile(path, 9);
  REQUIRE_FALSE(content.ok());
  CHECK(ReasonOf(content.status()) == Reason::kLimitExceeded);
  CHECK(DetailOf(content.status(), "limit") == "9");
  CHECK(DetailOf(content.status(), "path") == path);
  CHECK(ReasonOfReading(path, 0) == Reason::kLimitExceeded);
}

TEST_CASE("a huge sparse file is refused without room for it", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "");
  REQUIRE(truncate(path.c_str(), off_t{1} << 40) == 0);
  CHECK(ReasonOfReading(path) == Reason::kLimitExceeded);
}

TEST_CASE("a file that does not say its size is read to its end", "[fs][whole_file]") {
  const std::string content = MustRead("/proc/self/status");
  CHECK(content.size() > 100);
  CHECK(content.find("Name:") == 0);
  CHECK(content.back() == '\n');
}

TEST_CASE("a file that does not say its size is held to the limit", "[fs][whole_file]") {
  CHECK(ReasonOfReading("/proc/self/status", 100) == Reason::kLimitExceeded);
}

TEST_CASE("links to a file are followed when it is read", "[fs][whole_file]") {
  const TempDir directory;
  directory.Write("sub/file", "content");
  create_symlink("sub", directory.path() / "directory_link");
  create_symlink("directory_link/file", directory.path() / "link");
  CHECK(MustRead(directory.path() / "link") == "content");
}

TEST_CASE("a file that is not there is not found", "[fs][whole_file]") {
  const TempDir directory;
  const std::string file = directory.Write("file", "");
  CHECK(ReasonOfReading(directory.path() / "missing") == Reason::kNotFound);
  CHECK(ReasonOfReading(directory.path() / "missing/file") == Reason::kNotFound);
  CHECK(ReasonOfReading(file + "/") == Reason::kNotFound);
  CHECK(ReasonOfReading("") == Reason::kNotFound);
}

TEST_CASE("only regular files are read, and pipes are not waited for", "[fs][whole_file]") {
  const TempDir directory;
  testing::MakePipe(directory.path() / "pipe");
  testing::MakeSocket(directory.path() / "socket");
  CHECK(ReasonOfReading(directory.path() / "pipe") == Reason::kFileTypeRefused);
  CHECK(ReasonOfReading(directory.path() / "socket") == Reason::kFileTypeRefused);
  CHECK(ReasonOfReading(directory.path()) == Reason::kFileTypeRefused);
  CHECK(ReasonOfReading("/dev/zero") == Reason::kFileTypeRefused);
}

TEST_CASE("a file that may not be read is denied", "[fs][whole_file]") {
  const TempDir directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
  const std::string path = directory.Write("file", "");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(directory.path());
  {
    const testing::UnprivilegedScope unprivileged;
    if (unprivileged.is_bound()) {
      CHECK(ReasonOfReading("file") == Reason::kAccessDenied);
    } else {
      ReportSkipped("cannot drop root");
    }
  }
  std::filesystem::current_path(before);
}

TEST_CASE("a path to read with a NUL byte is refused, not cut", "[fs][whole_file]") {
  const TempDir directory;
  CHECK(ReasonOfReading(directory.Write("file", "") + std::string("\0x", 2)) ==
        Reason::kInvalidArgument);
}

// -------------------------------------------------------------------------------------- writing

TEST_CASE("a new file is written with the umask's permissions", "[fs][whole_file]") {
  const TempDir directory;
  const mode_t before = umask(027);
  const absl::Status status = WriteFileAtomically((directory.path() / "file").native(), "content");
  umask(before);
  REQUIRE(status.ok());
  CHECK(directory.Read("file") == "content");
  CHECK((StatOf(directory.path() / "file").st_mode & 07777) == 0640);
  CHECK(EntriesIn(directory.path()) == 1);
}

TEST_CASE("content of any bytes and size is written", "[fs][whole_file]") {
  const TempDir directory;
  const std::string content =
      GENERATE(std::string(), std::string("a\0b\n", 4), std::string(5'000'000, 'x'));
  REQUIRE(WriteFileAtomically((directory.path() / "file").native(), content).ok());
  CHECK(directory.Read("file") == content);
}

TEST_CASE("a path without a directory is written in the working directory", "[fs][whole_file]") {
  const TempDir directory;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(directory.path());
  const absl::Status status = WriteFileAtomically("file", "content");
  std::filesystem::current_path(before);
  REQUIRE(status.ok());
  CHECK(directory.Read("file") == "content");
}

TEST_CASE("a file name of the greatest length is written", "[fs][whole_file]") {
  const TempDir directory;
  const std::string name(255, 'n');
  REQUIRE(WriteFileAtomically((directory.path() / name).native(), "content").ok());
  CHECK(directory.Read(name) == "content");
}

TEST_CASE("an old file is replaced, not written into", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "old content");
  std::filesystem::create_hard_link(path, directory.path() / "same");
  REQUIRE(WriteFileAtomically(path, "new").ok());
  CHECK(directory.Read("file") == "new");
  CHECK(directory.Read("same") == "old content");
}

TEST_CASE("a file that replaces another keeps its permissions", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "old");
  REQUIRE(chmod(path.c_str(), 0600) == 0);
  REQUIRE(WriteFileAtomically(path, "new").ok());
  CHECK((StatOf(path).st_mode & 07777) == 0600);
}

TEST_CASE("a link is replaced, not what it points to", "[fs][whole_file]") {
  const TempDir directory;
  directory.Write("target", "old");
  const std::string target = GENERATE("target", "nowhere");
  create_symlink(target, directory.path() / "link");
  REQUIRE(WriteFileAtomically((directory.path() / "link").native(), "new").ok());
  CHECK(directory.Read("target") == "old");
  CHECK(S_ISREG(StatOf(directory.path() / "link").st_mode));
  CHECK(directory.Read("link") == "new");
}

TEST_CASE("a missing directory is not found and not made", "[fs][whole_file]") {
  const TempDir directory;
  CHECK(ReasonOfWriting(directory.path() / "missing/file") == Reason::kNotFound);
  CHECK(ReasonOfWriting(directory.Write("file", "") + "/below") == Reason::kNotFound);
  CHECK(ReasonOfWriting("") == Reason::kNotFound);
  CHECK(EntriesIn(directory.path()) == 1);
}

TEST_CASE("what is not a regular file is not replaced", "[fs][whole_file]") {
  const TempDir directory;
  const std::filesystem::path top = directory.path();
  create_directories(top / "directory");
  testing::MakePipe(top / "pipe");
  create_symlink("pipe", top / "pipe_link");
  create_symlink("/dev/null", top / "null_link");
  create_symlink("directory", top / "directory_link");
  const std::string name = GENERATE("directory", "directory/", "directory/.", "directory/..",
                                    "pipe", "pipe_link", "null_link", "directory_link");
  CAPTURE(name);
  CHECK(ReasonOfWriting(top.string() + "/" + name) == Reason::kFileTypeRefused);
  CHECK(EntriesIn(top) == 5);
  CHECK(EntriesIn(top / "directory") == 0);
  CHECK(S_ISFIFO(StatOf(top / "pipe").st_mode));
  CHECK(S_ISLNK(StatOf(top / "pipe_link").st_mode));
}

TEST_CASE("a directory that may not be written in is denied", "[fs][whole_file]") {
  const TempDir directory;
  directory.Write("sub/file", "old");
  std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
  std::filesystem::permissions(directory.path() / "sub", std::filesystem::perms(0555));
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(directory.path());
  {
    const testing::UnprivilegedScope unprivileged;
    if (unprivileged.is_bound()) {
      CHECK(ReasonOfWriting("sub/file") == Reason::kAccessDenied);
    } else {
      ReportSkipped("cannot drop root");
    }
  }
  std::filesystem::current_path(before);
  std::filesystem::permissions(directory.path() / "sub", std::filesystem::perms(0755));
  CHECK(directory.Read("sub/file") == "old");
  CHECK(EntriesIn(directory.path() / "sub") == 1);
}

TEST_CASE("a directory that can be written but not listed takes a file", "[fs][whole_file]") {
  const TempDir directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
  create_directories(directory.path() / "sub");
  std::filesystem::permissions(directory.path() / "sub", std::filesystem::perms(0333));
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(directory.path());
  {
    const testing::UnprivilegedScope unprivileged;
    if (unprivileged.is_bound()) {
      CHECK(WriteFileAtomically("sub/file", "new").ok());
    } else {
      ReportSkipped("cannot drop root");
    }
  }
  std::filesystem::current_path(before);
  std::filesystem::permissions(directory.path() / "sub", std::filesystem::perms(0755));
}

// A limit on the size of files stands for a full disk.
TEST_CASE("a write that fails half way leaves the old file and nothing else", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "old");
  struct rlimit before;
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small = {.rlim_cur = 4096, .rlim_max = before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  const absl::Status status = WriteFileAtomically(path, std::string(10'000, 'x'));
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, old_handler);
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonOf(status) == Reason::kIoFailed);
  CHECK(DetailOf(status, "path") == path);
  CHECK(directory.Read("file") == "old");
  CHECK(EntriesIn(directory.path()) == 1);
}

TEST_CASE("a path to write with a NUL byte is refused, not cut", "[fs][whole_file]") {
  const TempDir directory;
  CHECK(ReasonOfWriting(directory.path().string() + std::string("/a\0b", 4)) ==
        Reason::kInvalidArgument);
  CHECK(EntriesIn(directory.path()) == 0);
}

// -------------------------------------------------------------------------------- private files

TEST_CASE("a private file is for its owner alone from the start", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = (directory.path() / "file").string();
  const mode_t umask_before = umask(0);
  const absl::Status status = WritePrivateFileAtomically(path, "content");
  umask(umask_before);
  REQUIRE(status.ok());
  CHECK((StatOf(path).st_mode & 07777) == 0600);
  const auto content = ReadPrivateFile(path, kPlenty);
  REQUIRE(content.ok());
  CHECK(*content == "content");
  CHECK(EntriesIn(directory.path()) == 1);
}

TEST_CASE("a private file takes no permissions from what it replaces", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "old");
  REQUIRE(chmod(path.c_str(), 0666) == 0);
  REQUIRE(WritePrivateFileAtomically(path, "new").ok());
  CHECK((StatOf(path).st_mode & 07777) == 0600);
}

TEST_CASE("a file that others may write to is not private", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "content");
  for (const mode_t mode : {0620, 0602, 0660, 0666, 0777}) {
    REQUIRE(chmod(path.c_str(), mode) == 0);
    const auto content = ReadPrivateFile(path, kPlenty);
    CHECK(ReasonOf(content.status()) == Reason::kAccessDenied);
    CHECK(DetailOf(content.status(), "field") == "mode");
  }
  for (const mode_t mode : {0600, 0644, 0755}) {
    REQUIRE(chmod(path.c_str(), mode) == 0);
    CHECK(ReadPrivateFile(path, kPlenty).ok());
  }
}

TEST_CASE("a file that belongs to another is not private", "[fs][whole_file]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "content");
  if (chown(path.c_str(), 12345, static_cast<gid_t>(-1)) != 0) {
    ReportSkipped("files cannot be given away here");
    return;
  }
  const auto content = ReadPrivateFile(path, kPlenty);
  CHECK(ReasonOf(content.status()) == Reason::kAccessDenied);
  CHECK(DetailOf(content.status(), "field") == "owner");
}

TEST_CASE("what is no file of its own is not private", "[fs][whole_file]") {
  const TempDir directory;
  directory.Write("file", "content");
  create_symlink("file", directory.path() / "link");
  CHECK(ReasonOf(ReadPrivateFile((directory.path() / "link").string(), kPlenty).status()) ==
        Reason::kSymlinkRefused);
  CHECK(ReasonOf(ReadPrivateFile(directory.path().string(), kPlenty).status()) ==
        Reason::kFileTypeRefused);
  CHECK(ReasonOf(ReadPrivateFile((directory.path() / "missing").string(), kPlenty).status()) ==
        Reason::kNotFound);
  CHECK(ReasonOf(ReadPrivateFile((directory.path() / "file").string(), 6).status()) ==
        Reason::kLimitExceeded);
}

}  // namespace
}  // namespace modelseal::fs
