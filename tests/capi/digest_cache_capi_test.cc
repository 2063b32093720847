// SPDX-License-Identifier: Apache-2.0
//
// Digest caches through the C interface: signing again, and verification that believes nothing
// unless it is told to.
#include <fcntl.h>
#include <modelseal/modelseal.h>
#include <sys/stat.h>
#include <time.h>

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/temp_dir.h"

namespace {

using modelseal::testing::TempDir;

// More than the clocks of file systems are believed to step: a file at rest for as long is kept.
constexpr timespec kRest = {2, 100'000'000};

// A model of many files, a key, and a cache.
class Fixture {
 public:
  Fixture() {
    for (int i = 0; i < 100; ++i) {
      dir.Write("m/" + std::to_string(i), std::string(100, static_cast<char>(i)));
    }
    model = dir.path() / "m";
    cache = dir.path() / "cache";
    REQUIRE(modelseal_key_generate(MODELSEAL_CURVE_P256, nullptr, 0, &private_pem_, &public_pem_,
                                   nullptr) == 0);
    const modelseal_str pem = modelseal_buffer_view(private_pem_);
    REQUIRE(modelseal_signer_from_key_pem(pem.data, pem.len, nullptr, 0, &signer_, nullptr) == 0);
    MakeVerifier();
  }
  ~Fixture() {
    modelseal_verifier_free(verifier_);
    modelseal_signer_free(signer_);
    modelseal_buffer_free(private_pem_);
    modelseal_buffer_free(public_pem_);
  }

  // A job with the cache, whose progress is watched.
  modelseal_job* NewJob() {
    modelseal_job* job = nullptr;
    REQUIRE(modelseal_job_new(&job, nullptr) == 0);
    REQUIRE(modelseal_job_set_digest_cache(job, cache.data(), cache.size(), nullptr) == 0);
    const auto watch = [](const modelseal_progress* progress, void* user) -> int32_t {
      *static_cast<modelseal_progress*>(user) = *progress;
      return 0;
    };
    REQUIRE(modelseal_job_set_progress(job, watch, &progress_, nullptr) == 0);
    return job;
  }

  // Signs with `job`, NULL for none; returns what was signed.
  std::string Sign(modelseal_job* job) {
    modelseal_bundle* bundle = nullptr;
    REQUIRE(modelseal_sign_model(signer_, nullptr, model.data(), model.size(), job, &bundle,
                                 nullptr) == 0);
    const modelseal_str payload = modelseal_bundle_payload_unverified(bundle);
    std::string text(payload.data, payload.len);
    modelseal_bundle_free(bundle);
    return text;
  }

  modelseal_code SignAndVerify(modelseal_job* job) {
    modelseal_bundle* bundle = nullptr;
    modelseal_result* result = nullptr;
    REQUIRE(modelseal_sign_model(signer_, nullptr, model.data(), model.size(), nullptr, &bundle,
                                 nullptr) == 0);
    const modelseal_code code = modelseal_verifier_verify_model(
        verifier_, model.data(), model.size(), bundle, job, &result, nullptr);
    modelseal_result_free(result);
    modelseal_bundle_free(bundle);
    return code;
  }

  uint64_t hashed_bytes() const { return progress_.bytes_total - progress_.bytes_cached; }

  TempDir dir;
  std::string model;
  std::string cache;

 private:
  void MakeVerifier() {
    modelseal_verifier_builder* builder = nullptr;
    const modelseal_str pem = modelseal_buffer_view(public_pem_);
    REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == 0);
    REQUIRE(modelseal_verifier_builder_set_public_key_pem(builder, pem.data, pem.len, nullptr) ==
            0);
    REQUIRE(modelseal_verifier_builder_build(builder, &verifier_, nullptr) == 0);
    modelseal_verifier_builder_free(builder);
  }

  modelseal_progress progress_{};
  modelseal_buffer* private_pem_ = nullptr;
  modelseal_buffer* public_pem_ = nullptr;
  modelseal_signer* signer_ = nullptr;
  modelseal_verifier* verifier_ = nullptr;
};

