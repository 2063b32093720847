// SPDX-License-Identifier: Apache-2.0
//
// Opening a model, reading its files, noticing that they change, and names of paths.
#include "lib/fs/model_root.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "lib/base/status.h"
#include "tests/fs/special_files.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using std::filesystem::create_directories;
using std::filesystem::create_symlink;
using testing::PassClockTick;
using testing::ReportSkipped;
using testing::TempDir;

// Changes the working directory while it lives.
class WorkingDirectoryScope {
 public:
  explicit WorkingDirectoryScope(const std::filesystem::path& path)
      : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  ~WorkingDirectoryScope() {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
  }
  WorkingDirectoryScope(const WorkingDirectoryScope&) = delete;
  WorkingDirectoryScope& operator=(const WorkingDirectoryScope&) = delete;

 private:
  const std::filesystem::path before_;
};

ModelRoot MustOpen(const std::string& path, SymlinkPolicy symlinks = SymlinkPolicy::kRefuse) {
  absl::StatusOr<ModelRoot> root = ModelRoot::Open(path, symlinks);
  INFO(root.status().ToString());
  REQUIRE(root.ok());
  return *std::move(root);
}

Reason ReasonOfOpening(const std::string& path, SymlinkPolicy symlinks = SymlinkPolicy::kRefuse) {
  const absl::StatusOr<ModelRoot> root = ModelRoot::Open(path, symlinks);
  REQUIRE_FALSE(root.ok());
  return ReasonOf(root.status());
}

OpenFile MustOpenFile(const ModelRoot& root, const std::string& name) {
  absl::StatusOr<OpenFile> file = root.OpenFileBeneath(name);
  INFO(file.status().ToString());
  REQUIRE(file.ok());
  return *std::move(file);
}

std::string ReadText(const OpenFile& file, uint64_t offset_bytes, size_t size_bytes) {
  std::string text(size_bytes, '\0');
  const absl::StatusOr<size_t> count =
      file.ReadAt(offset_bytes, {reinterpret_cast<uint8_t*>(text.data()), text.size()});
  REQUIRE(count.ok());
  return text.substr(0, *count);
}

// ------------------------------------------------------------------------------------- opening

TEST_CASE("a directory opens as a model of its name", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model");
  const std::string suffix = GENERATE("", "/", "//", "/.", "/./", "/././/");
  const std::string path = (directory.path() / "model").string() + suffix;
  CAPTURE(suffix);
  const ModelRoot root = MustOpen(path);
  CHECK_FALSE(root.is_single_file());
  CHECK(root.base_name() == "model");
  CHECK(root.path() == path);
}

TEST_CASE("a single file opens as a model of its name", "[fs][model_root]") {
  const TempDir directory;
  const ModelRoot root = MustOpen(directory.Write("model.bin", "weights"));
  CHECK(root.is_single_file());
  CHECK(root.base_name() == "model.bin");
}

TEST_CASE("the working directory has its own name", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub");
  const WorkingDirectoryScope working_directory(directory.path() / "model/sub");
  CHECK(MustOpen(".").base_name() == "sub");
  CHECK(MustOpen("./").base_name() == "sub");
  CHECK(MustOpen("..").base_name() == "model");
  CHECK(MustOpen("../").base_name() == "model");
  CHECK(MustOpen("../sub").base_name() == "sub");
  CHECK(MustOpen("../sub/..").base_name() == "model");
}

TEST_CASE("the root of the file system is called model", "[fs][model_root]") {
  CHECK(MustOpen("/").base_name() == "model");
  CHECK(MustOpen("//").base_name() == "model");
  CHECK(MustOpen("/.").base_name() == "model");
  CHECK(MustOpen("/..").base_name() == "model");
}

TEST_CASE("a model that is not there is not found", "[fs][model_root]") {
  const TempDir directory;
  const std::string file = directory.Write("file", "");
  CHECK(ReasonOfOpening(directory.path() / "missing") == Reason::kNotFound);
  CHECK(ReasonOfOpening(directory.path() / "missing/model") == Reason::kNotFound);
  CHECK(ReasonOfOpening(file + "/below") == Reason::kNotFound);
  CHECK(ReasonOfOpening("") == Reason::kNotFound);
}

