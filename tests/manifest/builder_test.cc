// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/builder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "tests/support/temp_dir.h"

namespace modelseal::manifest {
namespace {

using testing::TempDir;

std::vector<std::string> NamesOf(const Manifest& manifest) {
  std::vector<std::string> names;
  for (const Entry& entry : manifest.entries()) {
    names.push_back(ResourceName(entry, manifest.serialization()));
  }
  return names;
}

TEST_CASE("a model becomes its files, dotfiles and empty ones too, git's not", "[builder]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  dir.Write("m/.hidden", "");
  dir.Write("m/sub/b", "beta");
  dir.Write("m/.git/HEAD", "ref");
  dir.Write("m/sub/.git", "signed");
  std::filesystem::create_directories(dir.path() / "m/empty");
  const auto manifest = ComputeManifest((dir.path() / "m").string(), {}, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) == std::vector<std::string>{".hidden", "a", "sub/.git", "sub/b"});
  CHECK(manifest->model_name() == "m");
  CHECK(manifest->entries()[1].digest == hash::Digest(crypto::ComputeSha256("alpha")));
  CHECK(manifest->serialization().ignored ==
        std::vector<std::string>{".git", ".gitattributes", ".github", ".gitignore"});
}

TEST_CASE("git's files are signed on request", "[builder]") {
  TempDir dir;
  dir.Write("m/.gitattributes", "x");
  BuildOptions options;
  options.ignore.git_paths = false;
  const auto manifest = ComputeManifest((dir.path() / "m").string(), options, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) == std::vector<std::string>{".gitattributes"});
  CHECK(manifest->serialization().ignored.empty());
}

TEST_CASE("ranges cover a file without gap and leave empty files out", "[builder]") {
  TempDir dir;
  dir.Write("m/nine", "123456789");
  dir.Write("m/eight", "12345678");
  dir.Write("m/none", "");
  BuildOptions options;
  options.shard_size_bytes = 4;
  const auto manifest = ComputeManifest((dir.path() / "m").string(), options, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) ==
        std::vector<std::string>{"eight:0:4", "eight:4:8", "nine:0:4", "nine:4:8", "nine:8:9"});
  CHECK(manifest->entries()[4].digest == hash::Digest(crypto::ComputeSha256("9")));
}

TEST_CASE("a single file goes by its base name", "[builder]") {
  TempDir dir;
  const std::string file = dir.Write("model.gguf", "weights");
  const auto manifest = ComputeManifest(file, {}, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) == std::vector<std::string>{"model.gguf"});
  CHECK(manifest->model_name() == "model.gguf");
}

TEST_CASE("ignored names and paths leave out subtrees and are recorded", "[builder]") {
  TempDir dir;
  dir.Write("m/keep", "1");
  dir.Write("m/drop/x/y", "2");
  dir.Write("m/model.sig", "3");
  BuildOptions options;
  options.ignore.git_paths = false;
  options.ignore.names = {"drop"};
  options.ignore.paths = {(dir.path() / "m/model.sig").string(), "/nowhere/else"};
  const auto manifest = ComputeManifest((dir.path() / "m").string(), options, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) == std::vector<std::string>{"keep"});
  CHECK(manifest->serialization().ignored == std::vector<std::string>{"drop", "model.sig"});
}

TEST_CASE("the model itself cannot be ignored", "[builder]") {
  TempDir dir;
  dir.Write("m/a", "1");
  BuildOptions options;
  options.ignore.paths = {(dir.path() / "m").string()};
  CHECK(ReasonOf(ComputeManifest((dir.path() / "m").string(), options, {}).status()) ==
        Reason::kInvalidArgument);
}

TEST_CASE("an ignored path that no verifier would read is refused when signing", "[builder]") {
  TempDir dir;
  dir.Write("m/a", "1");
  BuildOptions options;
  options.ignore.paths = {(dir.path() / "m/model[1].sig").string()};
  CHECK(ReasonOf(ComputeManifest((dir.path() / "m").string(), options, {}).status()) ==
        Reason::kNameInvalid);
}

TEST_CASE("an empty model is refused", "[builder]") {
  TempDir dir;
  std::filesystem::create_directories(dir.path() / "m/sub");
  dir.Write("m/.git/HEAD", "ref");
  CHECK(ReasonOf(ComputeManifest((dir.path() / "m").string(), {}, {}).status()) ==
        Reason::kModelEmpty);
  dir.Write("n/empty", "");
  BuildOptions options;
  options.shard_size_bytes = 4;
  CHECK(ReasonOf(ComputeManifest((dir.path() / "n").string(), options, {}).status()) ==
        Reason::kModelEmpty);
}

TEST_CASE("links and pipes in a model are refused, not skipped", "[builder]") {
  TempDir dir;
  dir.Write("m/a", "1");
  std::filesystem::create_symlink("a", dir.path() / "m/link");
  CHECK(ReasonOf(ComputeManifest((dir.path() / "m").string(), {}, {}).status()) ==
        Reason::kSymlinkRefused);
  dir.Write("n/a", "1");
  REQUIRE(mkfifo((dir.path() / "n/pipe").c_str(), 0600) == 0);
  CHECK(ReasonOf(ComputeManifest((dir.path() / "n").string(), {}, {}).status()) ==
        Reason::kFileTypeRefused);
}

TEST_CASE("links are followed on request and that is recorded", "[builder]") {
  TempDir dir;
  dir.Write("outside", "content");
  std::filesystem::create_directories(dir.path() / "m");
  std::filesystem::create_symlink("../outside", dir.path() / "m/link");
  BuildOptions options;
  options.symlinks = fs::SymlinkPolicy::kFollowUnsafe;
  const auto manifest = ComputeManifest((dir.path() / "m").string(), options, {});
  REQUIRE(manifest.ok());
  CHECK(NamesOf(*manifest) == std::vector<std::string>{"link"});
  CHECK(manifest->entries()[0].digest == hash::Digest(crypto::ComputeSha256("content")));
  CHECK(manifest->serialization().allows_symlinks);
}

TEST_CASE("a sparse file does not become a list without bound", "[builder]") {
  TempDir dir;
  const std::string file = dir.Write("m/huge", "");
  REQUIRE(truncate(file.c_str(), off_t{1} << 40) == 0);
  BuildOptions options;
  options.shard_size_bytes = 4096;
  CHECK(ReasonOf(ComputeManifest((dir.path() / "m").string(), options, {}).status()) ==
        Reason::kLimitExceeded);
}

}  // namespace
}  // namespace modelseal::manifest
