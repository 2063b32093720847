// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/artifact.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/cancel.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "tests/fs/special_files.h"
#include "tests/support/temp_dir.h"

namespace modelseal::verify {
namespace {

using crypto::HashKind;
using testing::TempDir;

const hash::HashJob& PlainJob() {
  static const hash::HashJob kJob;
  return kJob;
}

FileArtifact Opened(const std::string& path, const hash::HashJob& job = PlainJob()) {
  auto artifact = FileArtifact::Open(path, job);
  INFO(artifact.status().message());
  REQUIRE(artifact.ok());
  return *std::move(artifact);
}

std::string HexOf(Artifact& artifact, HashKind kind) {
  const auto digest = artifact.Digest(kind);
  INFO(digest.status().message());
  REQUIRE(digest.ok());
  return EncodeHex(crypto::AsBytes(*digest));
}

Reason OpenReason(const std::string& path) {
  return ReasonOf(FileArtifact::Open(path, PlainJob()).status());
}

// FIPS 180-4 and its examples.
constexpr char kSha256OfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char kSha384OfAbc[] =
    "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
    "8086072ba1e7cc2358baeca134c825a7";
constexpr char kSha512OfAbc[] =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
constexpr char kSha256OfNothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
// A million times the letter a.
constexpr char kSha256OfMillion[] =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
constexpr char kSha512OfMillion[] =
    "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
    "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b";

TEST_CASE("digests of a file are those of the specification", "[verify][artifact]") {
  const TempDir dir;
  FileArtifact abc = Opened(dir.Write("abc", "abc"));
  CHECK(HexOf(abc, HashKind::kSha256) == kSha256OfAbc);
  CHECK(HexOf(abc, HashKind::kSha384) == kSha384OfAbc);
  CHECK(HexOf(abc, HashKind::kSha512) == kSha512OfAbc);
  FileArtifact nothing = Opened(dir.Write("nothing", ""));
  CHECK(HexOf(nothing, HashKind::kSha256) == kSha256OfNothing);
  FileArtifact million = Opened(dir.Write("million", std::string(1'000'000, 'a')));
  CHECK(HexOf(million, HashKind::kSha256) == kSha256OfMillion);
  CHECK(HexOf(million, HashKind::kSha512) == kSha512OfMillion);
}

TEST_CASE("a file is read once for each kind of digest", "[verify][artifact]") {
  const TempDir dir;
  FileArtifact artifact = Opened(dir.Write("abc", "abc"));
  CHECK(artifact.read_bytes() == 0);
  HexOf(artifact, HashKind::kSha256);
  HexOf(artifact, HashKind::kSha256);
  CHECK(artifact.read_bytes() == 3);
  HexOf(artifact, HashKind::kSha512);
  CHECK(artifact.read_bytes() == 6);
}

TEST_CASE("the content of a file is all of its bytes", "[verify][artifact]") {
  const TempDir dir;
  const std::string text("a\0\xff\n", 4);
  FileArtifact artifact = Opened(dir.Write("file", text));
  const auto content = artifact.Content();
  REQUIRE(content.ok());
  CHECK(*content == text);
}

TEST_CASE("a file above the limit is not taken into memory, but hashed", "[verify][artifact]") {
  const TempDir dir;
  const std::string path = dir.Write("sparse", "");
  std::filesystem::resize_file(path, limits::kMaxUnhashedArtifactBytes + 1);
  FileArtifact artifact = Opened(path);
  CHECK(ReasonOf(artifact.Content().status()) == Reason::kLimitExceeded);
  CHECK(artifact.read_bytes() == 0);
}

TEST_CASE("what is no regular file is refused", "[verify][artifact]") {
  const TempDir dir;
  CHECK(OpenReason(dir.path().string()) == Reason::kFileTypeRefused);
  CHECK(OpenReason((dir.path() / "nothing").string()) == Reason::kNotFound);
  testing::MakePipe(dir.path() / "pipe");
  CHECK(OpenReason((dir.path() / "pipe").string()) == Reason::kFileTypeRefused);
  testing::MakeSocket(dir.path() / "socket");
  CHECK(OpenReason((dir.path() / "socket").string()) == Reason::kFileTypeRefused);
  CHECK(OpenReason("/dev/null") == Reason::kFileTypeRefused);
}

TEST_CASE("a link to a file is followed, one to nothing or to a directory is refused",
          "[verify][artifact]") {
  const TempDir dir;
  dir.Write("abc", "abc");
  std::filesystem::create_symlink("abc", dir.path() / "link");
  FileArtifact artifact = Opened((dir.path() / "link").string());
  CHECK(HexOf(artifact, HashKind::kSha256) == kSha256OfAbc);
  std::filesystem::create_symlink("nothing", dir.path() / "dangling");
  CHECK(OpenReason((dir.path() / "dangling").string()) == Reason::kNotFound);
  std::filesystem::create_directory_symlink(dir.path(), dir.path() / "up");
  CHECK(OpenReason((dir.path() / "up").string()) == Reason::kFileTypeRefused);
}

TEST_CASE("a file that changes after it was opened is refused", "[verify][artifact]") {
  const TempDir dir;
  const std::string path = dir.Write("file", std::string(100, 'a'));
  FileArtifact artifact = Opened(path);
  testing::PassClockTick();
  SECTION("it grows") { std::filesystem::resize_file(path, 101); }
  SECTION("it shrinks") { std::filesystem::resize_file(path, 99); }
  SECTION("it is emptied") { std::filesystem::resize_file(path, 0); }
  SECTION("it has other bytes") { dir.Write("file", std::string(100, 'b')); }
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha256).status()) == Reason::kFileChanged);
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha512).status()) == Reason::kFileChanged);
  CHECK(ReasonOf(artifact.Content().status()) == Reason::kFileChanged);
}

