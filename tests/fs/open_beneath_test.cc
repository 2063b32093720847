// SPDX-License-Identifier: Apache-2.0
//
// Opening beneath a directory: one table of cases, run with openat2, component by component, and
// with openat2 taken away by a seccomp filter; and the race of a directory swapped for a link.
#include "lib/fs/open_beneath.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <thread>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/fs/special_files.h"
#include "tests/support/skip.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using testing::MakePipe;
using testing::MakeSocket;
using testing::ReportSkipped;
using testing::TempDir;

std::string ContentOf(const OpenFile& file) {
  std::array<uint8_t, 64> buffer;
  const absl::StatusOr<size_t> size = file.ReadAt(0, buffer);
  return size.ok() ? std::string(buffer.begin(), buffer.begin() + *size) : "unreadable";
}

// A directory "model" with a file outside of it, and every kind of entry inside.
class OpenBeneathTree {
 public:
  OpenBeneathTree() {
    directory_.Write("outside/secret", "outside");
    directory_.Write("model/file", "inside");
    directory_.Write("model/sub/deeper/file", "inside");
    const std::filesystem::path model = directory_.path() / "model";
    std::filesystem::create_symlink("file", model / "link_to_file");
    std::filesystem::create_symlink("sub/deeper/file", model / "link_to_deeper_file");
    std::filesystem::create_symlink("sub", model / "link_to_directory");
    std::filesystem::create_symlink("nowhere", model / "dangling_link");
    std::filesystem::create_symlink("loop", model / "loop");
    std::filesystem::create_symlink("../outside", model / "link_out");
    std::filesystem::create_symlink(directory_.path() / "outside", model / "absolute_link_out");
    std::filesystem::create_symlink("../../sub", model / "sub/deeper/link_up");
    MakePipe(model / "pipe");
    MakeSocket(model / "socket");
    descriptor_ = OpenAt(AT_FDCWD, model.c_str(), kOpenForReading).fd;
  }

  int model_fd() const { return descriptor_.get(); }
  const TempDir& directory() const { return directory_; }

 private:
  TempDir directory_;
  UniqueFd descriptor_;
};

struct OpenCase {
  std::string name;
  std::optional<Reason> refused;  // none: opens, and holds "inside"
};

const OpenCase kOpenCases[] = {
    {"file", std::nullopt},
    {"sub/deeper/file", std::nullopt},
    {"missing", Reason::kNotFound},
    {"sub/missing", Reason::kNotFound},
    {"missing/file", Reason::kNotFound},
    {"file/below", Reason::kNotFound},
    {"file/below/that", Reason::kNotFound},
    {"pipe/below", Reason::kNotFound},
    {"link_to_file", Reason::kSymlinkRefused},
    {"link_to_deeper_file", Reason::kSymlinkRefused},
    {"link_to_directory", Reason::kSymlinkRefused},
    {"link_to_directory/deeper/file", Reason::kSymlinkRefused},
    {"link_to_directory/deeper/missing", Reason::kSymlinkRefused},
    {"link_to_file/below", Reason::kSymlinkRefused},
    {"dangling_link", Reason::kSymlinkRefused},
    {"dangling_link/file", Reason::kSymlinkRefused},
    {"loop", Reason::kSymlinkRefused},
    {"link_out", Reason::kSymlinkRefused},
    {"link_out/secret", Reason::kSymlinkRefused},
    {"absolute_link_out/secret", Reason::kSymlinkRefused},
    {"sub/deeper/link_up/deeper/file", Reason::kSymlinkRefused},
    {"sub", Reason::kFileTypeRefused},
    {"sub/deeper", Reason::kFileTypeRefused},
    {"pipe", Reason::kFileTypeRefused},
    {"socket", Reason::kFileTypeRefused},
    {std::string(256, 'n'), Reason::kNotFound},
    {"sub/" + std::string(256, 'n') + "/file", Reason::kNotFound},
    {"", Reason::kNameInvalid},
    {".", Reason::kNameInvalid},
    {"..", Reason::kNameInvalid},
    {"../outside/secret", Reason::kNameInvalid},
    {"sub/../file", Reason::kNameInvalid},
    {"sub/../../outside/secret", Reason::kNameInvalid},
    {"/etc/hostname", Reason::kNameInvalid},
    {"file/", Reason::kNameInvalid},
    {"sub//deeper/file", Reason::kNameInvalid},
    {std::string("file\0", 5), Reason::kNameInvalid},
};

