// SPDX-License-Identifier: Apache-2.0
#include "lib/fs/work_directory.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "lib/base/status.h"
#include "tests/support/temp_dir.h"

namespace modelseal::fs {
namespace {

using testing::TempDir;

std::string In(const TempDir& dir, const char* name) { return (dir.path() / name).string(); }

}  // namespace

TEST_CASE("a work directory is made and used by one at a time", "[fs][work]") {
  const TempDir dir;
  auto first = std::make_optional(WorkDirectory::Open(In(dir, "work")));
  REQUIRE(first->ok());
  CHECK(ReasonOf(WorkDirectory::Open(In(dir, "work")).status()) == Reason::kInvalidArgument);
  first.reset();
  CHECK(WorkDirectory::Open(In(dir, "work")).ok());
}

TEST_CASE("a file of a work directory is moved over another", "[fs][work]") {
  const TempDir dir;
  const auto work = WorkDirectory::Open(In(dir, "work"));
  dir.Write("work/file", "new");
  dir.Write("file", "old");
  REQUIRE(work->CheckCanMoveTo(In(dir, "file")).ok());
  REQUIRE(work->MoveTo("file", In(dir, "file")).ok());
  CHECK(dir.Read("file") == "new");
  CHECK_FALSE(std::filesystem::exists(In(dir, "work/file")));
}

TEST_CASE("another file system or a missing directory is told before anything is moved",
          "[fs][work]") {
  const TempDir dir;
  const auto work = WorkDirectory::Open(In(dir, "work"));
  CHECK(ReasonOf(work->CheckCanMoveTo("/proc/file")) == Reason::kInvalidArgument);
  CHECK(ReasonOf(work->CheckCanMoveTo(In(dir, "none/file"))) == Reason::kNotFound);
}

TEST_CASE("a work directory is removed only when nothing is left in it", "[fs][work]") {
  const TempDir dir;
  const auto work = WorkDirectory::Open(In(dir, "work"));
  dir.Write("work/file", "mine");
  dir.Write("work/other", "not mine");
  REQUIRE(work->Remove("file").ok());
  REQUIRE(work->Remove("file").ok());
  work->RemoveIfEmpty();
  CHECK(dir.Read("work/other") == "not mine");
  REQUIRE(work->Remove("other").ok());
  work->RemoveIfEmpty();
  CHECK_FALSE(std::filesystem::exists(In(dir, "work")));
}

TEST_CASE("a file in the place of a work directory is refused", "[fs][work]") {
  const TempDir dir;
  CHECK(ReasonOf(WorkDirectory::Open(dir.Write("file", "")).status()) == Reason::kFileTypeRefused);
  CHECK(ReasonOf(WorkDirectory::Open(In(dir, "none/work")).status()) == Reason::kNotFound);
}

}  // namespace modelseal::fs