TEST_CASE("a file that changes while it is read is refused", "[verify][artifact]") {
  const TempDir dir;
  const std::string path = dir.Write("file", std::string(100, 'a'));
  hash::HashJob job;
  job.progress = [&](const hash::HashProgress&) {
    std::filesystem::resize_file(path, 101);
    return 0;
  };
  FileArtifact artifact = Opened(path, job);
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha256).status()) == Reason::kFileChanged);
}

TEST_CASE("a read that failed leaves no digest behind", "[verify][artifact]") {
  const TempDir dir;
  bool stops = true;
  hash::HashJob job;
  job.progress = [&stops](const hash::HashProgress&) { return stops ? 1 : 0; };
  FileArtifact artifact = Opened(dir.Write("abc", "abc"), job);
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha256).status()) == Reason::kCancelled);
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha512).status()) == Reason::kCancelled);
  stops = false;
  CHECK(HexOf(artifact, HashKind::kSha256) == kSha256OfAbc);
  CHECK(HexOf(artifact, HashKind::kSha512) == kSha512OfAbc);
}

TEST_CASE("hashing an artifact stops when it is cancelled", "[verify][artifact]") {
  const TempDir dir;
  CancelToken cancel;
  hash::HashJob job;
  job.cancel = &cancel;
  FileArtifact artifact = Opened(dir.Write("abc", "abc"), job);
  cancel.Request();
  CHECK(ReasonOf(artifact.Digest(HashKind::kSha256).status()) == Reason::kCancelled);
  CHECK(ReasonOf(artifact.Content().status()) == Reason::kCancelled);
}

TEST_CASE("the answer of the progress callback is told", "[verify][artifact]") {
  const TempDir dir;
  hash::HashJob job;
  job.progress = [](const hash::HashProgress&) { return 42; };
  FileArtifact artifact = Opened(dir.Write("abc", "abc"), job);
  const absl::Status status = artifact.Digest(HashKind::kSha256).status();
  CHECK(ReasonOf(status) == Reason::kCancelled);
  CHECK(DetailOf(status, "callback") == "42");
}

TEST_CASE("progress is reported now and then and at the end", "[verify][artifact]") {
  const TempDir dir;
  const std::string path = dir.Write("sparse", "");
  constexpr uint64_t kSize = (100u << 20) + 5;
  std::filesystem::resize_file(path, kSize);
  std::vector<hash::HashProgress> reports;
  hash::HashJob job;
  job.progress = [&reports](const hash::HashProgress& progress) {
    reports.push_back(progress);
    return 0;
  };
  FileArtifact artifact = Opened(path, job);
  HexOf(artifact, HashKind::kSha256);
  REQUIRE(reports.size() == 4);
  for (size_t i = 0; i + 1 < reports.size(); ++i) {
    CHECK(reports[i].bytes_done == (i + 1) * (32u << 20));
    CHECK(reports[i].bytes_total == kSize);
    CHECK(reports[i].files_done == 0);
  }
  CHECK(reports.back().bytes_done == kSize);
  CHECK(reports.back().files_done == 1);
  CHECK(reports.back().files_total == 1);
}

TEST_CASE("a digest stands for the artifact that has it", "[verify][artifact]") {
  const std::string digest = crypto::ComputeHash(HashKind::kSha384, "abc");
  auto artifact = DigestArtifact::Create(HashKind::kSha384, digest);
  REQUIRE(artifact.ok());
  CHECK(HexOf(*artifact, HashKind::kSha384) == kSha384OfAbc);
  CHECK(artifact->read_bytes() == 0);
}

TEST_CASE("a digest gives neither other digests nor the content", "[verify][artifact]") {
  auto artifact = DigestArtifact::Create(HashKind::kSha256, std::string(32, 'x'));
  REQUIRE(artifact.ok());
  CHECK(ReasonOf(artifact->Digest(HashKind::kSha512).status()) == Reason::kInvalidArgument);
  CHECK(ReasonOf(artifact->Content().status()) == Reason::kInvalidArgument);
}

TEST_CASE("a digest of another size than its kind's is refused", "[verify][artifact]") {
  for (const HashKind kind : {HashKind::kSha256, HashKind::kSha384, HashKind::kSha512}) {
    const size_t size = crypto::HashSize(kind);
    for (const size_t other : {size_t{0}, size - 1, size + 1, 2 * size}) {
      CAPTURE(size, other);
      CHECK(ReasonOf(DigestArtifact::Create(kind, std::string(other, 'x')).status()) ==
            Reason::kInvalidArgument);
    }
  }
}

}  // namespace
}  // namespace modelseal::verify
