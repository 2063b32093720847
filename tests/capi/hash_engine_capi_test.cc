// SPDX-License-Identifier: Apache-2.0
//
// Hash engines of the C interface: what they are given, what is made of what they say.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "modelseal/modelseal.h"
#include "tests/capi/signed_by_key.h"
#include "tests/support/temp_dir.h"

namespace modelseal {
namespace {

using testing::Manifest;
using testing::SignedByKey;
using testing::TempDir;
using testing::UniqueBundle;
using testing::UniqueJob;

int HexValue(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

struct Engine {
  modelseal_hash_engine Table(uint32_t max_ranges) {
    return {sizeof(modelseal_hash_engine), max_ranges, &Call, this};
  }

  static int32_t Call(const modelseal_hash_range* const* ranges, size_t count, uint8_t* digests,
                      void* user) {
    return static_cast<Engine*>(user)->Hash(ranges, count, digests);
  }

  int32_t Hash(const modelseal_hash_range* const* ranges, size_t count, uint8_t* digests) {
    ++calls;
    most_ranges = std::max(most_ranges, count);
    threads.insert(std::this_thread::get_id());
    if (job_to_cancel != nullptr) {
      modelseal_job_cancel(job_to_cancel);
    }
    for (size_t i = 0; i < count && writes_digests; ++i) {
      digests += Write(*ranges[i], digests);
    }
    return answer;
  }

  // Reads the range through its descriptor and hashes it with a hasher of the library.
  static size_t Write(const modelseal_hash_range& range, uint8_t* digest) {
    std::vector<uint8_t> bytes(range.end_bytes - range.start_bytes);
    if (pread(range.fd, bytes.data(), bytes.size(), static_cast<off_t>(range.start_bytes)) !=
        static_cast<ssize_t>(bytes.size())) {
      return 0;
    }
    modelseal_hash_options* options = nullptr;
    modelseal_hasher* hasher = nullptr;
    modelseal_hash_stream* stream = nullptr;
    modelseal_manifest* manifest = nullptr;
    modelseal_entry entry = {};
    entry.struct_size = sizeof(entry);
    REQUIRE(modelseal_hash_options_new(&options, nullptr) == 0);
    REQUIRE(modelseal_hash_options_set_hash(options, range.hash, nullptr) == 0);
    REQUIRE(modelseal_hasher_new(options, "engine", 6, &hasher, nullptr) == 0);
    REQUIRE(modelseal_hasher_open_stream(hasher, range.name.data, range.name.len, 0, bytes.size(),
                                         &stream, nullptr) == 0);
    REQUIRE(modelseal_hash_stream_update(stream, bytes.data(), bytes.size(), nullptr) == 0);
    REQUIRE(modelseal_hash_stream_finish(stream, nullptr) == 0);
    REQUIRE(modelseal_hasher_finish(hasher, &manifest, nullptr) == 0);
    REQUIRE(modelseal_manifest_entry(manifest, 0, &entry, nullptr) == 0);
    const size_t size = entry.digest.len / 2;
    for (size_t i = 0; i < size; ++i) {
      digest[i] = static_cast<uint8_t>(HexValue(entry.digest.data[2 * i]) * 16 +
                                       HexValue(entry.digest.data[2 * i + 1]));
    }
    modelseal_manifest_free(manifest);
    modelseal_hash_stream_free(stream);
    modelseal_hasher_free(hasher);
    modelseal_hash_options_free(options);
    return size;
  }

  size_t calls = 0;
  size_t most_ranges = 0;
  std::set<std::thread::id> threads;
  int32_t answer = 0;
  bool writes_digests = true;
  modelseal_job* job_to_cancel = nullptr;
};

struct Fixture {
  Fixture() {
    for (const size_t size : {0, 1, 3000, 9000, 20'000}) {
      dir.Write("model/" + std::to_string(size), std::string(size, 'x'));
    }
    modelseal_job* made = nullptr;
    REQUIRE(modelseal_job_new(&made, nullptr) == MODELSEAL_OK);
    job.reset(made);
  }
  std::string path() const { return (dir.path() / "model").string(); }

  void Set(Engine& engine, uint32_t max_ranges) const {
    const modelseal_hash_engine table = engine.Table(max_ranges);
    REQUIRE(modelseal_job_set_hash_engine(job.get(), &table, nullptr) == MODELSEAL_OK);
  }

  TempDir dir;
  UniqueJob job;
};

TEST_CASE("a manifest by an engine is that of the library", "[capi][engine]") {
  const Fixture fixture;
  modelseal_hash_options* options = nullptr;
  REQUIRE(modelseal_hash_options_new(&options, nullptr) == 0);
  for (const int32_t hash :
       {MODELSEAL_HASH_SHA256, MODELSEAL_HASH_BLAKE2B, MODELSEAL_HASH_BLAKE3}) {
    for (const uint64_t shard_bytes : {0, 4096}) {
      REQUIRE(modelseal_hash_options_set_hash(options, hash, nullptr) == 0);
      REQUIRE(modelseal_hash_options_set_shard_size_bytes(options, shard_bytes, nullptr) == 0);
      Engine engine;
      fixture.Set(engine, 2);
      const Manifest hashed = Manifest::Compute(fixture.path(), options, fixture.job.get());
      CHECK(hashed == Manifest::Compute(fixture.path(), options));
      CHECK(hashed.SourceOf("9000") == MODELSEAL_DIGEST_SOURCE_ENGINE);
      CHECK(engine.calls >= 3);
      CHECK(engine.most_ranges == 2);
      CHECK(engine.threads == std::set{std::this_thread::get_id()});
    }
  }
  modelseal_hash_options_free(options);
}

TEST_CASE("what an engine hashed is marked in the result", "[capi][engine]") {
  const Fixture fixture;
  const SignedByKey key;
  const UniqueBundle bundle = key.SignModel(fixture.path(), nullptr);
  Engine engine;
  fixture.Set(engine, 16);
  const auto verified = key.VerifyModel(fixture.path(), bundle, fixture.job.get());
  REQUIRE(verified.code == MODELSEAL_OK);
  CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_ENGINE) ==
        32'001);
  CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_HASHED) == 0);
  CHECK(modelseal_result_verified_bytes(verified.result.get()) == 32'001);
}

TEST_CASE("without an engine everything was hashed by the library", "[capi][engine]") {
  const Fixture fixture;
  const SignedByKey key;
  Engine engine;
  fixture.Set(engine, 16);
  REQUIRE(modelseal_job_set_hash_engine(fixture.job.get(), nullptr, nullptr) == MODELSEAL_OK);
  const auto verified =
      key.VerifyModel(fixture.path(), key.SignModel(fixture.path(), nullptr), fixture.job.get());
  REQUIRE(verified.code == MODELSEAL_OK);
  CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_HASHED) ==
        32'001);
  CHECK(engine.calls == 0);
}

TEST_CASE("an engine that writes nothing makes digests that do not fit", "[capi][engine]") {
  const Fixture fixture;
  const SignedByKey key;
  const UniqueBundle bundle = key.SignModel(fixture.path(), nullptr);
  Engine engine;
  engine.writes_digests = false;
  fixture.Set(engine, 16);
  const auto verified = key.VerifyModel(fixture.path(), bundle, fixture.job.get());
  CHECK(verified.code == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(std::string(modelseal_error_detail(verified.error.get(), "actual")) ==
        std::string(64, '0'));
}

TEST_CASE("an engine that fails stops the run", "[capi][engine]") {
  const Fixture fixture;
  Engine engine;
  engine.answer = 77;
  fixture.Set(engine, 16);
  modelseal_manifest* manifest = nullptr;
  modelseal_error* err = nullptr;
  const std::string path = fixture.path();
  CHECK(modelseal_manifest_compute(nullptr, path.data(), path.size(), fixture.job.get(), &manifest,
                                   &err) == MODELSEAL_ERROR_CALLBACK_FAILED);
  CHECK(std::string(modelseal_error_detail(err, "callback")) == "77");
  CHECK(manifest == nullptr);
  CHECK(engine.calls == 1);
  modelseal_error_free(err);
}

TEST_CASE("an engine's run can be cancelled", "[capi][engine]") {
  const Fixture fixture;
  Engine engine;
  engine.job_to_cancel = fixture.job.get();
  fixture.Set(engine, 1);
  modelseal_manifest* manifest = nullptr;
  const std::string path = fixture.path();
  CHECK(modelseal_manifest_compute(nullptr, path.data(), path.size(), fixture.job.get(), &manifest,
                                   nullptr) == MODELSEAL_ERROR_CANCELLED);
  CHECK(engine.calls == 1);
}

TEST_CASE("an engine that cannot be called is refused and the job is as before", "[capi][engine]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  const Fixture fixture;
  Engine engine;
  fixture.Set(engine, 16);
  modelseal_hash_engine table = engine.Table(0);
  CHECK(modelseal_job_set_hash_engine(fixture.job.get(), &table, nullptr) == kBad);
  table = engine.Table(257);
  CHECK(modelseal_job_set_hash_engine(fixture.job.get(), &table, nullptr) == kBad);
  table = engine.Table(16);
  table.hash_ranges = nullptr;
  CHECK(modelseal_job_set_hash_engine(fixture.job.get(), &table, nullptr) == kBad);
  table = engine.Table(16);
  table.struct_size -= 8;
  CHECK(modelseal_job_set_hash_engine(fixture.job.get(), &table, nullptr) == kBad);
  table = engine.Table(16);
  CHECK(modelseal_job_set_hash_engine(nullptr, &table, nullptr) == kBad);
  Manifest::Compute(fixture.path(), nullptr, fixture.job.get());
  CHECK(engine.calls == 1);
}

}  // namespace
}  // namespace modelseal