bool IsAsExpected(const OpenBeneathTree& tree, const OpenCase& open_case, ResolveMethod method) {
  const absl::StatusOr<OpenFile> file = OpenRegularBeneath(tree.model_fd(), open_case.name, method);
  if (!open_case.refused.has_value()) {
    return file.ok() && ContentOf(*file) == "inside";
  }
  return !file.ok() && ReasonOf(file.status()) == *open_case.refused;
}

// Runs `body` in a child process in which openat2 fails with `error_number`, if the system has
// seccomp filters; returns its result, 0 to 255.
std::optional<int> RunWithoutOpenat2(int error_number, const std::function<int()>& body) {
  constexpr int kNoFilter = 255;
  struct sock_filter instructions[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<uint32_t>(error_number)),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {static_cast<unsigned short>(std::size(instructions)), instructions};
  const pid_t child = fork();
  if (child == 0) {
    const bool is_filtered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                             prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    const bool is_effective =
        is_filtered && syscall(SYS_openat2, -1, nullptr, nullptr, 0) == -1 && errno == error_number;
    _exit(is_effective ? body() : kNoFilter);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) == kNoFilter) {
    return std::nullopt;
  }
  return WEXITSTATUS(status);
}

TEST_CASE("a name opens what is beneath the directory and nothing else", "[fs][open_beneath]") {
  const ResolveMethod method = GENERATE(ResolveMethod::kBest, ResolveMethod::kPerComponent);
  const OpenBeneathTree tree;
  for (const OpenCase& open_case : kOpenCases) {
    CAPTURE(open_case.name, method == ResolveMethod::kBest);
    CHECK(IsAsExpected(tree, open_case, method));
  }
}

TEST_CASE("a sandbox that refuses openat2 changes no answer", "[fs][open_beneath]") {
  const int error_number = GENERATE(ENOSYS, EPERM, EAGAIN);
  CAPTURE(error_number);
  const OpenBeneathTree tree;
  const std::optional<int> failures = RunWithoutOpenat2(error_number, [&] {
    int count = 0;
    for (const OpenCase& open_case : kOpenCases) {
      count += IsAsExpected(tree, open_case, ResolveMethod::kBest) ? 0 : 1;
    }
    return count;
  });
  if (!failures.has_value()) {
    ReportSkipped("no seccomp filters here");
    return;
  }
  CHECK(*failures == 0);
}

TEST_CASE("a failure to open names the file", "[fs][open_beneath]") {
  const OpenBeneathTree tree;
  const std::string name = GENERATE("missing", "link_to_file", "sub", "pipe", "socket");
  CAPTURE(name);
  const absl::StatusOr<OpenFile> file =
      OpenRegularBeneath(tree.model_fd(), name, ResolveMethod::kBest);
  REQUIRE_FALSE(file.ok());
  CHECK(DetailOf(file.status(), "path") == name);
}

TEST_CASE("a directory on the way need not be readable", "[fs][open_beneath]") {
  const ResolveMethod method = GENERATE(ResolveMethod::kBest, ResolveMethod::kPerComponent);
  const OpenBeneathTree tree;
  const std::filesystem::path sub = tree.directory().path() / "model/sub";
  std::filesystem::permissions(tree.directory().path() / "model", std::filesystem::perms::all);
  std::filesystem::permissions(sub, std::filesystem::perms(0711));
  const testing::UnprivilegedScope unprivileged;
  if (!unprivileged.is_bound()) {
    ReportSkipped("cannot drop root");
    return;
  }
  CHECK(OpenRegularBeneath(tree.model_fd(), "sub/deeper/file", method).ok());
}