TEST_CASE("a file with a trailing slash is not found", "[fs][model_root]") {
  const TempDir directory;
  const std::string suffix = GENERATE("/", "/.", "//");
  CHECK(ReasonOfOpening(directory.Write("file", "") + suffix) == Reason::kNotFound);
}

TEST_CASE("a path with a NUL byte is refused, not cut", "[fs][model_root]") {
  const TempDir directory;
  const std::string file = directory.Write("file", "");
  CHECK(ReasonOfOpening(file + std::string("\0.bin", 5)) == Reason::kInvalidArgument);
}

TEST_CASE("a pipe as a model is refused without waiting", "[fs][model_root]") {
  const TempDir directory;
  testing::MakePipe(directory.path() / "pipe");
  CHECK(ReasonOfOpening(directory.path() / "pipe") == Reason::kFileTypeRefused);
}

TEST_CASE("a socket or a device as a model is refused", "[fs][model_root]") {
  const TempDir directory;
  testing::MakeSocket(directory.path() / "socket");
  CHECK(ReasonOfOpening(directory.path() / "socket") == Reason::kFileTypeRefused);
  CHECK(ReasonOfOpening("/dev/null") == Reason::kFileTypeRefused);
}

TEST_CASE("a link as a model is refused, with or without trailing slashes", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model");
  directory.Write("file", "");
  create_symlink("model", directory.path() / "link");
  create_symlink("file", directory.path() / "file_link");
  create_symlink("nowhere", directory.path() / "dangling");
  const std::string name =
      GENERATE("link", "link/", "link/.", "link/.//", "file_link", "file_link/", "dangling");
  CAPTURE(name);
  CHECK(ReasonOfOpening(directory.path().string() + "/" + name) == Reason::kSymlinkRefused);
}

TEST_CASE("links above the model are followed", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("real/model/file", "inside");
  create_symlink("real", directory.path() / "link");
  const ModelRoot root = MustOpen(directory.path() / "link/model");
  CHECK(root.base_name() == "model");
  CHECK(ReadText(MustOpenFile(root, "file"), 0, 10) == "inside");
}

TEST_CASE("a link as a model is followed where that is allowed", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("model/file", "inside");
  create_symlink("model", directory.path() / "link");
  create_symlink("model/file", directory.path() / "file_link");
  const ModelRoot root = MustOpen(directory.path() / "link", SymlinkPolicy::kFollowUnsafe);
  CHECK(root.base_name() == "link");
  CHECK(ReadText(MustOpenFile(root, "file"), 0, 10) == "inside");
  const ModelRoot file = MustOpen(directory.path() / "file_link", SymlinkPolicy::kFollowUnsafe);
  CHECK(file.is_single_file());
  CHECK(ReadText(MustOpenFile(file, "file_link"), 0, 10) == "inside");
}

TEST_CASE("a dangling link is not found where links are followed", "[fs][model_root]") {
  const TempDir directory;
  create_symlink("nowhere", directory.path() / "dangling");
  CHECK(ReasonOfOpening(directory.path() / "dangling", SymlinkPolicy::kFollowUnsafe) ==
        Reason::kNotFound);
}

TEST_CASE("a loop of links is refused where links are followed", "[fs][model_root]") {
  const TempDir directory;
  create_symlink("loop", directory.path() / "loop");
  CHECK(ReasonOfOpening(directory.path() / "loop", SymlinkPolicy::kFollowUnsafe) ==
        Reason::kSymlinkRefused);
}

TEST_CASE("a model that may not be read is denied", "[fs][model_root]") {
  const TempDir directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms(0755));
  create_directories(directory.path() / "model");
  std::filesystem::permissions(directory.path() / "model", std::filesystem::perms(0000));
  {
    const WorkingDirectoryScope working_directory(directory.path());
    const testing::UnprivilegedScope unprivileged;
    if (unprivileged.is_bound()) {
      CHECK(ReasonOfOpening("model") == Reason::kAccessDenied);
    } else {
      ReportSkipped("cannot drop root");
    }
  }
  std::filesystem::permissions(directory.path() / "model", std::filesystem::perms(0755));
}

