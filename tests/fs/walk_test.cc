// SPDX-License-Identifier: Apache-2.0
//
// What a walk lists, what it refuses and what stops it (OMS 1.0 §6).
#include "lib/fs/walk.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "tests/fs/special_files.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {

bool operator==(const RefusedEntry& a, const RefusedEntry& b) {
  return a.name == b.name && a.reason == b.reason;
}

std::ostream& operator<<(std::ostream& out, const RefusedEntry& entry) {
  return out << entry.name << " " << ReasonName(entry.reason);
}

namespace {

using std::filesystem::create_directories;
using std::filesystem::create_symlink;
using std::filesystem::path;
using testing::ReportSkipped;
using testing::TempDir;
using Names = std::vector<std::string>;
using Refused = std::vector<RefusedEntry>;

absl::StatusOr<WalkResult> WalkPath(const path& model, const WalkOptions& options = {},
                                    SymlinkPolicy symlinks = SymlinkPolicy::kRefuse) {
  const absl::StatusOr<ModelRoot> root = ModelRoot::Open(model.native(), symlinks);
  REQUIRE(root.ok());
  return Walk(*root, options);
}

WalkResult MustWalk(const path& model, const Names& ignored = {},
                    SymlinkPolicy symlinks = SymlinkPolicy::kRefuse) {
  absl::StatusOr<WalkResult> result = WalkPath(model, {.ignored = ignored}, symlinks);
  INFO(result.status().ToString());
  REQUIRE(result.ok());
  return *std::move(result);
}

WalkResult MustWalkFollowing(const path& model) {
  return MustWalk(model, {}, SymlinkPolicy::kFollowUnsafe);
}

Names NamesOf(const WalkResult& result) {
  Names names;
  for (const WalkedFile& file : result.files) {
    names.push_back(file.name);
  }
  return names;
}

// -------------------------------------------------------------------------------- what is listed

TEST_CASE("a walk lists files recursively, dotfiles and empty ones included", "[fs][walk]") {
  const TempDir directory;
  for (const char* name : {"config.json", ".hidden", "sub/.hidden/file", "sub/weights.bin",
                           "sub/.git/config", ".gitmodules", "empty"}) {
    directory.Write(name, std::string(name) == "empty" ? "" : "content");
  }
  CHECK(NamesOf(MustWalk(directory.path())) == Names{".gitmodules", ".hidden", "config.json",
                                                     "empty", "sub/.git/config", "sub/.hidden/file",
                                                     "sub/weights.bin"});
}

TEST_CASE("directories are not listed, empty or not", "[fs][walk]") {
  const TempDir directory;
  create_directories(directory.path() / "empty/nested");
  const WalkResult result = MustWalk(directory.path());
  CHECK(result.files.empty());
  CHECK(result.refused.empty());
  CHECK(result.ignored_present.empty());
}

TEST_CASE("files come in code point order of the whole name", "[fs][walk]") {
  const TempDir directory;
  const Names sorted = {"A", "a!b",       "a-b", "a/b",      "a0",           "aa",
                        "b", "e\xcc\x81", "z",   "\xc3\xa9", "\xef\xbf\xbd", "\xf0\x9f\xa4\x97"};
  for (const std::string& name : sorted) {
    directory.Write(name, "");
  }
  CHECK(NamesOf(MustWalk(directory.path())) == sorted);
}

TEST_CASE("the same text in two normal forms is two files", "[fs][walk]") {
  const TempDir directory;
  directory.Write("caf\xc3\xa9", "composed");
  directory.Write("cafe\xcc\x81", "decomposed");
  CHECK(NamesOf(MustWalk(directory.path())) == Names{"cafe\xcc\x81", "caf\xc3\xa9"});
}

TEST_CASE("unusual characters in names are kept as they are", "[fs][walk]") {
  const TempDir directory;
  const std::string name = GENERATE("a\nb", "back\\slash", "\"quotes'`", "-rf", " ", "...", "*?[]",
                                    "C:\\file", "\x01\x7f", "line\xe2\x80\xa8separator");
  directory.Write("sub/" + name, "");
  CHECK(NamesOf(MustWalk(directory.path())) == Names{"sub/" + name});
}

TEST_CASE("the state of a listed file is the state it is opened in", "[fs][walk]") {
  const TempDir directory;
  directory.Write("sub/file", "0123456789");
  const absl::StatusOr<ModelRoot> root =
      ModelRoot::Open(directory.path().native(), SymlinkPolicy::kRefuse);
  REQUIRE(root.ok());
  const absl::StatusOr<WalkResult> result = Walk(*root, {});
  REQUIRE(result.ok());
  REQUIRE(result->files.size() == 1);
  CHECK(result->files[0].state.size_bytes == 10);
  const absl::StatusOr<OpenFile> file = root->OpenFileBeneath("sub/file");
  REQUIRE(file.ok());
  CHECK(file->state() == result->files[0].state);
}

TEST_CASE("a file that changes after the walk is opened in another state", "[fs][walk]") {
  const TempDir directory;
  const std::string file_path = directory.Write("file", "0123456789");
  const absl::StatusOr<ModelRoot> root =
      ModelRoot::Open(directory.path().native(), SymlinkPolicy::kRefuse);
  REQUIRE(root.ok());
  testing::PassClockTick();
  const absl::StatusOr<WalkResult> result = Walk(*root, {});
  REQUIRE(result.ok());
  const std::string change = GENERATE("append", "truncate", "rewrite", "replace");
  CAPTURE(change);
  if (change == "append") {
    directory.Write("file", "01234567890");
  } else if (change == "truncate") {
    directory.Write("file", "012345678");
  } else if (change == "rewrite") {
    directory.Write("file", "012345678X");
  } else {
    std::filesystem::rename(directory.Write("other", "0123456789"), file_path);
  }
  const absl::StatusOr<OpenFile> file = root->OpenFileBeneath("file");
  REQUIRE(file.ok());
  CHECK(file->state() != result->files[0].state);
}

TEST_CASE("a root can be walked again and by several threads at once", "[fs][walk]") {
  const TempDir directory;
  directory.Write("a", "");
  directory.Write("sub/b", "");
  const absl::StatusOr<ModelRoot> root =
      ModelRoot::Open(directory.path().native(), SymlinkPolicy::kRefuse);
  REQUIRE(root.ok());
  std::atomic<int> complete = 0;
  const auto walk_often = [&] {
    for (int i = 0; i < 50; ++i) {
      const absl::StatusOr<WalkResult> result = Walk(*root, {});
      complete += result.ok() && result->files.size() == 2 ? 1 : 0;
    }
  };
  std::thread other(walk_often);
  walk_often();
  other.join();
  CHECK(complete == 100);
}

TEST_CASE("five thousand files in a hundred directories are all listed", "[fs][walk]") {
  const TempDir directory;
  Names expected;
  for (int i = 0; i < 5000; ++i) {
    expected.push_back("directory" + std::to_string(i % 100) + "/file" + std::to_string(i));
    directory.Write(expected.back(), "");
  }
  std::sort(expected.begin(), expected.end());
  CHECK(NamesOf(MustWalk(directory.path())) == expected);
}

TEST_CASE("a single-file model lists its file, whatever is ignored", "[fs][walk]") {
  const TempDir directory;
  const std::string file = directory.Write("model.bin", "weights");
  directory.Write("other", "");
  const WalkResult result = MustWalk(file, {"model.bin", "other"});
  CHECK(NamesOf(result) == Names{"model.bin"});
  CHECK(result.files[0].state.size_bytes == 7);
  CHECK(result.ignored_present.empty());
}

// ------------------------------------------------------------------------------- what is refused

TEST_CASE("links of every kind are reported, not followed", "[fs][walk]") {
  const TempDir directory;
  const path model = directory.path() / "model";
  directory.Write("outside/file", "");
  directory.Write("model/sub/file", "");
  create_symlink("sub/file", model / "to_file");
  create_symlink("sub", model / "to_directory");
  create_symlink("nowhere", model / "dangling");
  create_symlink("loop", model / "loop");
  create_symlink("../outside", model / "sub/out");
  create_symlink(directory.path() / "outside/file", model / "sub/absolute");
  const WalkResult result = MustWalk(model);
  CHECK(NamesOf(result) == Names{"sub/file"});
  CHECK(result.refused == Refused{{"dangling", Reason::kSymlinkRefused},
                                  {"loop", Reason::kSymlinkRefused},
                                  {"sub/absolute", Reason::kSymlinkRefused},
                                  {"sub/out", Reason::kSymlinkRefused},
                                  {"to_directory", Reason::kSymlinkRefused},
                                  {"to_file", Reason::kSymlinkRefused}});
}

TEST_CASE("pipes and sockets are reported, not opened", "[fs][walk]") {
  const TempDir directory;
  directory.Write("file", "");
  create_directories(directory.path() / "sub");
  testing::MakePipe(directory.path() / "sub/pipe");
  testing::MakeSocket(directory.path() / "socket");
  const WalkResult result = MustWalk(directory.path());
  CHECK(NamesOf(result) == Names{"file"});
  CHECK(result.refused ==
        Refused{{"socket", Reason::kFileTypeRefused}, {"sub/pipe", Reason::kFileTypeRefused}});
}

TEST_CASE("names that are not UTF-8 are reported and not entered", "[fs][walk]") {
  const TempDir directory;
  if (mkdir((directory.path() / "\xff").c_str(), 0755) != 0) {
    ReportSkipped("the file system takes UTF-8 names only");
    return;
  }
  directory.Write("\xff/below", "");
  directory.Write("sub/latin1\xe9", "");
  directory.Write("sub/surrogate\xed\xa0\x80", "");
  directory.Write("sub/file", "");
  create_symlink("sub", directory.path() / "link\x80");
  const WalkResult result = MustWalk(directory.path());
  CHECK(NamesOf(result) == Names{"sub/file"});
  CHECK(result.refused == Refused{{"link\x80", Reason::kNameInvalid},
                                  {"sub/latin1\xe9", Reason::kNameInvalid},
                                  {"sub/surrogate\xed\xa0\x80", Reason::kNameInvalid},
                                  {"\xff", Reason::kNameInvalid}});
}

TEST_CASE("a single-file model with a name that is not UTF-8 is reported", "[fs][walk]") {
  const TempDir directory;
  const WalkResult result = MustWalk(directory.Write("model\xff", ""));
  CHECK(result.files.empty());
  CHECK(result.refused == Refused{{"model\xff", Reason::kNameInvalid}});
}

// ----------------------------------------------------------------------------------- what is left
// out

TEST_CASE("an ignored name leaves out itself and all below it", "[fs][walk]") {
  const TempDir directory;
  for (const char* name : {".git/config", ".git/objects/1", ".github", ".gitignore2", "keep",
                           "sub/.git/config", "sub/out/a", "sub/out/b", "sub/out2"}) {
    directory.Write(name, "");
  }
  const WalkResult result =
      MustWalk(directory.path(), {"sub/out", ".git", "absent", ".github", "keep/below"});
  CHECK(NamesOf(result) == Names{".gitignore2", "keep", "sub/.git/config", "sub/out2"});
  CHECK(result.ignored_present == Names{".git", ".github", "sub/out"});
}

TEST_CASE("ignored names are exact: no globs, no case, no normal forms", "[fs][walk]") {
  const TempDir directory;
  const Names names = {"File", "caf\xc3\xa9", "file.txt"};
  for (const std::string& name : names) {
    directory.Write(name, "");
  }
  const WalkResult result = MustWalk(directory.path(), {"*", "file", "FILE", "cafe\xcc\x81",
                                                        "file.*", "./File", "File/", ".", ""});
  CHECK(NamesOf(result) == names);
  CHECK(result.ignored_present.empty());
}

TEST_CASE("an ignored name that is given twice is reported once", "[fs][walk]") {
  const TempDir directory;
  directory.Write("a", "");
  CHECK(MustWalk(directory.path(), {"a", "a"}).ignored_present == Names{"a"});
}

TEST_CASE("a name below an ignored directory is not looked for", "[fs][walk]") {
  const TempDir directory;
  directory.Write("a/b", "");
  CHECK(MustWalk(directory.path(), {"a/b", "a"}).ignored_present == Names{"a"});
}

TEST_CASE("ignored links and pipes are not reported as refused", "[fs][walk]") {
  const TempDir directory;
  directory.Write("file", "");
  create_symlink("file", directory.path() / "link");
  testing::MakePipe(directory.path() / "pipe");
  const WalkResult result = MustWalk(directory.path(), {"link", "pipe"});
  CHECK(NamesOf(result) == Names{"file"});
  CHECK(result.refused.empty());
  CHECK(result.ignored_present == Names{"link", "pipe"});
}

TEST_CASE("ten thousand ignored names are found among their files", "[fs][walk]") {
  const TempDir directory;
  Names ignored;
  for (size_t i = 0; i < limits::kMaxIgnoredNames; ++i) {
    ignored.push_back("sub/" + std::to_string(i));
  }
  directory.Write("sub/7", "");
  directory.Write("sub/9999", "");
  directory.Write("sub/10000", "");
  const WalkResult result = MustWalk(directory.path(), ignored);
  CHECK(NamesOf(result) == Names{"sub/10000"});
  CHECK(result.ignored_present == Names{"sub/7", "sub/9999"});
}

// -------------------------------------------------------------------------------- following links

TEST_CASE("a followed link to a file is a file of the link's name", "[fs][walk]") {
  const TempDir directory;
  directory.Write("outside/big", "0123456789");
  create_directories(directory.path() / "model");
  create_symlink("../outside/big", directory.path() / "model/link");
  const WalkResult result = MustWalkFollowing(directory.path() / "model");
  REQUIRE(NamesOf(result) == Names{"link"});
  CHECK(result.files[0].state.size_bytes == 10);
  CHECK(result.refused.empty());
}

TEST_CASE("a followed link to a directory is walked into", "[fs][walk]") {
  const TempDir directory;
  directory.Write("outside/sub/file", "");
  directory.Write("model/own/file", "");
  create_symlink("../outside", directory.path() / "model/link");
  create_symlink("own", directory.path() / "model/twin");
  CHECK(NamesOf(MustWalkFollowing(directory.path() / "model")) ==
        Names{"link/sub/file", "own/file", "twin/file"});
}

TEST_CASE("a name behind a followed link can be ignored", "[fs][walk]") {
  const TempDir directory;
  directory.Write("outside/a", "");
  directory.Write("outside/b", "");
  create_directories(directory.path() / "model");
  create_symlink("../outside", directory.path() / "model/link");
  const WalkResult result =
      MustWalk(directory.path() / "model", {"link/a"}, SymlinkPolicy::kFollowUnsafe);
  CHECK(NamesOf(result) == Names{"link/b"});
}

TEST_CASE("a link into a cycle is refused where links are followed", "[fs][walk]") {
  const TempDir directory;
  const path model = directory.path() / "model";
  directory.Write("model/sub/file", "");
  create_symlink(".", model / "self");
  create_symlink("..", model / "sub/up");
  create_symlink("../..", model / "sub/above");
  const WalkResult result = MustWalkFollowing(model);
  CHECK(NamesOf(result) == Names{"sub/file"});
  CHECK(result.refused == Refused{{"self", Reason::kSymlinkRefused},
                                  {"sub/above/model", Reason::kSymlinkRefused},
                                  {"sub/up", Reason::kSymlinkRefused}});
}

TEST_CASE("two links that lead into each other's directories end", "[fs][walk]") {
  const TempDir directory;
  directory.Write("a/file", "");
  directory.Write("b/file", "");
  create_symlink("../b", directory.path() / "a/to_b");
  create_symlink("../a", directory.path() / "b/to_a");
  const WalkResult result = MustWalkFollowing(directory.path());
  CHECK(NamesOf(result) == Names{"a/file", "a/to_b/file", "b/file", "b/to_a/file"});
  CHECK(result.refused == Refused{{"a/to_b/to_a", Reason::kSymlinkRefused},
                                  {"b/to_a/to_b", Reason::kSymlinkRefused}});
}

TEST_CASE("links that lead nowhere are refused where links are followed", "[fs][walk]") {
  const TempDir directory;
  directory.Write("file", "");
  create_symlink("nowhere", directory.path() / "dangling");
  create_symlink("loop", directory.path() / "loop");
  create_symlink("file/below", directory.path() / "through_file");
  const WalkResult result = MustWalkFollowing(directory.path());
  CHECK(NamesOf(result) == Names{"file"});
  CHECK(result.refused == Refused{{"dangling", Reason::kSymlinkRefused},
                                  {"loop", Reason::kSymlinkRefused},
                                  {"through_file", Reason::kSymlinkRefused}});
}

TEST_CASE("a link to a pipe is refused as a pipe where links are followed", "[fs][walk]") {
  const TempDir directory;
  testing::MakePipe(directory.path() / "pipe");
  create_symlink("pipe", directory.path() / "link");
  create_symlink("/dev/null", directory.path() / "device");
  CHECK(MustWalkFollowing(directory.path()).refused == Refused{{"device", Reason::kFileTypeRefused},
                                                               {"link", Reason::kFileTypeRefused},
                                                               {"pipe", Reason::kFileTypeRefused}});
}

TEST_CASE("links that multiply a directory without end hit the limit", "[fs][walk]") {
  const TempDir directory;
  // 2^30 paths in 30 directories.
  for (int i = 0; i < 30; ++i) {
    const path level = directory.path() / std::to_string(i);
    create_directories(level);
    create_symlink("../" + std::to_string(i + 1), level / "left");
    create_symlink("../" + std::to_string(i + 1), level / "right");
  }
  create_directories(directory.path() / "30");
  const absl::StatusOr<WalkResult> result =
      WalkPath(directory.path(), {.max_entries = 10'000}, SymlinkPolicy::kFollowUnsafe);
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kLimitExceeded);
}

// ---------------------------------------------------------------------------------- what stops it

// A model in which "closed" may not be read, opened before root's rights are given up.
class ClosedDirectoryModel {
 public:
  ClosedDirectoryModel() {
    std::filesystem::permissions(directory_.path(), std::filesystem::perms(0755));
    directory_.Write("sub/closed/file", "");
    directory_.Write("open", "");
    absl::StatusOr<ModelRoot> root =
        ModelRoot::Open(directory_.path().native(), SymlinkPolicy::kRefuse);
    REQUIRE(root.ok());
    root_.emplace(*std::move(root));
  }
  ~ClosedDirectoryModel() { SetMode(0755); }
  ClosedDirectoryModel(const ClosedDirectoryModel&) = delete;
  ClosedDirectoryModel& operator=(const ClosedDirectoryModel&) = delete;

  void SetMode(mode_t mode) const { (void)chmod((directory_.path() / "sub/closed").c_str(), mode); }
  const ModelRoot& root() const { return *root_; }

 private:
  TempDir directory_;
  std::optional<ModelRoot> root_;
};

TEST_CASE("a directory that cannot be read stops the walk", "[fs][walk]") {
  const ClosedDirectoryModel model;
  // 0444 can be listed, but its files cannot be looked at.
  model.SetMode(GENERATE(0000, 0111, 0444));
  const testing::UnprivilegedScope unprivileged;
  if (!unprivileged.is_bound()) {
    ReportSkipped("cannot drop root");
    return;
  }
  const absl::StatusOr<WalkResult> result = Walk(model.root(), {});
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kAccessDenied);
  CHECK(DetailOf(result.status(), "path").value_or("").find("sub/closed") == 0);
}

TEST_CASE("a directory that cannot be read and is ignored is no error", "[fs][walk]") {
  const ClosedDirectoryModel model;
  model.SetMode(0000);
  const testing::UnprivilegedScope unprivileged;
  if (!unprivileged.is_bound()) {
    ReportSkipped("cannot drop root");
    return;
  }
  const Names ignored = {GENERATE("sub", "sub/closed")};
  const absl::StatusOr<WalkResult> result = Walk(model.root(), {.ignored = ignored});
  REQUIRE(result.ok());
  CHECK(NamesOf(*result) == Names{"open"});
  CHECK(result->ignored_present == ignored);
}

std::string NestedName(size_t depth) {
  std::string name;
  for (size_t i = 0; i < depth; ++i) {
    name += "d/";
  }
  return name;
}

TEST_CASE("directories nested as deep as allowed are walked", "[fs][walk]") {
  const TempDir directory;
  directory.Write(NestedName(limits::kMaxDirectoryDepth) + "file", "");
  CHECK(MustWalk(directory.path()).files.size() == 1);
}

TEST_CASE("directories nested one deeper than allowed stop the walk", "[fs][walk]") {
  const TempDir directory;
  create_directories(directory.path() / NestedName(limits::kMaxDirectoryDepth + 1));
  const absl::StatusOr<WalkResult> result = WalkPath(directory.path());
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kLimitExceeded);
  CHECK(DetailOf(result.status(), "limit") == std::to_string(limits::kMaxDirectoryDepth));
}

