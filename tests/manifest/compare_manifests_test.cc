// SPDX-License-Identifier: Apache-2.0
//
// A manifest that a caller made against one that was signed: the same differences as for a model on
// disk, and nothing that only looks like a comparison.
#include "lib/manifest/compare_manifests.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::manifest {
namespace {

using hash::DigestSource;
using hash::HashAlgorithm;

hash::Digest DigestOf(uint8_t value) { return hash::Digest(std::vector<uint8_t>(32, value)); }

Entry Given(const std::string& name, uint8_t digest, uint64_t start_bytes = 0,
            uint64_t end_bytes = 10, DigestSource source = DigestSource::kGiven) {
  return {name, DigestOf(digest), start_bytes, end_bytes, source};
}

Entry Listed(const std::string& name, uint8_t digest, uint64_t start_bytes = 0,
             uint64_t end_bytes = kUnknownEnd) {
  return {name, DigestOf(digest), start_bytes, end_bytes};
}

Manifest Of(std::vector<Entry> entries, const Serialization& serialization = {}) {
  auto manifest = Manifest::Create("model", serialization, std::move(entries));
  REQUIRE(manifest.ok());
  return *std::move(manifest);
}

Serialization Sharded() {
  Serialization serialization;
  serialization.shard_size_bytes = 4096;
  return serialization;
}

Comparison Compared(const Manifest& given, const Manifest& listed,
                    const CompareOptions& options = {}) {
  auto comparison = CompareManifests(given, listed, options);
  REQUIRE(comparison.ok());
  CHECK(comparison->diff.is_complete);
  return *std::move(comparison);
}

Reason ReasonFor(const Manifest& given, const Manifest& listed,
                 const CompareOptions& options = {}) {
  const auto comparison = CompareManifests(given, listed, options);
  REQUIRE_FALSE(comparison.ok());
  return ReasonOf(comparison.status());
}

TEST_CASE("equal manifests do not differ", "[manifest][compare]") {
  const Comparison out = Compared(Of({Given("a", 1), Given("b", 2, 0, 20, DigestSource::kHashed)}),
                                  Of({Listed("a", 1), Listed("b", 2)}));
  CHECK(out.diff.differences.empty());
  CHECK(out.sources ==
        std::vector<std::optional<DigestSource>>{DigestSource::kGiven, DigestSource::kHashed});
  CHECK(out.compared_bytes.of(DigestSource::kGiven) == 10);
  CHECK(out.compared_bytes.of(DigestSource::kHashed) == 20);
}

TEST_CASE("a modified, a missing and an unsigned file are all reported", "[manifest][compare]") {
  const Comparison out = Compared(Of({Given("added", 9), Given("changed", 9), Given("same", 1)}),
                                  Of({Listed("changed", 2), Listed("gone", 3), Listed("same", 1)}));
  const std::vector<Difference>& found = out.diff.differences;
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "added");
  CHECK(found[0].kind == DifferenceKind::kUnsigned);
  CHECK(found[0].reason == Reason::kFileUnsigned);
  CHECK(found[0].size_bytes == 10);
  CHECK(found[1].name == "changed");
  CHECK(found[1].kind == DifferenceKind::kModified);
  CHECK(found[1].reason == Reason::kDigestMismatch);
  CHECK(found[1].expected == DigestOf(2));
  CHECK(found[1].actual == DigestOf(9));
  CHECK(found[2].name == "gone");
  CHECK(found[2].kind == DifferenceKind::kMissing);
  CHECK(found[2].reason == Reason::kFileMissing);
  CHECK(found[2].size_bytes == kUnknownEnd);
}

TEST_CASE("files after the last listed one are unsigned", "[manifest][compare]") {
  const Comparison out =
      Compared(Of({Given("a", 1), Given("y", 1), Given("z", 1)}), Of({Listed("a", 1)}));
  REQUIRE(out.diff.differences.size() == 2);
  CHECK(out.diff.differences[1].name == "z");
}

TEST_CASE("shards that are modified, missing or too many are reported", "[manifest][compare]") {
  const Comparison out = Compared(
      Of({Given("longer", 1, 0, 4096), Given("longer", 2, 4096, 5000), Given("changed", 9, 0, 10),
          Given("shorter", 1, 0, 4096), Given("end", 1, 0, 11)},
         Sharded()),
      Of({Listed("longer", 1, 0, 4096), Listed("changed", 1, 0, 10), Listed("shorter", 1, 0, 4096),
          Listed("shorter", 2, 4096, 8192), Listed("end", 1, 0, 10)},
         Sharded()));
  const std::vector<Difference>& found = out.diff.differences;
  REQUIRE(found.size() == 4);
  CHECK(found[0].name == "changed");
  CHECK(found[0].reason == Reason::kDigestMismatch);
  CHECK(found[0].actual == DigestOf(9));
  CHECK(found[1].name == "end");
  CHECK(found[1].reason == Reason::kDigestMismatch);
  CHECK_FALSE(found[1].actual.has_value());
  CHECK(found[2].name == "longer");
  CHECK(found[2].kind == DifferenceKind::kUnsigned);
  CHECK(found[2].reason == Reason::kShardMissing);
  CHECK(found[2].start_bytes == 4096);
  CHECK(found[3].name == "shorter");
  CHECK(found[3].kind == DifferenceKind::kMissing);
  CHECK(found[3].reason == Reason::kShardMissing);
  CHECK(found[3].size_bytes == 4096);
}