// ---------------------------------------------------------------------------------------- files

TEST_CASE("a model's file reads as it is on disk", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("sub/file", "0123456789");
  const OpenFile file = MustOpenFile(MustOpen(directory.path()), "sub/file");
  CHECK(file.state().size_bytes == 10);
  CHECK(ReadText(file, 0, 10) == "0123456789");
  CHECK(ReadText(file, 3, 4) == "3456");
  CHECK(ReadText(file, 0, 0).empty());
}

TEST_CASE("reading ends early only at the end of the file", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("file", "0123456789");
  const OpenFile file = MustOpenFile(MustOpen(directory.path()), "file");
  CHECK(ReadText(file, 8, 100) == "89");
  CHECK(ReadText(file, 10, 1).empty());
  CHECK(ReadText(file, 1'000'000, 1).empty());
  CHECK(ReadText(file, uint64_t{1} << 63, 1).empty());
  CHECK(ReadText(file, UINT64_MAX, 5).empty());
}

TEST_CASE("a read that the system refuses names the file", "[fs][model_root]") {
  const TempDir directory;
  const std::string path = directory.Write("file", "0123456789");
  const OpenFile file(UniqueFd(open(path.c_str(), O_WRONLY | O_CLOEXEC)), "file", {});
  std::array<uint8_t, 4> buffer;
  const absl::StatusOr<size_t> count = file.ReadAt(0, buffer);
  REQUIRE_FALSE(count.ok());
  CHECK(ReasonOf(count.status()) == Reason::kIoFailed);
  CHECK(DetailOf(count.status(), "path") == "file");
}

TEST_CASE("a link in a model is refused by default", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("model/file", "inside");
  create_symlink("file", directory.path() / "model/link");
  const absl::StatusOr<OpenFile> file =
      MustOpen(directory.path() / "model").OpenFileBeneath("link");
  REQUIRE_FALSE(file.ok());
  CHECK(ReasonOf(file.status()) == Reason::kSymlinkRefused);
}

TEST_CASE("a link in a model is followed anywhere where that is allowed", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("outside/file", "outside");
  create_directories(directory.path() / "model");
  create_symlink("../outside", directory.path() / "model/link");
  const ModelRoot root = MustOpen(directory.path() / "model", SymlinkPolicy::kFollowUnsafe);
  CHECK(ReadText(MustOpenFile(root, "link/file"), 0, 10) == "outside");
}

TEST_CASE("following links opens regular files of canonical names only", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("file", "");
  create_directories(directory.path() / "model");
  testing::MakePipe(directory.path() / "pipe");
  create_symlink("../pipe", directory.path() / "model/pipe_link");
  const ModelRoot root = MustOpen(directory.path() / "model", SymlinkPolicy::kFollowUnsafe);
  const auto reason_of = [&](const std::string& name) {
    const absl::StatusOr<OpenFile> file = root.OpenFileBeneath(name);
    REQUIRE_FALSE(file.ok());
    return ReasonOf(file.status());
  };
  CHECK(reason_of("../file") == Reason::kNameInvalid);
  CHECK(reason_of("pipe_link") == Reason::kFileTypeRefused);
  CHECK(reason_of("missing") == Reason::kNotFound);
}

TEST_CASE("a single-file model has one name", "[fs][model_root]") {
  const TempDir directory;
  const ModelRoot root = MustOpen(directory.Write("model.bin", "weights"));
  CHECK(ReadText(MustOpenFile(root, "model.bin"), 0, 10) == "weights");
  const std::string name = GENERATE("", ".", "other", "model.bin/", "./model.bin");
  CAPTURE(name);
  const absl::StatusOr<OpenFile> file = root.OpenFileBeneath(name);
  REQUIRE_FALSE(file.ok());
  CHECK(ReasonOf(file.status()) == Reason::kNotFound);
}

