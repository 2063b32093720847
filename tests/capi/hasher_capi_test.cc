// SPDX-License-Identifier: Apache-2.0
//
// Hashing bytes that the caller has, through the C interface: the same manifests as of files,
// signed and verified without one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
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

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

struct Hasher {
  explicit Hasher(const modelseal_hash_options* options = nullptr) {
    REQUIRE(modelseal_hasher_new(options, "model", 5, &handle, nullptr) == MODELSEAL_OK);
  }
  ~Hasher() { modelseal_hasher_free(handle); }
  Hasher(const Hasher&) = delete;

  modelseal_code Open(std::string_view name, uint64_t start_bytes, uint64_t end_bytes,
                      modelseal_hash_stream** out) const {
    return modelseal_hasher_open_stream(handle, name.data(), name.size(), start_bytes, end_bytes,
                                        out, nullptr);
  }

  // 0, or the first code that is not.
  modelseal_code Feed(std::string_view name, uint64_t start_bytes, std::string_view bytes) const {
    modelseal_hash_stream* stream = nullptr;
    modelseal_code code = Open(name, start_bytes, start_bytes + bytes.size(), &stream);
    if (code == MODELSEAL_OK) {
      code = modelseal_hash_stream_update(stream, Bytes(bytes), bytes.size(), nullptr);
    }
    if (code == MODELSEAL_OK) {
      code = modelseal_hash_stream_finish(stream, nullptr);
    }
    modelseal_hash_stream_free(stream);
    return code;
  }

  modelseal_code AddDigest(std::string_view name, uint64_t size, std::string_view digest) const {
    return modelseal_hasher_add_digest(handle, name.data(), name.size(), 0, size, Bytes(digest),
                                       digest.size(), nullptr);
  }

  Manifest Finish() const {
    modelseal_manifest* manifest = nullptr;
    REQUIRE(modelseal_hasher_finish(handle, &manifest, nullptr) == MODELSEAL_OK);
    return Manifest(manifest);
  }

  modelseal_hasher* handle = nullptr;
};

struct Options {
  Options(int32_t hash, uint64_t shard_bytes) {
    REQUIRE(modelseal_hash_options_new(&handle, nullptr) == MODELSEAL_OK);
    REQUIRE(modelseal_hash_options_set_hash(handle, hash, nullptr) == MODELSEAL_OK);
    REQUIRE(modelseal_hash_options_set_shard_size_bytes(handle, shard_bytes, nullptr) ==
            MODELSEAL_OK);
  }
  ~Options() { modelseal_hash_options_free(handle); }
  Options(const Options&) = delete;

  modelseal_hash_options* handle = nullptr;
};

// Files on disk and in memory.
struct Model {
  Model() {
    for (const size_t size : {0, 1, 5000, 40'000, 123'456}) {
      std::string content(size, '\0');
      for (size_t i = 0; i < size; ++i) {
        content[i] = static_cast<char>(i * 31 + size);
      }
      dir.Write("model/part/" + std::to_string(size), content);
      files["part/" + std::to_string(size)] = std::move(content);
    }
  }
  std::string path() const { return (dir.path() / "model").string(); }

  struct Piece {
    std::string_view name;
    uint64_t start_bytes;
    std::string_view bytes;
  };
  std::vector<Piece> Pieces(uint64_t shard_bytes) const {
    std::vector<Piece> pieces;
    for (const auto& [name, content] : files) {
      const std::string_view all = content;
      const uint64_t step = shard_bytes == 0 ? all.size() : shard_bytes;
      if (shard_bytes == 0 && all.empty()) {
        pieces.push_back({name, 0, all});
      }
      for (uint64_t start = 0; start < all.size(); start += step) {
        pieces.push_back({name, start, all.substr(start, step)});
      }
    }
    return pieces;
  }

  TempDir dir;
  std::map<std::string, std::string> files;
};