TEST_CASE("a name longer than allowed stops the walk", "[fs][walk]") {
  const TempDir directory;
  int parent = open(directory.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::string component(255, 'd');
  for (size_t size = 0; size <= limits::kMaxNameBytes; size += component.size() + 1) {
    REQUIRE(mkdirat(parent, component.c_str(), 0755) == 0);
    const int child = openat(parent, component.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(std::exchange(parent, child));
  }
  close(parent);
  const absl::StatusOr<WalkResult> result = WalkPath(directory.path());
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kLimitExceeded);
  CHECK(result.status().message().size() < 200);
}

TEST_CASE("more entries than allowed stop the walk", "[fs][walk]") {
  const TempDir directory;
  for (const char* name : {"a", "b", "sub/c"}) {
    directory.Write(name, "");
  }
  const Names ignored = {"a"};
  CHECK(WalkPath(directory.path(), {.ignored = ignored, .max_entries = 4}).ok());
  const absl::StatusOr<WalkResult> result =
      WalkPath(directory.path(), {.ignored = ignored, .max_entries = 3});
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kLimitExceeded);
  CHECK(DetailOf(result.status(), "limit") == "3");
}

TEST_CASE("a walk stops when it is cancelled", "[fs][walk]") {
  const TempDir directory;
  CancelToken cancel;
  CHECK(WalkPath(directory.path(), {.cancel = &cancel}).ok());
  cancel.Request();
  const absl::StatusOr<WalkResult> result = WalkPath(directory.path(), {.cancel = &cancel});
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kCancelled);
}