TEST_CASE("a single-file model stays the file that was opened", "[fs][model_root]") {
  const TempDir directory;
  const std::string path = directory.Write("model.bin", "weights");
  const ModelRoot root = MustOpen(path);
  std::filesystem::rename(directory.Write("other", "other"), path);
  CHECK(ReadText(MustOpenFile(root, "model.bin"), 0, 10) == "weights");
}

TEST_CASE("a directory model stays the directory that was opened", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("model/file", "inside");
  const ModelRoot root = MustOpen(directory.path() / "model");
  std::filesystem::rename(directory.path() / "model", directory.path() / "moved");
  directory.Write("model/file", "other");
  CHECK(ReadText(MustOpenFile(root, "file"), 0, 10) == "inside");
}

// -------------------------------------------------------------------------------------- changes

class ChangingFile {
 public:
  ChangingFile() {
    path_ = directory_.Write("file", "0123456789");
    PassClockTick();
    file_.emplace(MustOpenFile(MustOpen(directory_.path()), "file"));
  }

  const TempDir& directory() const { return directory_; }
  const std::string& path() const { return path_; }

  std::optional<Reason> ReasonOfCheck() const {
    const absl::Status status = file_->CheckUnchanged();
    return status.ok() ? std::nullopt : std::optional(ReasonOf(status));
  }

 private:
  TempDir directory_;
  std::string path_;
  std::optional<OpenFile> file_;
};

TEST_CASE("a file that nobody touches is unchanged", "[fs][model_root]") {
  const ChangingFile file;
  file.directory().Read("file");
  file.directory().Write("neighbour", "new");
  CHECK(file.ReasonOfCheck() == std::nullopt);
}

TEST_CASE("an appended byte is a change", "[fs][model_root]") {
  const ChangingFile file;
  file.directory().Write("file", "01234567890");
  CHECK(file.ReasonOfCheck() == Reason::kFileChanged);
}

TEST_CASE("a truncated file is changed", "[fs][model_root]") {
  const ChangingFile file;
  REQUIRE(truncate(file.path().c_str(), 9) == 0);
  CHECK(file.ReasonOfCheck() == Reason::kFileChanged);
}

TEST_CASE("a rewrite of the same size is a change", "[fs][model_root]") {
  const ChangingFile file;
  file.directory().Write("file", "012345678X");
  CHECK(file.ReasonOfCheck() == Reason::kFileChanged);
}

TEST_CASE("a rewrite with the time of modification put back is a change", "[fs][model_root]") {
  const ChangingFile file;
  const struct stat before = testing::StatOf(file.path());
  file.directory().Write("file", "012345678X");
  const struct timespec times[2] = {before.st_atim, before.st_mtim};
  REQUIRE(utimensat(AT_FDCWD, file.path().c_str(), times, 0) == 0);
  CHECK(file.ReasonOfCheck() == Reason::kFileChanged);
}

TEST_CASE("a file that another replaces is changed", "[fs][model_root]") {
  const ChangingFile file;
  std::filesystem::rename(file.directory().Write("other", "0123456789"), file.path());
  CHECK(file.ReasonOfCheck() == Reason::kFileChanged);
}

TEST_CASE("a file that was replaced and opened again has another state", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("file", "0123456789");
  const ModelRoot root = MustOpen(directory.path());
  const OpenFile before = MustOpenFile(root, "file");
  std::filesystem::rename(directory.Write("other", "0123456789"), directory.path() / "file");
  CHECK(MustOpenFile(root, "file").state() != before.state());
}

// ---------------------------------------------------------------------------------------- names

std::optional<std::string> MustNameOf(const ModelRoot& root, const std::string& path) {
  const absl::StatusOr<std::optional<std::string>> name = root.NameOf(path);
  INFO(path << ": " << name.status().ToString());
  REQUIRE(name.ok());
  return *name;
}

