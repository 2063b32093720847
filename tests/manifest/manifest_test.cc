// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/manifest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::manifest {
namespace {

hash::Digest DigestOf(std::string_view text) { return hash::Digest(crypto::ComputeSha256(text)); }

std::vector<std::string> NamesIn(const Manifest& manifest, const std::vector<size_t>& order) {
  std::vector<std::string> names;
  for (const size_t index : order) {
    names.push_back(ResourceName(manifest.entries()[index], manifest.serialization()));
  }
  return names;
}

Manifest MakeManifest(const std::vector<std::string>& names) {
  std::vector<Entry> entries;
  for (const std::string& name : names) {
    entries.push_back({name, DigestOf(name)});
  }
  auto manifest = Manifest::Create("m", {}, std::move(entries));
  REQUIRE(manifest.ok());
  return *std::move(manifest);
}

TEST_CASE("the two orders differ where a directory has a sibling of its name", "[manifest]") {
  const Manifest manifest =
      MakeManifest({"tokenizer/vocab", "tokenizer.json", "tokenizer-extra", "a", "Z"});
  CHECK(NamesIn(manifest, manifest.CodePointOrder()) ==
        std::vector<std::string>{"Z", "a", "tokenizer-extra", "tokenizer.json", "tokenizer/vocab"});
  CHECK(NamesIn(manifest, manifest.ComponentOrder()) ==
        std::vector<std::string>{"Z", "a", "tokenizer/vocab", "tokenizer-extra", "tokenizer.json"});
}

TEST_CASE("code points above U+FFFF come last, as UTF-8 and not UTF-16 sorts them", "[manifest]") {
  const Manifest manifest = MakeManifest({"\xf0\x9f\x98\x80", "\xef\xbf\xbd"});
  CHECK(NamesIn(manifest, manifest.CodePointOrder()) ==
        std::vector<std::string>{"\xef\xbf\xbd", "\xf0\x9f\x98\x80"});
}

TEST_CASE("ranges sort as text in one order and as numbers in the other", "[manifest]") {
  Serialization serialization;
  serialization.shard_size_bytes = 5;
  auto manifest = Manifest::Create(
      "m", serialization,
      {{"w", DigestOf("3"), 10, 15}, {"w", DigestOf("1"), 0, 5}, {"w", DigestOf("2"), 5, 10}});
  REQUIRE(manifest.ok());
  CHECK(NamesIn(*manifest, manifest->CodePointOrder()) ==
        std::vector<std::string>{"w:0:5", "w:10:15", "w:5:10"});
  CHECK(NamesIn(*manifest, manifest->ComponentOrder()) ==
        std::vector<std::string>{"w:0:5", "w:5:10", "w:10:15"});
}

TEST_CASE("the root digest is SHA-256 over the digests in order, without names", "[manifest]") {
  auto one = Manifest::Create("m", {}, {{"a", DigestOf("1")}, {"b", DigestOf("2")}});
  auto other = Manifest::Create("n", {}, {{"x", DigestOf("1")}, {"y", DigestOf("2")}});
  REQUIRE((one.ok() && other.ok()));
  crypto::Sha256 sha256;
  sha256.Update(DigestOf("1").bytes());
  sha256.Update(DigestOf("2").bytes());
  CHECK(one->RootDigest(one->CodePointOrder()) == sha256.Finish());
  CHECK(one->RootDigest(one->CodePointOrder()) == other->RootDigest(other->CodePointOrder()));
}

TEST_CASE("a manifest of nothing, of too much, or with a name twice is refused", "[manifest]") {
  CHECK(ReasonOf(Manifest::Create("m", {}, {}).status()) == Reason::kStatementInvalid);
  CHECK(
      ReasonOf(Manifest::Create("m", {}, {{"a", DigestOf("1")}, {"a", DigestOf("2")}}).status()) ==
      Reason::kStatementInvalid);
  CHECK(ReasonOf(Manifest::Create("m", {}, std::vector<Entry>(limits::kMaxManifestEntries + 1))
                     .status()) == Reason::kLimitExceeded);
}

TEST_CASE("ignored names are sorted and stand once", "[manifest]") {
  Serialization serialization;
  serialization.ignored = {"b", "a", "b"};
  auto manifest = Manifest::Create("m", serialization, {{"x", DigestOf("1")}});
  REQUIRE(manifest.ok());
  CHECK(manifest->serialization().ignored == std::vector<std::string>{"a", "b"});
}

}  // namespace
}  // namespace modelseal::manifest
