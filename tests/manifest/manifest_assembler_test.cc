// SPDX-License-Identifier: Apache-2.0
//
// Manifests put together from bytes and digests: the same as of a model on disk, whatever the order
// and the threads; nothing doubtful is taken.
#include "lib/manifest/manifest_assembler.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "lib/base/status.h"
#include "lib/manifest/builder.h"
#include "lib/manifest/range_stream.h"
#include "tests/support/temp_dir.h"

namespace modelseal::manifest {
namespace {

using hash::DigestSource;
using hash::HashAlgorithm;

constexpr uint64_t kShardBytes = 4096;

std::span<const uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

std::shared_ptr<ManifestAssembler> NewAssembler(const BuildOptions& options = {}) {
  auto assembler = ManifestAssembler::Create(options, "model");
  REQUIRE(assembler.ok());
  return *assembler;
}

BuildOptions Sharded() {
  BuildOptions options;
  options.shard_size_bytes = kShardBytes;
  return options;
}

std::unique_ptr<RangeStream> Open(const std::shared_ptr<ManifestAssembler>& assembler,
                                  std::string_view name, uint64_t start_bytes, uint64_t end_bytes) {
  auto stream = RangeStream::Open(assembler, name, start_bytes, end_bytes);
  REQUIRE(stream.ok());
  return *std::move(stream);
}

Reason OpenReason(const std::shared_ptr<ManifestAssembler>& assembler, std::string_view name,
                  uint64_t start_bytes, uint64_t end_bytes) {
  const auto stream = RangeStream::Open(assembler, name, start_bytes, end_bytes);
  REQUIRE_FALSE(stream.ok());
  return ReasonOf(stream.status());
}

void Feed(const std::shared_ptr<ManifestAssembler>& assembler, std::string_view name,
          uint64_t start_bytes, std::string_view bytes) {
  const auto stream = Open(assembler, name, start_bytes, start_bytes + bytes.size());
  REQUIRE(stream->Update(AsBytes(bytes)).ok());
  REQUIRE(stream->Finish().ok());
}

bool SameEntries(const Manifest& a, const Manifest& b) {
  return std::equal(a.entries().begin(), a.entries().end(), b.entries().begin(), b.entries().end(),
                    [](const Entry& x, const Entry& y) {
                      return x.name == y.name && x.digest == y.digest &&
                             x.start_bytes == y.start_bytes && x.end_bytes == y.end_bytes &&
                             x.source == y.source;
                    });
}

// A model on disk and its files in memory.
struct Model {
  Model() {
    for (const size_t size : {0, 1, 4095, 4096, 4097, 20'000}) {
      std::string content(size, '\0');
      for (size_t i = 0; i < size; ++i) {
        content[i] = static_cast<char>(i * 7 + size);
      }
      files["sub/file" + std::to_string(size)] = std::move(content);
    }
    for (const auto& [name, content] : files) {
      dir.Write("model/" + name, content);
    }
  }

  Manifest Computed(const BuildOptions& options) const {
    auto manifest = ComputeManifest((dir.path() / "model").string(), options, {});
    REQUIRE(manifest.ok());
    return *std::move(manifest);
  }

  struct Piece {
    std::string name;
    uint64_t start_bytes;
    std::string_view bytes;
  };
  std::vector<Piece> Pieces(uint64_t shard_bytes) const {
    std::vector<Piece> pieces;
    for (const auto& [name, content] : files) {
      const std::string_view all = content;
      if (shard_bytes == 0) {
        pieces.push_back({name, 0, all});
        continue;
      }
      for (uint64_t start = 0; start < all.size(); start += shard_bytes) {
        pieces.push_back({name, start, all.substr(start, shard_bytes)});
      }
    }
    return pieces;
  }

  testing::TempDir dir;
  std::map<std::string, std::string> files;
};

TEST_CASE("an assembled manifest is that of the model on disk", "[manifest][assembler]") {
  const Model model;
  for (const HashAlgorithm algorithm :
       {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b, HashAlgorithm::kBlake3}) {
    for (const uint64_t shard_bytes : {uint64_t{0}, kShardBytes}) {
      BuildOptions options;
      options.algorithm = algorithm;
      options.shard_size_bytes = shard_bytes;
      options.ignore.names = {"cache"};
      const auto assembler = NewAssembler(options);
      auto pieces = model.Pieces(shard_bytes);
      std::reverse(pieces.begin(), pieces.end());
      for (const Model::Piece& piece : pieces) {
        Feed(assembler, piece.name, piece.start_bytes, piece.bytes);
      }
      const auto manifest = assembler->ToManifest();
      const Manifest computed = model.Computed(options);
      CAPTURE(AlgorithmName(algorithm), shard_bytes);
      REQUIRE(manifest.ok());
      CHECK(SameEntries(*manifest, computed));
      CHECK(manifest->model_name() == computed.model_name());
      CHECK(manifest->serialization().ignored == computed.serialization().ignored);
      CHECK(manifest->serialization().algorithm == algorithm);
      CHECK(manifest->serialization().shard_size_bytes == shard_bytes);
    }
  }
}

TEST_CASE("threads may feed streams of one assembler at once", "[manifest][assembler]") {
  const Model model;
  const auto assembler = NewAssembler(Sharded());
  const auto pieces = model.Pieces(kShardBytes);
  std::vector<std::thread> threads;
  for (size_t first = 0; first < 4; ++first) {
    threads.emplace_back([&, first] {
      for (size_t i = first; i < pieces.size(); i += 4) {
        auto stream = RangeStream::Open(assembler, pieces[i].name, pieces[i].start_bytes,
                                        pieces[i].start_bytes + pieces[i].bytes.size());
        if (stream.ok() && (*stream)->Update(AsBytes(pieces[i].bytes)).ok()) {
          (void)(*stream)->Finish();
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const auto manifest = assembler->ToManifest();
  REQUIRE(manifest.ok());
  CHECK(SameEntries(*manifest, model.Computed(Sharded())));
}

TEST_CASE("several streams in one call are as each alone", "[manifest][assembler]") {
  const Model model;
  const auto assembler = NewAssembler();
  std::vector<std::unique_ptr<RangeStream>> streams;
  std::vector<RangeInput> halves[2];
  for (const Model::Piece& piece : model.Pieces(0)) {
    streams.push_back(Open(assembler, piece.name, 0, piece.bytes.size()));
    const size_t half = piece.bytes.size() / 2;
    halves[0].push_back({streams.back().get(), AsBytes(piece.bytes.substr(0, half))});
    halves[1].push_back({streams.back().get(), AsBytes(piece.bytes.substr(half))});
  }
  REQUIRE(RangeStream::UpdateAll(halves[0]).ok());
  REQUIRE(RangeStream::UpdateAll(halves[1]).ok());
  REQUIRE(RangeStream::UpdateAll({}).ok());
  for (const auto& stream : streams) {
    REQUIRE(stream->Finish().ok());
  }
  const auto manifest = assembler->ToManifest();
  REQUIRE(manifest.ok());
  CHECK(SameEntries(*manifest, model.Computed({})));
}

TEST_CASE("bytes may come one by one", "[manifest][assembler]") {
  const Model model;
  const auto assembler = NewAssembler(Sharded());
  for (const Model::Piece& piece : model.Pieces(kShardBytes)) {
    const auto stream =
        Open(assembler, piece.name, piece.start_bytes, piece.start_bytes + piece.bytes.size());
    for (size_t i = 0; i < piece.bytes.size(); ++i) {
      if (!stream->Update(AsBytes(piece.bytes.substr(i, 1))).ok()) {
        FAIL("byte " << i << " of " << piece.name);
      }
    }
    REQUIRE(stream->Finish().ok());
  }
  const auto manifest = assembler->ToManifest();
  REQUIRE(manifest.ok());
  CHECK(SameEntries(*manifest, model.Computed(Sharded())));
}

TEST_CASE("a stream refuses more bytes than announced and takes the right ones after",
          "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto stream = Open(assembler, "file", 0, 3);
  REQUIRE(stream->Update(AsBytes("ab")).ok());
  const absl::Status status = stream->Update(AsBytes("cd"));
  CHECK(ReasonOf(status) == Reason::kInvalidArgument);
  CHECK(DetailOf(status, "path") == "file");
  CHECK(DetailOf(status, "expected") == "1");
  REQUIRE(stream->Update(AsBytes("c")).ok());
  REQUIRE(stream->Finish().ok());
  const auto manifest = assembler->ToManifest();
  REQUIRE(manifest.ok());
  // FIPS 180-4's example "abc".
  CHECK(manifest->entries().front().digest.ToHex() ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a stream refuses to finish with fewer bytes than announced", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto stream = Open(assembler, "file", 0, 3);
  REQUIRE(stream->Update(AsBytes("ab")).ok());
  CHECK(ReasonOf(stream->Finish()) == Reason::kInvalidArgument);
  REQUIRE(stream->Update(AsBytes("c")).ok());
  CHECK(stream->Finish().ok());
}

TEST_CASE("a finished stream takes nothing any more", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto stream = Open(assembler, "file", 0, 0);
  REQUIRE(stream->Finish().ok());
  CHECK(ReasonOf(stream->Finish()) == Reason::kInvalidArgument);
  CHECK(ReasonOf(stream->Update({})) == Reason::kInvalidArgument);
  const RangeInput input{stream.get(), {}};
  CHECK(ReasonOf(RangeStream::UpdateAll({&input, 1})) == Reason::kInvalidArgument);
}

TEST_CASE("if one of several streams refuses, none takes anything", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto a = Open(assembler, "a", 0, 3);
  const auto b = Open(assembler, "b", 0, 2);
  const RangeInput inputs[] = {{a.get(), AsBytes("abc")}, {b.get(), AsBytes("abc")}};
  CHECK(ReasonOf(RangeStream::UpdateAll(inputs)) == Reason::kInvalidArgument);
  CHECK(a->Update(AsBytes("abc")).ok());
  CHECK(b->Update(AsBytes("ab")).ok());
}

TEST_CASE("a stream may be in a call once only", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto a = Open(assembler, "a", 0, 3);
  const auto b = Open(assembler, "b", 0, 3);
  const RangeInput inputs[] = {
      {a.get(), AsBytes("a")}, {b.get(), AsBytes("a")}, {a.get(), AsBytes("a")}};
  const absl::Status status = RangeStream::UpdateAll(inputs);
  CHECK(ReasonOf(status) == Reason::kInvalidArgument);
  CHECK(DetailOf(status, "path") == "a");
}

TEST_CASE("names that a model cannot have are refused", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  for (const std::string_view name :
       {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\xff"}) {
    CAPTURE(name);
    CHECK(OpenReason(assembler, name, 0, 1) == Reason::kNameInvalid);
    CHECK(ReasonOf(assembler->AddDigest(name, 0, 1, std::vector<uint8_t>(32))) ==
          Reason::kNameInvalid);
  }
  CHECK(ReasonOf(ManifestAssembler::Create({}, "").status()) == Reason::kNameInvalid);
  CHECK(ReasonOf(ManifestAssembler::Create({}, "..").status()) == Reason::kNameInvalid);
}

TEST_CASE("what the options ignore is refused", "[manifest][assembler]") {
  BuildOptions options;
  options.ignore.names = {"cache/tmp"};
  const auto assembler = NewAssembler(options);
  for (const std::string_view name : {".git", ".git/config", "cache/tmp", "cache/tmp/x"}) {
    CAPTURE(name);
    CHECK(OpenReason(assembler, name, 0, 1) == Reason::kInvalidArgument);
  }
  CHECK(Open(assembler, "sub/.git", 0, 1) != nullptr);
  CHECK(Open(assembler, "cache/tmpx", 0, 1) != nullptr);
}

TEST_CASE("ignored paths need a disk", "[manifest][assembler]") {
  BuildOptions options;
  options.ignore.paths = {"/somewhere"};
  CHECK(ReasonOf(ManifestAssembler::Create(options, "model").status()) == Reason::kInvalidArgument);
}

TEST_CASE("an ignored name that no statement may hold is refused", "[manifest][assembler]") {
  BuildOptions options;
  options.ignore.names = {"*.tmp"};
  CHECK(ReasonOf(ManifestAssembler::Create(options, "model").status()) == Reason::kNameInvalid);
}

TEST_CASE("a file is there once", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const auto open = Open(assembler, "open", 0, 1);
  Feed(assembler, "done", 0, "x");
  CHECK(OpenReason(assembler, "open", 0, 1) == Reason::kInvalidArgument);
  CHECK(OpenReason(assembler, "done", 0, 1) == Reason::kInvalidArgument);
  CHECK(ReasonOf(assembler->AddDigest("done", 0, 1, std::vector<uint8_t>(32))) ==
        Reason::kInvalidArgument);
}

TEST_CASE("a file cannot be a directory, too", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  Feed(assembler, "a/b", 0, "x");
  Feed(assembler, "a-b", 0, "x");
  CHECK(OpenReason(assembler, "a", 0, 1) == Reason::kInvalidArgument);
  CHECK(OpenReason(assembler, "a/b/c/d", 0, 1) == Reason::kInvalidArgument);
  CHECK(Open(assembler, "a/bc", 0, 1) != nullptr);
}

TEST_CASE("whole files start at byte 0 and have a size", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  CHECK(OpenReason(assembler, "file", 1, 2) == Reason::kInvalidArgument);
  CHECK(OpenReason(assembler, "file", 0, kUnknownEnd) == Reason::kInvalidArgument);
}

TEST_CASE("ranges that are no shards are refused", "[manifest][assembler]") {
  const auto assembler = NewAssembler(Sharded());
  const std::pair<uint64_t, uint64_t> bad[] = {
      {0, 0},    {0, 4097}, {1, 2},           {4095, 4096},      {4096, 4096},
      {8192, 1}, {0, 8192}, {0, kUnknownEnd}, {kUnknownEnd, 10},
  };
  for (const auto& [start_bytes, end_bytes] : bad) {
    CAPTURE(start_bytes, end_bytes);
    CHECK(OpenReason(assembler, "file", start_bytes, end_bytes) == Reason::kInvalidArgument);
  }
}

TEST_CASE("only the last shard may be shorter", "[manifest][assembler]") {
  const auto assembler = NewAssembler(Sharded());
  const auto last = Open(assembler, "file", 8192, 8193);
  CHECK(OpenReason(assembler, "file", 12288, 16384) == Reason::kInvalidArgument);
  CHECK(OpenReason(assembler, "file", 4096, 8191) == Reason::kInvalidArgument);
  CHECK(Open(assembler, "file", 4096, 8192) != nullptr);
}

TEST_CASE("a manifest with a gap is refused", "[manifest][assembler]") {
  const std::string shard(kShardBytes, 'x');
  const auto assembler = NewAssembler(Sharded());
  Feed(assembler, "file", 8192, "end");
  CHECK(ReasonOf(assembler->ToManifest().status()) == Reason::kInvalidArgument);
  Feed(assembler, "file", 0, shard);
  const auto manifest = assembler->ToManifest();
  CHECK(ReasonOf(manifest.status()) == Reason::kInvalidArgument);
  CHECK(DetailOf(manifest.status(), "path") == "file");
  Feed(assembler, "file", kShardBytes, shard);
  CHECK(assembler->ToManifest().ok());
}

TEST_CASE("a manifest with an open stream is refused", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  Feed(assembler, "a", 0, "x");
  const auto stream = Open(assembler, "b", 0, 0);
  CHECK(ReasonOf(assembler->ToManifest().status()) == Reason::kInvalidArgument);
  REQUIRE(stream->Finish().ok());
  CHECK(assembler->ToManifest().ok());
}

TEST_CASE("a stream that was given up leaves its range missing until it comes again",
          "[manifest][assembler]") {
  const auto assembler = NewAssembler(Sharded());
  Feed(assembler, "file", 0, std::string(kShardBytes, 'x'));
  Open(assembler, "file", kShardBytes, kShardBytes + 3).reset();
  CHECK(ReasonOf(assembler->ToManifest().status()) == Reason::kInvalidArgument);
  CHECK(OpenReason(assembler, "file", kShardBytes, kShardBytes + 4) == Reason::kInvalidArgument);
  Feed(assembler, "file", kShardBytes, "end");
  CHECK(assembler->ToManifest().ok());
}

TEST_CASE("a manifest of nothing is refused", "[manifest][assembler]") {
  CHECK(ReasonOf(NewAssembler()->ToManifest().status()) == Reason::kModelEmpty);
}

TEST_CASE("a given digest is marked as such", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  const std::vector<uint8_t> digest(32, 0xab);
  Feed(assembler, "a", 0, "x");
  REQUIRE(assembler->AddDigest("b", 0, 10, digest).ok());
  const auto manifest = assembler->ToManifest();
  REQUIRE(manifest.ok());
  CHECK(manifest->entries()[0].source == DigestSource::kHashed);
  CHECK(manifest->entries()[1].source == DigestSource::kGiven);
  CHECK(manifest->entries()[1].digest == hash::Digest(digest));
  CHECK(manifest->entries()[1].end_bytes == 10);
}

TEST_CASE("a given digest has the length of the hash", "[manifest][assembler]") {
  const auto assembler = NewAssembler();
  for (const size_t size : {0, 31, 33, 64}) {
    CHECK(ReasonOf(assembler->AddDigest("a", 0, 1, std::vector<uint8_t>(size))) ==
          Reason::kInvalidArgument);
  }
}

TEST_CASE("a stream outlives whoever made it", "[manifest][assembler]") {
  auto assembler = NewAssembler();
  const auto stream = Open(assembler, "a", 0, 1);
  assembler.reset();
  CHECK(stream->Update(AsBytes("x")).ok());
  CHECK(stream->Finish().ok());
}

}  // namespace
}  // namespace modelseal::manifest