TEST_CASE("a path inside the model has a name in it", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("model/sub/file", "");
  const std::string model = directory.path() / "model";
  const ModelRoot root = MustOpen(model);
  CHECK(MustNameOf(root, model + "/sub/file") == "sub/file");
  CHECK(MustNameOf(root, model + "/sub") == "sub");
  CHECK(MustNameOf(root, model + "/sub/") == "sub");
  CHECK(MustNameOf(root, model + "/sub/.") == "sub");
  CHECK(MustNameOf(root, model + "//sub//file") == "sub/file");
  CHECK(MustNameOf(root, model + "/./sub/../sub/./file") == "sub/file");
  CHECK(MustNameOf(root, model + "/sub/..") == "");
  CHECK(MustNameOf(root, model + "/../model/sub") == "sub");
}

TEST_CASE("the last component of a path need not exist", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub");
  const std::string model = directory.path() / "model";
  const ModelRoot root = MustOpen(model);
  CHECK(MustNameOf(root, model + "/model.sig") == "model.sig");
  CHECK(MustNameOf(root, model + "/sub/model.sig") == "sub/model.sig");
  CHECK(MustNameOf(root, directory.path() / "model.sig") == std::nullopt);
}

TEST_CASE("a path with a missing directory is not found", "[fs][model_root]") {
  const TempDir directory;
  const ModelRoot root = MustOpen(directory.path());
  const std::string path = GENERATE("missing/file", "missing/..", "missing/../model.sig");
  const absl::StatusOr<std::optional<std::string>> name =
      root.NameOf(directory.path().string() + "/" + path);
  REQUIRE_FALSE(name.ok());
  CHECK(ReasonOf(name.status()) == Reason::kNotFound);
}

TEST_CASE("a path outside of the model has no name", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub");
  create_directories(directory.path() / "model2");
  const ModelRoot root = MustOpen(directory.path() / "model");
  const std::string name = GENERATE("", "/", "/other", "/model2", "/model2/model", "/model/..",
                                    "/model/../other", "/model/sub/../../other");
  CAPTURE(name);
  CHECK(MustNameOf(root, directory.path().string() + name) == std::nullopt);
  CHECK(MustNameOf(root, "/") == std::nullopt);
}

TEST_CASE("the model itself has the empty name, however it is spelled", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub");
  const std::string model = directory.path() / "model";
  const WorkingDirectoryScope working_directory(model);
  const std::string opened_as = GENERATE("/model", "/model/", "/model/sub/..");
  const ModelRoot root = MustOpen(directory.path().string() + opened_as);
  const std::string path = GENERATE("$", "$/", "$//.", "$/sub/..", ".", "./", "sub/..", "../model");
  CAPTURE(opened_as, path);
  CHECK(MustNameOf(root, path[0] == '$' ? model + path.substr(1) : path) == "");
}

TEST_CASE("a relative path starts in the working directory", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub");
  const WorkingDirectoryScope working_directory(directory.path() / "model/sub");
  const ModelRoot root = MustOpen("..");
  CHECK(MustNameOf(root, "file") == "sub/file");
  CHECK(MustNameOf(root, "../file") == "file");
  CHECK(MustNameOf(root, "..") == "");
  CHECK(MustNameOf(root, ".") == "sub");
  CHECK(MustNameOf(root, "../..") == std::nullopt);
  CHECK(MustNameOf(root, "../../file") == std::nullopt);
}

TEST_CASE("links above the last component are resolved", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/sub/deeper");
  create_directories(directory.path() / "elsewhere");
  create_symlink("model", directory.path() / "to_model");
  create_symlink("model/sub/deeper", directory.path() / "to_deeper");
  create_symlink("../elsewhere", directory.path() / "model/out");
  const std::string top = directory.path();
  const ModelRoot root = MustOpen(top + "/model");
  CHECK(MustNameOf(root, top + "/to_model/file") == "file");
  CHECK(MustNameOf(root, top + "/to_deeper/file") == "sub/deeper/file");
  // `..` goes up from where the link leads, not from where it stands.
  CHECK(MustNameOf(root, top + "/to_deeper/../file") == "sub/file");
  CHECK(MustNameOf(root, top + "/to_deeper/..") == "sub");
  CHECK(MustNameOf(root, top + "/model/out/file") == std::nullopt);
  CHECK(MustNameOf(root, top + "/model/out/../file") == std::nullopt);
}