TEST_CASE("another hash or shard size cannot be compared", "[manifest][compare]") {
  Serialization blake3;
  blake3.algorithm = HashAlgorithm::kBlake3;
  const Manifest given = Of({Given("a", 1)});
  const auto comparison = CompareManifests(given, Of({Listed("a", 1)}, blake3), {});
  CHECK(ReasonOf(comparison.status()) == Reason::kInvalidArgument);
  CHECK(DetailOf(comparison.status(), "expected") == "blake3 over whole files");
  CHECK(DetailOf(comparison.status(), "actual") == "sha256 over whole files");
  CHECK(ReasonFor(given, Of({Listed("a", 1, 0, 10)}, Sharded())) == Reason::kInvalidArgument);
  Serialization larger = Sharded();
  larger.shard_size_bytes = 8192;
  CHECK(ReasonFor(Of({Given("a", 1)}, Sharded()), Of({Listed("a", 1, 0, 10)}, larger)) ==
        Reason::kInvalidArgument);
}

TEST_CASE("what a statement says is not compared with a statement", "[manifest][compare]") {
  const Manifest listed = Of({Listed("a", 1), Listed("b", 2)});
  CHECK(ReasonFor(listed, listed) == Reason::kInvalidArgument);
  CHECK(ReasonFor(Of({Given("a", 1), Listed("b", 2)}), listed) == Reason::kInvalidArgument);
}

TEST_CASE("a manifest made by following links is refused unless both allow it",
          "[manifest][compare]") {
  Serialization following;
  following.allows_symlinks = true;
  CompareOptions allowing;
  allowing.symlinks = fs::SymlinkPolicy::kFollowUnsafe;
  const Manifest given = Of({Given("a", 1)}, following);
  const Manifest plain = Of({Listed("a", 1)});
  const Manifest followed = Of({Listed("a", 1)}, following);
  CHECK(ReasonFor(given, plain, allowing) == Reason::kSymlinkRefused);
  CHECK(ReasonFor(given, followed) == Reason::kSymlinkRefused);
  CHECK(Compared(given, followed, allowing).diff.differences.empty());
  CHECK(Compared(Of({Given("a", 1)}), followed).diff.differences.empty());
}

TEST_CASE("a single file without a name is the only file", "[manifest][compare]") {
  const Manifest listed = Of({Listed(".", 1)});
  CHECK(Compared(Of({Given("model.bin", 1)}), listed).diff.differences.empty());
  const Comparison out = Compared(Of({Given("model.bin", 2)}), listed);
  REQUIRE(out.diff.differences.size() == 1);
  CHECK(out.diff.differences[0].name == "model.bin");
  CHECK(ReasonFor(Of({Given("a", 1), Given("b", 1)}), listed) == Reason::kStatementInvalid);
}

TEST_CASE("unsigned files are accepted where the policy does", "[manifest][compare]") {
  CompareOptions options;
  options.accepts_unsigned = true;
  const Comparison out =
      Compared(Of({Given("a", 1), Given("b", 2)}), Of({Listed("a", 1)}), options);
  CHECK(out.diff.differences.empty());
  CHECK(out.accepted_unsigned == std::vector<std::string>{"b"});
}

TEST_CASE("what is ignored by the signer, the policy or as git's is no fault",
          "[manifest][compare]") {
  Serialization recording;
  recording.ignored = {"cache"};
  CompareOptions options;
  options.ignore.names = {"logs/today"};
  const Manifest given = Of({Given(".gitignore", 1), Given("a", 1), Given("cache/x", 1),
                             Given("cache/y", 1), Given("logs/today/x", 1)});
  const Manifest listed = Of({Listed("a", 1)}, recording);
  const Comparison out = Compared(given, listed, options);
  CHECK_FALSE(out.diff.has_faults());
  CHECK(out.ignored_present == std::vector<std::string>{".gitignore", "cache", "logs/today"});
  options.refuses_ignored = true;
  const Comparison strict = Compared(given, listed, options);
  REQUIRE(strict.diff.differences.size() == 3);
  CHECK(strict.diff.differences[1].reason == Reason::kIgnoredContentRefused);
}

TEST_CASE("a listed file is never ignored", "[manifest][compare]") {
  CompareOptions options;
  options.ignore.names = {"a"};
  CHECK(Compared(Of({Given("a", 2)}), Of({Listed("a", 1)}), options).diff.has_faults());
}

TEST_CASE("bytes of unknown size are not counted", "[manifest][compare]") {
  const Comparison out = Compared(Of({Given("a", 1, 0, kUnknownEnd)}), Of({Listed("a", 1)}));
  CHECK(out.compared_bytes.total() == 0);
}

}  // namespace
}  // namespace modelseal::manifest