TEST_CASE("a model that changed a little is signed by hashing what changed", "[capi][cache]") {
  Fixture fixture;
  nanosleep(&kRest, nullptr);
  // Two jobs: the second one has what the first one left in the file.
  for (const uint64_t hashed_bytes : {10'000, 0}) {
    modelseal_job* job = fixture.NewJob();
    CHECK(fixture.Sign(job) == fixture.Sign(nullptr));
    CHECK(fixture.hashed_bytes() == hashed_bytes);
    modelseal_job_free(job);
  }
  modelseal_job* job = fixture.NewJob();
  const std::string path = fixture.dir.Write("m/42", std::string(77, 'x'));
  CHECK(fixture.Sign(job) == fixture.Sign(nullptr));
  CHECK(fixture.hashed_bytes() == 77);

  struct stat before;
  REQUIRE(stat((fixture.model + "/43").c_str(), &before) == 0);
  const std::string restored = fixture.dir.Write("m/43", std::string(100, 'y'));
  const timespec times[2] = {before.st_atim, before.st_mtim};
  REQUIRE(utimensat(AT_FDCWD, restored.c_str(), times, 0) == 0);
  nanosleep(&kRest, nullptr);
  CHECK(fixture.Sign(job) == fixture.Sign(nullptr));
  CHECK(fixture.hashed_bytes() >= 100);
  CHECK(fixture.Sign(job) == fixture.Sign(nullptr));
  CHECK(fixture.hashed_bytes() == 0);
  modelseal_job_free(job);
}

TEST_CASE("verification uses a cache only if it is allowed to", "[capi][cache]") {
  Fixture fixture;
  nanosleep(&kRest, nullptr);
  modelseal_job* job = fixture.NewJob();
  fixture.Sign(job);
  CHECK(fixture.SignAndVerify(job) == MODELSEAL_OK);
  CHECK(fixture.hashed_bytes() == 10'000);
  REQUIRE(modelseal_job_allow_cached_digests_unsafe(job, nullptr) == 0);
  CHECK(fixture.SignAndVerify(job) == MODELSEAL_OK);
  CHECK(fixture.hashed_bytes() == 0);
  modelseal_job_free(job);
}

TEST_CASE("a job can do without its cache again", "[capi][cache]") {
  Fixture fixture;
  nanosleep(&kRest, nullptr);
  modelseal_job* job = fixture.NewJob();
  fixture.Sign(job);
  REQUIRE(modelseal_job_set_digest_cache(job, nullptr, 0, nullptr) == 0);
  fixture.Sign(job);
  CHECK(fixture.hashed_bytes() == 10'000);
  modelseal_job_free(job);
}

TEST_CASE("a cache that is refused leaves the job as it was", "[capi][cache]") {
  Fixture fixture;
  nanosleep(&kRest, nullptr);
  modelseal_job* job = fixture.NewJob();
  fixture.Sign(job);
  const std::string other = fixture.dir.Write("other", "no cache");
  modelseal_error* err = nullptr;
  CHECK(modelseal_job_set_digest_cache(job, other.data(), other.size(), &err) ==
        MODELSEAL_ERROR_DIGEST_CACHE_INVALID);
  CHECK(modelseal_error_category(err) == MODELSEAL_CATEGORY_IO);
  CHECK(std::string(modelseal_error_detail(err, "field")) == "magic");
  CHECK(modelseal_error_detail(err, "path") == other);
  modelseal_error_free(err);
  CHECK(modelseal_job_set_fresh_digest_cache(job, other.data(), other.size(), nullptr) ==
        MODELSEAL_ERROR_DIGEST_CACHE_INVALID);
  fixture.Sign(job);
  CHECK(fixture.hashed_bytes() == 0);
  modelseal_job_free(job);
}

TEST_CASE("a run that cannot save its cache fails", "[capi][cache]") {
  Fixture fixture;
  modelseal_job* job = fixture.NewJob();
  fixture.dir.Write("cache/file", "");  // a directory where the cache is to be
  modelseal_manifest* manifest = nullptr;
  CHECK(modelseal_manifest_compute(nullptr, fixture.model.data(), fixture.model.size(), job,
                                   &manifest, nullptr) == MODELSEAL_ERROR_FILE_TYPE_REFUSED);
  CHECK(manifest == nullptr);
  modelseal_job_free(job);
}

TEST_CASE("what is no job or no path is refused", "[capi][cache]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  CHECK(modelseal_job_set_digest_cache(nullptr, "a", 1, nullptr) == kBad);
  CHECK(modelseal_job_set_fresh_digest_cache(nullptr, "a", 1, nullptr) == kBad);
  CHECK(modelseal_job_allow_cached_digests_unsafe(nullptr, nullptr) == kBad);
  modelseal_job* job = nullptr;
  REQUIRE(modelseal_job_new(&job, nullptr) == 0);
  CHECK(modelseal_job_set_digest_cache(job, nullptr, 5, nullptr) == kBad);
  CHECK(modelseal_job_set_digest_cache(job, "a\0b", 3, nullptr) == kBad);
  CHECK(modelseal_job_set_fresh_digest_cache(job, "", 0, nullptr) == kBad);
  modelseal_job_free(job);
}

}  // namespace