TEST_CASE("a link in the last component is itself", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model");
  create_symlink("..", directory.path() / "model/out");
  create_symlink(".", directory.path() / "model/self");
  create_symlink("model", directory.path() / "to_model");
  const std::string top = directory.path();
  const ModelRoot root = MustOpen(top + "/model");
  CHECK(MustNameOf(root, top + "/model/out") == "out");
  CHECK(MustNameOf(root, top + "/model/out/") == "out");
  CHECK(MustNameOf(root, top + "/model/self") == "self");
  CHECK(MustNameOf(root, top + "/to_model") == std::nullopt);
}

TEST_CASE("a model opened through a link has its names by either path", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model");
  create_symlink("model", directory.path() / "link");
  const std::string top = directory.path();
  const ModelRoot root = MustOpen(top + "/link", SymlinkPolicy::kFollowUnsafe);
  CHECK(MustNameOf(root, top + "/link") == "");
  CHECK(MustNameOf(root, top + "/model") == "");
  CHECK(MustNameOf(root, top + "/link/file") == "file");
  CHECK(MustNameOf(root, top + "/model/file") == "file");
}

TEST_CASE("a single-file model knows itself and nothing else", "[fs][model_root]") {
  const TempDir directory;
  const std::string file = directory.Write("sub/model.bin", "weights");
  std::filesystem::create_hard_link(file, directory.path() / "sub/same.bin");
  const ModelRoot root = MustOpen(file);
  CHECK(MustNameOf(root, file) == "");
  CHECK(MustNameOf(root, directory.path() / "sub/../sub/model.bin") == "");
  CHECK(MustNameOf(root, directory.path() / "sub/model.sig") == std::nullopt);
  CHECK(MustNameOf(root, directory.path() / "sub/same.bin") == std::nullopt);
  CHECK(MustNameOf(root, directory.path() / "sub") == std::nullopt);
  CHECK(MustNameOf(root, directory.path() / "model.bin") == std::nullopt);
}

TEST_CASE("a directory called as the model inside the model is not the model", "[fs][model_root]") {
  const TempDir directory;
  create_directories(directory.path() / "model/model/model");
  const std::string model = directory.path() / "model";
  const WorkingDirectoryScope working_directory(model);
  const std::string opened_as = GENERATE(".", "../model", "./", "model/..");
  const ModelRoot root = MustOpen(opened_as);
  CHECK(MustNameOf(root, model + "/model") == "model");
  CHECK(MustNameOf(root, model + "/model/model") == "model/model");
}

TEST_CASE("a model that was renamed keeps its names", "[fs][model_root]") {
  const TempDir directory;
  directory.Write("model/file", "");
  const ModelRoot root = MustOpen(directory.path() / "model");
  std::filesystem::rename(directory.path() / "model", directory.path() / "moved");
  CHECK(MustNameOf(root, directory.path() / "moved/file") == "file");
}

TEST_CASE("everything has a name in the root of the file system", "[fs][model_root]") {
  const TempDir directory;
  const ModelRoot root = MustOpen("/");
  const std::string path = std::filesystem::canonical(directory.path());
  CHECK(MustNameOf(root, path) == path.substr(1));
  CHECK(MustNameOf(root, "/") == "");
}

TEST_CASE("the name of a path with a NUL byte is refused", "[fs][model_root]") {
  const TempDir directory;
  const absl::StatusOr<std::optional<std::string>> name =
      MustOpen(directory.path()).NameOf(directory.path().string() + std::string("/a\0b", 4));
  REQUIRE_FALSE(name.ok());
  CHECK(ReasonOf(name.status()) == Reason::kInvalidArgument);
}

}  // namespace
}  // namespace modelseal::fs