// Swaps `first` and `second` in a directory without pause while it lives.
class SwappingScope {
 public:
  SwappingScope(const path& directory, const char* first, const char* second)
      : fd_(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
        thread_([this, first, second] {
          while (!is_done_) {
            (void)renameat2(fd_.get(), first, fd_.get(), second, RENAME_EXCHANGE);
          }
        }) {}
  ~SwappingScope() {
    is_done_ = true;
    thread_.join();
  }
  SwappingScope(const SwappingScope&) = delete;
  SwappingScope& operator=(const SwappingScope&) = delete;

 private:
  UniqueFd fd_;
  std::atomic<bool> is_done_ = false;
  std::thread thread_;
};

// Neighbours that keep the walk busy between reading a directory and opening what it names: without
// them the swap hardly ever falls between the two.
constexpr size_t kNeighbours = 300;

void WriteNeighbours(const TempDir& directory) {
  for (size_t i = 0; i < kNeighbours; ++i) {
    directory.Write("model/neighbour" + std::to_string(i), "");
  }
}

TEST_CASE("a directory swapped for a link during the walk is not entered", "[fs][walk]") {
  const TempDir directory;
  WriteNeighbours(directory);
  directory.Write("outside/secret", "");
  directory.Write("model/sub/file", "");
  create_symlink("../outside", directory.path() / "model/other");
  const SwappingScope attacker(directory.path() / "model", "sub", "other");
  int bad_results = 0;
  for (int i = 0; i < 300; ++i) {
    const absl::StatusOr<WalkResult> result = WalkPath(directory.path() / "model");
    if (!result.ok()) {
      bad_results += ReasonOf(result.status()) == Reason::kFileChanged ? 0 : 1;
      continue;
    }
    for (const WalkedFile& file : result->files) {
      const bool is_inside =
          file.name == "sub/file" || file.name == "other/file" || file.name.find("neighbour") == 0;
      bad_results += is_inside ? 0 : 1;
    }
  }
  CHECK(bad_results == 0);
}

TEST_CASE("a directory swapped for a pipe during the walk is a change or refused", "[fs][walk]") {
  const TempDir directory;
  WriteNeighbours(directory);
  create_directories(directory.path() / "model/sub");
  testing::MakePipe(directory.path() / "model/pipe");
  const SwappingScope attacker(directory.path() / "model", "sub", "pipe");
  int bad_results = 0;
  for (int i = 0; i < 300; ++i) {
    const absl::StatusOr<WalkResult> result = WalkPath(directory.path() / "model");
    const bool is_expected = result.ok() ? result->files.size() == kNeighbours
                                         : ReasonOf(result.status()) == Reason::kFileChanged;
    bad_results += is_expected ? 0 : 1;
  }
  CHECK(bad_results == 0);
}

}  // namespace
}  // namespace modelseal::fs