void FeedAll(const Hasher& hasher, const Model& model, uint64_t shard_bytes = 0) {
  for (const Model::Piece& piece : model.Pieces(shard_bytes)) {
    REQUIRE(hasher.Feed(piece.name, piece.start_bytes, piece.bytes) == MODELSEAL_OK);
  }
}

TEST_CASE("threads that feed shards in any order make the manifest of the model",
          "[capi][hasher]") {
  const Model model;
  constexpr uint64_t kShardBytes = 8192;
  for (const int32_t hash :
       {MODELSEAL_HASH_SHA256, MODELSEAL_HASH_BLAKE2B, MODELSEAL_HASH_BLAKE3}) {
    const Options options(hash, kShardBytes);
    const Hasher hasher(options.handle);
    std::vector<Model::Piece> pieces = model.Pieces(kShardBytes);
    std::shuffle(pieces.begin(), pieces.end(), std::mt19937(7));
    std::vector<modelseal_code> codes(pieces.size(), -1);
    std::vector<std::thread> threads;
    for (size_t first = 0; first < 4; ++first) {
      threads.emplace_back([&, first] {
        for (size_t i = first; i < pieces.size(); i += 4) {
          codes[i] = hasher.Feed(pieces[i].name, pieces[i].start_bytes, pieces[i].bytes);
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    CHECK(codes == std::vector<modelseal_code>(pieces.size(), MODELSEAL_OK));
    CHECK(hasher.Finish() == Manifest::Compute(model.path(), options.handle));
  }
}

TEST_CASE("streams side by side make the manifest of the model", "[capi][hasher]") {
  const Model model;
  const Hasher hasher;
  std::vector<modelseal_hash_input> inputs;
  for (const Model::Piece& piece : model.Pieces(0)) {
    modelseal_hash_input input = {};
    input.struct_size = sizeof(input);
    REQUIRE(hasher.Open(piece.name, 0, piece.bytes.size(), &input.stream) == MODELSEAL_OK);
    input.bytes = Bytes(piece.bytes);
    input.bytes_len = piece.bytes.size();
    inputs.push_back(input);
  }
  REQUIRE(modelseal_hash_streams_update(inputs.data(), inputs.size(), nullptr) == MODELSEAL_OK);
  REQUIRE(modelseal_hash_streams_update(nullptr, 0, nullptr) == MODELSEAL_OK);
  for (const modelseal_hash_input& input : inputs) {
    CHECK(modelseal_hash_stream_finish(input.stream, nullptr) == MODELSEAL_OK);
    modelseal_hash_stream_free(input.stream);
  }
  CHECK(hasher.Finish() == Manifest::Compute(model.path(), nullptr));
}

TEST_CASE("inputs of a later version lie further apart", "[capi][hasher]") {
  struct Later {
    modelseal_hash_input known;
    uint64_t unknown;
  };
  const Hasher hasher;
  Later inputs[2] = {};
  for (size_t i = 0; i < 2; ++i) {
    inputs[i].unknown = UINT64_MAX;
    inputs[i].known.struct_size = sizeof(Later);
    REQUIRE(hasher.Open(i == 0 ? "a" : "b", 0, 1, &inputs[i].known.stream) == MODELSEAL_OK);
    inputs[i].known.bytes = Bytes("x");
    inputs[i].known.bytes_len = 1;
  }
  CHECK(modelseal_hash_streams_update(&inputs[0].known, 2, nullptr) == MODELSEAL_OK);
  for (const Later& input : inputs) {
    CHECK(modelseal_hash_stream_finish(input.known.stream, nullptr) == MODELSEAL_OK);
    modelseal_hash_stream_free(input.known.stream);
  }
}

TEST_CASE("inputs that cannot be read are refused", "[capi][hasher]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  const Hasher hasher;
  modelseal_hash_stream* stream = nullptr;
  REQUIRE(hasher.Open("a", 0, 4, &stream) == MODELSEAL_OK);
  const modelseal_hash_input good = {sizeof(good), 0, stream, Bytes("x"), 1};
  modelseal_hash_input bad = good;
  bad.struct_size = sizeof(bad) - 8;
  CHECK(modelseal_hash_streams_update(&bad, 1, nullptr) == kBad);
  bad = good;
  bad.struct_size += 1;
  CHECK(modelseal_hash_streams_update(&bad, 1, nullptr) == kBad);
  bad = good;
  bad.stream = nullptr;
  CHECK(modelseal_hash_streams_update(&bad, 1, nullptr) == kBad);
  bad = good;
  bad.bytes = nullptr;
  CHECK(modelseal_hash_streams_update(&bad, 1, nullptr) == kBad);
  const modelseal_hash_input twice[] = {good, good};
  CHECK(modelseal_hash_streams_update(twice, 2, nullptr) == kBad);
  CHECK(modelseal_hash_streams_update(nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_hash_stream_update(stream, Bytes("four"), 4, nullptr) == MODELSEAL_OK);
  modelseal_hash_stream_free(stream);
}

TEST_CASE("too many, too few and late bytes are refused", "[capi][hasher]") {
  const Hasher hasher;
  modelseal_hash_stream* stream = nullptr;
  modelseal_error* err = nullptr;
  REQUIRE(hasher.Open("a", 0, 3, &stream) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_update(stream, Bytes("abcd"), 4, &err) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(std::string(modelseal_error_detail(err, "path")) == "a");
  modelseal_error_free(err);
  CHECK(modelseal_hash_stream_update(stream, Bytes("ab"), 2, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_finish(stream, nullptr) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(modelseal_hash_stream_update(stream, Bytes("c"), 1, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_update(stream, nullptr, 0, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_finish(stream, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_finish(stream, nullptr) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(modelseal_hash_stream_update(stream, nullptr, 0, nullptr) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_hash_stream_free(stream);
}

TEST_CASE("ranges and names that a manifest cannot have are refused at once", "[capi][hasher]") {
  const Options options(MODELSEAL_HASH_SHA256, 4096);
  const Hasher hasher(options.handle);
  modelseal_hash_stream* stream = nullptr;
  CHECK(hasher.Open("a", 0, 0, &stream) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(hasher.Open("a", 100, 200, &stream) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(hasher.Open("a", 0, 4097, &stream) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(hasher.Open("../a", 0, 1, &stream) == MODELSEAL_ERROR_NAME_INVALID);
  CHECK(hasher.Open(std::string_view("a\0b", 3), 0, 1, &stream) == MODELSEAL_ERROR_NAME_INVALID);
  CHECK(hasher.Open(".git/config", 0, 1, &stream) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(stream == nullptr);
}

TEST_CASE("a hasher finishes only when every range is there", "[capi][hasher]") {
  const Hasher hasher;
  modelseal_manifest* manifest = nullptr;
  const auto finish = [&] { return modelseal_hasher_finish(hasher.handle, &manifest, nullptr); };
  CHECK(finish() == MODELSEAL_ERROR_MODEL_EMPTY);
  modelseal_hash_stream* stream = nullptr;
  REQUIRE(hasher.Open("a", 0, 1, &stream) == MODELSEAL_OK);
  CHECK(finish() == MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_hash_stream_free(stream);
  CHECK(finish() == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(manifest == nullptr);
  REQUIRE(hasher.Feed("a", 0, "x") == MODELSEAL_OK);
  CHECK(finish() == MODELSEAL_OK);
  modelseal_manifest_free(manifest);
}

TEST_CASE("a stream may outlive its hasher", "[capi][hasher]") {
  modelseal_hasher* hasher = nullptr;
  modelseal_hash_stream* stream = nullptr;
  REQUIRE(modelseal_hasher_new(nullptr, "model", 5, &hasher, nullptr) == MODELSEAL_OK);
  REQUIRE(modelseal_hasher_open_stream(hasher, "a", 1, 0, 1, &stream, nullptr) == MODELSEAL_OK);
  modelseal_hasher_free(hasher);
  CHECK(modelseal_hash_stream_update(stream, Bytes("x"), 1, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_hash_stream_finish(stream, nullptr) == MODELSEAL_OK);
  modelseal_hash_stream_free(stream);
}

TEST_CASE("hashers refuse NULL wherever it is not allowed", "[capi][hasher]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  const Hasher hasher;
  modelseal_hasher* other = nullptr;
  modelseal_hash_stream* stream = nullptr;
  modelseal_manifest* manifest = nullptr;
  modelseal_hash_options* options = nullptr;
  modelseal_result* result = nullptr;
  CHECK(modelseal_hasher_new(nullptr, nullptr, 0, &other, nullptr) == kBad);
  CHECK(modelseal_hasher_new(nullptr, nullptr, 5, &other, nullptr) == kBad);
  CHECK(modelseal_hasher_new(nullptr, "a\0b", 3, &other, nullptr) == kBad);
  CHECK(modelseal_hasher_new(nullptr, "model", 5, nullptr, nullptr) == kBad);
  CHECK(modelseal_hasher_open_stream(nullptr, "a", 1, 0, 1, &stream, nullptr) == kBad);
  CHECK(modelseal_hasher_open_stream(hasher.handle, nullptr, 1, 0, 1, &stream, nullptr) == kBad);
  CHECK(modelseal_hasher_open_stream(hasher.handle, "a", 1, 0, 1, nullptr, nullptr) == kBad);
  CHECK(modelseal_hash_stream_update(nullptr, nullptr, 0, nullptr) == kBad);
  CHECK(modelseal_hash_stream_finish(nullptr, nullptr) == kBad);
  CHECK(modelseal_hasher_add_digest(nullptr, "a", 1, 0, 1, nullptr, 0, nullptr) == kBad);
  CHECK(modelseal_hasher_add_digest(hasher.handle, "a", 1, 0, 1, nullptr, 32, nullptr) == kBad);
  CHECK(modelseal_hasher_finish(nullptr, &manifest, nullptr) == kBad);
  CHECK(modelseal_hasher_finish(hasher.handle, nullptr, nullptr) == kBad);
  CHECK(modelseal_hash_options_from_bundle_unverified(nullptr, &options, nullptr) == kBad);
  CHECK(modelseal_verifier_verify_manifest(nullptr, nullptr, nullptr, &result, nullptr) == kBad);
  CHECK(modelseal_result_source_bytes(nullptr, MODELSEAL_DIGEST_SOURCE_HASHED) == 0);
  modelseal_hash_stream_free(nullptr);
  modelseal_hasher_free(nullptr);
}

TEST_CASE("every hash has lanes and foreign numbers have none", "[capi][hasher]") {
  for (const int32_t hash :
       {MODELSEAL_HASH_SHA256, MODELSEAL_HASH_BLAKE2B, MODELSEAL_HASH_BLAKE3}) {
    CHECK(modelseal_hasher_lanes(hash) >= 1);
  }
  CHECK(modelseal_hasher_lanes(0) == 0);
  CHECK(modelseal_hasher_lanes(4) == 0);
}

TEST_CASE("options with ignored paths need a model on disk", "[capi][hasher]") {
  const Options options(MODELSEAL_HASH_SHA256, 0);
  modelseal_hasher* hasher = nullptr;
  REQUIRE(modelseal_hash_options_add_ignored_path(options.handle, "/tmp", 4, nullptr) == 0);
  CHECK(modelseal_hasher_new(options.handle, "model", 5, &hasher, nullptr) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
}

// ------------------------------------------------------------------------------ verification --

TEST_CASE("a manifest of bytes is signed and verifies against the files", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const Hasher hasher;
  FeedAll(hasher, model);
  const auto bundle = key.Sign(hasher.Finish());
  CHECK(key.VerifyModel(model.path(), bundle).code == MODELSEAL_OK);
}

TEST_CASE("bytes verify against a bundle with the options that it names", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  for (const uint64_t shard_bytes : {uint64_t{0}, uint64_t{8192}}) {
    const Options options(MODELSEAL_HASH_BLAKE3, shard_bytes);
    const auto bundle = key.SignModel(model.path(), options.handle);
    modelseal_hash_options* named = nullptr;
    REQUIRE(modelseal_hash_options_from_bundle_unverified(bundle.get(), &named, nullptr) == 0);
    const Hasher hasher(named);
    modelseal_hash_options_free(named);
    FeedAll(hasher, model, shard_bytes);
    const auto verified = key.VerifyManifest(hasher.Finish(), bundle);
    REQUIRE(verified.code == MODELSEAL_OK);
    CHECK(modelseal_result_verified_bytes(verified.result.get()) == 168'457);
    CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_HASHED) ==
          168'457);
    CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_NONE) == 0);
    CHECK(modelseal_result_method(verified.result.get()) == MODELSEAL_METHOD_KEY);
    CHECK(Manifest::Borrow(modelseal_result_manifest(verified.result.get())).SourceOf("part/1") ==
          MODELSEAL_DIGEST_SOURCE_HASHED);
  }
}

TEST_CASE("bytes that differ from what was signed bring the differences", "[capi][hasher]") {
  Model model;
  const SignedByKey key;
  const auto bundle = key.SignModel(model.path(), nullptr);
  model.files["part/5000"][4999] ^= 1;
  model.files.erase("part/1");
  model.files["part/new"] = "unsigned";
  const Hasher hasher;
  FeedAll(hasher, model);
  const auto verified = key.VerifyManifest(hasher.Finish(), bundle);
  CHECK(verified.code == MODELSEAL_ERROR_FILE_MISSING);
  CHECK(verified.result == nullptr);
  const modelseal_diff* diff = modelseal_error_diff(verified.error.get());
  REQUIRE(diff != nullptr);
  CHECK(modelseal_diff_is_complete(diff) == 1);
  CHECK(modelseal_diff_count(diff, MODELSEAL_DIFFERENCE_MODIFIED) == 1);
  CHECK(modelseal_diff_count(diff, MODELSEAL_DIFFERENCE_MISSING) == 1);
  CHECK(modelseal_diff_count(diff, MODELSEAL_DIFFERENCE_UNSIGNED) == 1);
  modelseal_difference modified = {};
  modified.struct_size = sizeof(modified);
  REQUIRE(modelseal_diff_at(diff, MODELSEAL_DIFFERENCE_MODIFIED, 0, &modified, nullptr) == 0);
  CHECK(std::string(modified.name.data) == "part/5000");
  CHECK(modified.code == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(modified.actual.len == 64);
}

TEST_CASE("shards that were never opened do not verify", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const Options options(MODELSEAL_HASH_SHA256, 8192);
  const auto bundle = key.SignModel(model.path(), options.handle);
  const Hasher hasher(options.handle);
  for (const Model::Piece& piece : model.Pieces(8192)) {
    if (piece.name != "part/123456" || piece.start_bytes < 8192) {
      REQUIRE(hasher.Feed(piece.name, piece.start_bytes, piece.bytes) == MODELSEAL_OK);
    }
  }
  CHECK(key.VerifyManifest(hasher.Finish(), bundle).code == MODELSEAL_ERROR_SHARD_MISSING);
}

TEST_CASE("a manifest with another hash or shard size is told which to use", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const Options options(MODELSEAL_HASH_BLAKE3, 8192);
  const auto bundle = key.SignModel(model.path(), options.handle);
  const Hasher hasher;
  FeedAll(hasher, model);
  const auto verified = key.VerifyManifest(hasher.Finish(), bundle);
  CHECK(verified.code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(std::string(modelseal_error_detail(verified.error.get(), "expected")) ==
        "blake3 over shards of 8192 bytes");
  CHECK(modelseal_error_diff(verified.error.get()) == nullptr);
}

TEST_CASE("a bundle is verified before a manifest is looked at", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const SignedByKey other;
  const auto bundle = other.SignModel(model.path(), nullptr);
  const Options options(MODELSEAL_HASH_BLAKE3, 0);
  const Hasher hasher(options.handle);
  FeedAll(hasher, model);
  CHECK(key.VerifyManifest(hasher.Finish(), bundle).code == MODELSEAL_ERROR_KEY_MISMATCH);
}

TEST_CASE("a manifest that a bundle says of itself proves nothing", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const auto bundle = key.SignModel(model.path(), nullptr);
  modelseal_manifest* claimed = nullptr;
  REQUIRE(modelseal_bundle_manifest_unverified(bundle.get(), &claimed, nullptr) == 0);
  const Manifest manifest(claimed);
  CHECK(manifest.SourceOf("part/1") == MODELSEAL_DIGEST_SOURCE_NONE);
  CHECK(key.VerifyManifest(manifest, bundle).code == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("a manifest that was verified verifies against a second bundle", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const SignedByKey other;
  const auto verified = key.VerifyModel(model.path(), key.SignModel(model.path(), nullptr));
  REQUIRE(verified.code == MODELSEAL_OK);
  const auto again =
      other.VerifyManifest(Manifest::Borrow(modelseal_result_manifest(verified.result.get())),
                           other.SignModel(model.path(), nullptr));
  CHECK(again.code == MODELSEAL_OK);
}

TEST_CASE("given digests are believed and marked", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const auto bundle = key.SignModel(model.path(), nullptr);
  const Hasher hasher;
  for (const auto& [name, content] : model.files) {
    if (name != "part/1") {
      REQUIRE(hasher.Feed(name, 0, content) == MODELSEAL_OK);
    }
  }
  // SHA-256 of the one byte 0x01, by another implementation.
  const uint8_t digest[] = {0x4b, 0xf5, 0x12, 0x2f, 0x34, 0x45, 0x54, 0xc5, 0x3b, 0xde, 0x2e,
                            0xbb, 0x8c, 0xd2, 0xb7, 0xe3, 0xd1, 0x60, 0x0a, 0xd6, 0x31, 0xc3,
                            0x85, 0xa5, 0xd7, 0xcc, 0xe2, 0x3c, 0x77, 0x85, 0x45, 0x9a};
  REQUIRE(hasher.AddDigest("part/1", 1, {reinterpret_cast<const char*>(digest), sizeof(digest)}) ==
          0);
  const auto verified = key.VerifyManifest(hasher.Finish(), bundle);
  REQUIRE(verified.code == MODELSEAL_OK);
  CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_GIVEN) == 1);
  CHECK(modelseal_result_source_bytes(verified.result.get(), MODELSEAL_DIGEST_SOURCE_HASHED) ==
        168'456);
  const Manifest proved = Manifest::Borrow(modelseal_result_manifest(verified.result.get()));
  CHECK(proved.SourceOf("part/1") == MODELSEAL_DIGEST_SOURCE_GIVEN);
  CHECK(proved.SourceOf("part/5000") == MODELSEAL_DIGEST_SOURCE_HASHED);
}

TEST_CASE("a predicate type is not for manifests either", "[capi][hasher]") {
  const Model model;
  const SignedByKey key;
  const Hasher hasher;
  FeedAll(hasher, model);
  const Manifest manifest = hasher.Finish();
  const auto bundle = key.Sign(manifest);
  CHECK(key.VerifyManifest(manifest, bundle, "https://example.com/type").code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace modelseal