TEST_CASE("a file that may not be read is denied", "[fs][open_beneath]") {
  const ResolveMethod method = GENERATE(ResolveMethod::kBest, ResolveMethod::kPerComponent);
  const std::string closed = GENERATE("sub/deeper/file", "sub/deeper", "sub");
  const OpenBeneathTree tree;
  std::filesystem::permissions(tree.directory().path() / "model", std::filesystem::perms::all);
  const std::filesystem::path path = tree.directory().path() / "model" / closed;
  std::filesystem::permissions(path, std::filesystem::perms::none);
  {
    const testing::UnprivilegedScope unprivileged;
    if (!unprivileged.is_bound()) {
      ReportSkipped("cannot drop root");
      return;
    }
    const absl::StatusOr<OpenFile> file =
        OpenRegularBeneath(tree.model_fd(), "sub/deeper/file", method);
    REQUIRE_FALSE(file.ok());
    CHECK(ReasonOf(file.status()) == Reason::kAccessDenied);
  }
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

// Names above PATH_MAX - 1 bytes cannot be given to the kernel in one piece.
TEST_CASE("a file with the longest allowed name can be opened", "[fs][open_beneath]") {
  const ResolveMethod method = GENERATE(ResolveMethod::kBest, ResolveMethod::kPerComponent);
  const TempDir directory;
  std::string name;
  UniqueFd parent = OpenAt(AT_FDCWD, directory.path().c_str(), kOpenForReading).fd;
  const UniqueFd root(dup(parent.get()));
  const auto enter = [&](size_t length) {
    const std::string component(length, 'd');
    REQUIRE(mkdirat(parent.get(), component.c_str(), 0755) == 0);
    parent = OpenAt(parent.get(), component.c_str(), kOpenForReading).fd;
    name += component + "/";
  };
  for (int i = 0; i < 15; ++i) {
    enter(255);
  }
  enter(127);
  name.append(128, 'f');
  REQUIRE(name.size() == limits::kMaxNameBytes);
  const UniqueFd created(
      openat(parent.get(), std::string(128, 'f').c_str(), O_CREAT | O_WRONLY, 0644));
  REQUIRE(created.is_open());
  REQUIRE(write(created.get(), "inside", 6) == 6);

  const absl::StatusOr<OpenFile> file = OpenRegularBeneath(root.get(), name, method);
  REQUIRE(file.ok());
  CHECK(ContentOf(*file) == "inside");
}

TEST_CASE("a directory that is swapped for a link out leads nowhere", "[fs][open_beneath]") {
  const ResolveMethod method = GENERATE(ResolveMethod::kBest, ResolveMethod::kPerComponent);
  const TempDir directory;
  directory.Write("outside/file", "outside");
  directory.Write("model/sub/file", "inside");
  std::filesystem::create_symlink("../outside", directory.path() / "model/other");
  const std::string model = directory.path() / "model";
  const UniqueFd model_fd = OpenAt(AT_FDCWD, model.c_str(), kOpenForReading).fd;

  std::atomic<bool> is_done = false;
  std::thread attacker([&] {
    while (!is_done) {
      (void)renameat2(model_fd.get(), "sub", model_fd.get(), "other", RENAME_EXCHANGE);
    }
  });
  int opened = 0;
  int refused = 0;
  int others = 0;
  for (int i = 0; i < 20'000; ++i) {
    const absl::StatusOr<OpenFile> file = OpenRegularBeneath(model_fd.get(), "sub/file", method);
    if (file.ok()) {
      (ContentOf(*file) == "inside" ? opened : others) += 1;
    } else {
      (ReasonOf(file.status()) == Reason::kSymlinkRefused ? refused : others) += 1;
    }
  }
  is_done = true;
  attacker.join();
  CAPTURE(opened, refused);
  CHECK(others == 0);
}

TEST_CASE("times beyond the year 2262 make a state", "[fs][open_beneath]") {
  struct stat info = {};
  info.st_mtim.tv_sec = 13'000'000'000;
  info.st_ctim.tv_sec = -13'000'000'000;
  struct stat later = info;
  later.st_mtim.tv_nsec = 1;
  CHECK(StateOf(info) == StateOf(info));
  CHECK(StateOf(info) != StateOf(later));
}

}  // namespace
}  // namespace modelseal::fs
