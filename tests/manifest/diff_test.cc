// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/diff.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/manifest/builder.h"
#include "tests/support/temp_dir.h"

namespace modelseal::manifest {
namespace {

using testing::TempDir;

// A model that was signed as it is, to be tampered with.
struct Model {
  explicit Model(const BuildOptions& options = {}) {
    dir.Write("m/a", "alpha");
    dir.Write("m/sub/b", "0123456789");
    Sign(options);
  }

  void Sign(const BuildOptions& options = {}) {
    auto computed = ComputeManifest(path(), options, {});
    REQUIRE(computed.ok());
    manifest.emplace_back(*std::move(computed));
  }

  std::string path() const { return (dir.path() / "m").string(); }

  absl::StatusOr<Comparison> Compare(const CompareOptions& options = {}) const {
    return CompareModel(path(), manifest.back(), options, {});
  }

  TempDir dir;
  std::vector<Manifest> manifest;
};

using Found = std::vector<std::pair<std::string, DifferenceKind>>;

Found FaultsOf(const absl::StatusOr<Comparison>& comparison) {
  REQUIRE(comparison.ok());
  Found found;
  for (const Difference& difference : comparison->diff.differences) {
    if (difference.reason.has_value()) {
      found.emplace_back(difference.name, difference.kind);
    }
  }
  return found;
}

Reason FirstReason(const absl::StatusOr<Comparison>& comparison) {
  REQUIRE(comparison.ok());
  REQUIRE_FALSE(comparison->diff.differences.empty());
  return *comparison->diff.differences.front().reason;
}

constexpr auto kModified = DifferenceKind::kModified;
constexpr auto kMissing = DifferenceKind::kMissing;
constexpr auto kUnsigned = DifferenceKind::kUnsigned;
constexpr auto kRefused = DifferenceKind::kRefused;

TEST_CASE("an untouched model has no differences and all its bytes were hashed", "[diff]") {
  Model model;
  const auto comparison = model.Compare();
  CHECK(FaultsOf(comparison).empty());
  CHECK(comparison->compared_bytes.total() == 15);
}

TEST_CASE("tampering is found and named", "[diff]") {
  struct Case {
    const char* what;
    std::function<void(Model&)> apply;
    Found expected;
  };
  const Case cases[] = {
      {"same size", [](Model& m) { m.dir.Write("m/a", "alphA"); }, {{"a", kModified}}},
      {"longer", [](Model& m) { m.dir.Write("m/a", "alpha!"); }, {{"a", kModified}}},
      {"empty", [](Model& m) { m.dir.Write("m/a", ""); }, {{"a", kModified}}},
      {"deleted",
       [](Model& m) { std::filesystem::remove(m.dir.path() / "m/a"); },
       {{"a", kMissing}}},
      {"added", [](Model& m) { m.dir.Write("m/sub/c", ""); }, {{"sub/c", kUnsigned}}},
      {"renamed",
       [](Model& m) { std::filesystem::rename(m.dir.path() / "m/a", m.dir.path() / "m/A"); },
       {{"A", kUnsigned}, {"a", kMissing}}},
      {"file became a directory",
       [](Model& m) {
         std::filesystem::remove(m.dir.path() / "m/a");
         std::filesystem::create_directories(m.dir.path() / "m/a");
       },
       {{"a", kRefused}}},
      {"file became a link to its own copy",
       [](Model& m) {
         std::filesystem::rename(m.dir.path() / "m/a", m.dir.path() / "a");
         std::filesystem::create_symlink("../a", m.dir.path() / "m/a");
       },
       {{"a", kRefused}}},
      {"directory became a link",
       [](Model& m) {
         std::filesystem::rename(m.dir.path() / "m/sub", m.dir.path() / "sub");
         std::filesystem::create_symlink("../sub", m.dir.path() / "m/sub");
       },
       {{"sub", kRefused}, {"sub/b", kRefused}}},
      {"file became a pipe",
       [](Model& m) {
         std::filesystem::remove(m.dir.path() / "m/a");
         REQUIRE(mkfifo((m.dir.path() / "m/a").c_str(), 0600) == 0);
       },
       {{"a", kRefused}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    Model model;
    c.apply(model);
    CHECK(FaultsOf(model.Compare({.reports_all = true})) == c.expected);
  }
}

TEST_CASE("cheap differences end the comparison before anything is hashed", "[diff]") {
  Model model;
  model.dir.Write("m/a", "alphA");
  model.dir.Write("m/new", "x");
  const auto quick = model.Compare();
  CHECK(FaultsOf(quick) == Found{{"new", kUnsigned}});
  CHECK_FALSE(quick->diff.is_complete);
  CHECK(quick->compared_bytes.total() == 0);
  const auto full = model.Compare({.reports_all = true});
  CHECK(FaultsOf(full) == Found{{"a", kModified}, {"new", kUnsigned}});
  CHECK(full->diff.is_complete);
}

TEST_CASE("accepted unsigned files are reported, and excuse nothing else", "[diff]") {
  Model model;
  model.dir.Write("m/new", "x");
  std::filesystem::create_symlink("/etc/passwd", model.dir.path() / "m/stray");
  const auto accepted = model.Compare({.accepts_unsigned = true});
  CHECK(FaultsOf(accepted).empty());
  CHECK(accepted->accepted_unsigned == std::vector<std::string>{"new", "stray"});
  std::filesystem::rename(model.dir.path() / "m/sub", model.dir.path() / "sub");
  std::filesystem::create_symlink("../sub", model.dir.path() / "m/sub");
  CHECK(FaultsOf(model.Compare({.accepts_unsigned = true})) == Found{{"sub/b", kRefused}});
}

TEST_CASE("a name that is not UTF-8 is reported as text", "[diff]") {
  Model model;
  model.dir.Write("m/bad\xff", "x");
  CHECK(FaultsOf(model.Compare()) == Found{{"bad\\xff", kUnsigned}});
  const auto accepted = model.Compare({.accepts_unsigned = true});
  CHECK(FaultsOf(accepted).empty());
  CHECK(accepted->accepted_unsigned == std::vector<std::string>{"bad\\xff"});
}

TEST_CASE("ignored content is reported, and refused on request but for named paths", "[diff]") {
  Model model;
  model.dir.Write("m/.git/hooks/evil", "x");
  const std::string signature = model.dir.Write("m/model.sig", "{}");
  CompareOptions options;
  options.ignore.paths = {signature};
  const auto accepted = model.Compare(options);
  CHECK(FaultsOf(accepted).empty());
  CHECK(accepted->ignored_present == std::vector<std::string>{".git", "model.sig"});
  options.refuses_ignored = true;
  const auto refused = model.Compare(options);
  CHECK(FaultsOf(refused) == Found{{".git", kRefused}});
  CHECK(FirstReason(refused) == Reason::kIgnoredContentRefused);
}

TEST_CASE("a signed file is hashed although the caller ignores it", "[diff]") {
  Model model;
  CompareOptions options;
  options.ignore.names = {"sub"};
  CHECK(FaultsOf(model.Compare(options)).empty());
  model.dir.Write("m/sub/b", "tampered!!");
  CHECK(FaultsOf(model.Compare(options)) == Found{{"sub/b", kModified}});
  model.dir.Write("m/sub/extra", "x");
  CHECK(FaultsOf(model.Compare(options)) == Found{{"sub/b", kModified}});
}

TEST_CASE("ranges: growing, shrinking and losing ranges are found", "[diff][shard]") {
  BuildOptions sharded;
  sharded.shard_size_bytes = 4;
  {
    Model model(sharded);
    CHECK(FaultsOf(model.Compare()).empty());
  }
  {
    Model model(sharded);
    model.dir.Write("m/sub/b", "0123x56789");
    const auto comparison = model.Compare();
    CHECK(FaultsOf(comparison) == Found{{"sub/b", kModified}});
    CHECK(comparison->diff.differences[0].start_bytes == 4);
    CHECK(comparison->diff.differences[0].end_bytes == 8);
  }
  {
    Model model(sharded);
    model.dir.Write("m/sub/b", "01234567");
    const auto comparison = model.Compare();
    CHECK(FaultsOf(comparison) == Found{{"sub/b", kMissing}});
    CHECK(FirstReason(comparison) == Reason::kShardMissing);
  }
  {
    Model model(sharded);
    model.dir.Write("m/sub/b", "0123456789ab");
    CHECK(FaultsOf(model.Compare()) == Found{{"sub/b", kModified}});
  }
  {
    Model model(sharded);
    model.dir.Write("m/sub/b", "0123456789abcdef");
    const auto comparison = model.Compare({.accepts_unsigned = true});
    CHECK(FaultsOf(comparison) == Found{{"sub/b", kModified}, {"sub/b", kUnsigned}});
  }
}

TEST_CASE("ranges: an added empty file is accepted by default and refused when strict",
          "[diff][shard]") {
  BuildOptions sharded;
  sharded.shard_size_bytes = 4;
  Model model(sharded);
  model.dir.Write("m/__init__.py", "");
  const auto lenient = model.Compare();
  CHECK(FaultsOf(lenient).empty());
  CHECK(lenient->accepted_unsigned == std::vector<std::string>{"__init__.py"});
  CHECK(FaultsOf(model.Compare({.is_strict = true})) == Found{{"__init__.py", kUnsigned}});
}

TEST_CASE("links are followed only if signer and verifier both say so", "[diff]") {
  TempDir dir;
  dir.Write("outside", "content");
  std::filesystem::create_directories(dir.path() / "m");
  std::filesystem::create_symlink("../outside", dir.path() / "m/link");
  const std::string path = (dir.path() / "m").string();
  const fs::SymlinkPolicy follow = fs::SymlinkPolicy::kFollowUnsafe;
  const auto linked = ComputeManifest(path, {.symlinks = follow, .ignore = {}}, {});
  REQUIRE(linked.ok());
  CHECK(FaultsOf(CompareModel(path, *linked, {.symlinks = follow}, {})).empty());
  CHECK(FaultsOf(CompareModel(path, *linked, {}, {})) == Found{{"link", kRefused}});

  auto plain = Manifest::Create("m", {}, {linked->entries()[0]});
  REQUIRE(plain.ok());
  CHECK(FaultsOf(CompareModel(path, *plain, {.symlinks = follow}, {})) ==
        Found{{"link", kRefused}});
}

TEST_CASE("the name of a single-file model fits any file, and no directory", "[diff]") {
  TempDir dir;
  const std::string file = dir.Write("m/weights", "w");
  const auto computed = ComputeManifest(file, {}, {});
  REQUIRE(computed.ok());
  auto self = Manifest::Create("m", {}, {{".", computed->entries()[0].digest}});
  REQUIRE(self.ok());
  CHECK(FaultsOf(CompareModel(file, *self, {}, {})).empty());
  CHECK(ReasonOf(CompareModel((dir.path() / "m").string(), *self, {}, {}).status()) ==
        Reason::kStatementInvalid);
}

}  // namespace
}  // namespace modelseal::manifest
