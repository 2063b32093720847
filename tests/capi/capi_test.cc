// SPDX-License-Identifier: Apache-2.0
//
// The C interface by its own rules: errors as objects, NULL refused, results only on success.
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "modelseal/modelseal.h"
#include "tests/support/temp_dir.h"

namespace {

using modelseal::testing::TempDir;

struct Keys {
  Keys() {
    REQUIRE(modelseal_key_generate(MODELSEAL_CURVE_P256, nullptr, 0, &private_pem, &public_pem,
                                   nullptr) == MODELSEAL_OK);
  }
  ~Keys() {
    modelseal_buffer_free(private_pem);
    modelseal_buffer_free(public_pem);
  }
  modelseal_buffer* private_pem = nullptr;
  modelseal_buffer* public_pem = nullptr;
};

modelseal_signer* NewSigner(const Keys& keys) {
  const modelseal_str pem = modelseal_buffer_view(keys.private_pem);
  modelseal_signer* signer = nullptr;
  REQUIRE(modelseal_signer_from_key_pem(pem.data, pem.len, nullptr, 0, &signer, nullptr) == 0);
  return signer;
}

modelseal_bundle* Sign(const Keys& keys, const std::string& path) {
  modelseal_signer* signer = NewSigner(keys);
  modelseal_bundle* bundle = nullptr;
  REQUIRE(modelseal_sign_model(signer, nullptr, path.data(), path.size(), nullptr, &bundle,
                               nullptr) == MODELSEAL_OK);
  modelseal_signer_free(signer);
  return bundle;
}

modelseal_verifier* NewVerifier(const Keys& keys) {
  modelseal_verifier_builder* builder = nullptr;
  modelseal_verifier* verifier = nullptr;
  const modelseal_str pem = modelseal_buffer_view(keys.public_pem);
  REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == 0);
  REQUIRE(modelseal_verifier_builder_set_public_key_pem(builder, pem.data, pem.len, nullptr) == 0);
  REQUIRE(modelseal_verifier_builder_build(builder, &verifier, nullptr) == 0);
  modelseal_verifier_builder_free(builder);
  return verifier;
}

TEST_CASE("the library says its version", "[capi]") {
  CHECK(modelseal_version_number() == MODELSEAL_VERSION_NUMBER);
  CHECK(std::string(modelseal_version_string()) == MODELSEAL_VERSION_STRING);
}

TEST_CASE("every code has a name, and foreign numbers have none", "[capi]") {
  REQUIRE(modelseal_code_count() > 30);
  for (size_t i = 0; i < modelseal_code_count(); ++i) {
    const modelseal_code code = modelseal_code_at(i);
    CHECK(code >= 100);
    CHECK(std::string(modelseal_code_name(code)) != "UNKNOWN");
  }
  CHECK(modelseal_code_at(modelseal_code_count()) == 0);
  CHECK(std::string(modelseal_code_name(12345)) == "UNKNOWN");
  CHECK(std::string(modelseal_code_name(0)) == "OK");
}

TEST_CASE("an error is an object with code, category, name, message and details", "[capi]") {
  modelseal_error* err = nullptr;
  modelseal_manifest* manifest = nullptr;
  const std::string path = "/nonexistent/model";
  const modelseal_code code =
      modelseal_manifest_compute(nullptr, path.data(), path.size(), nullptr, &manifest, &err);
  CHECK(code == MODELSEAL_ERROR_NOT_FOUND);
  REQUIRE(err != nullptr);
  CHECK(manifest == nullptr);
  CHECK(modelseal_error_code(err) == code);
  CHECK(modelseal_error_category(err) == MODELSEAL_CATEGORY_IO);
  CHECK(std::string(modelseal_error_name(err)) == "NOT_FOUND");
  CHECK(std::string(modelseal_error_message(err)).find(path) != std::string::npos);
  CHECK(modelseal_error_detail(err, "path") == path);
  CHECK(modelseal_error_detail(err, "field") == nullptr);
  CHECK(modelseal_error_detail(err, nullptr) == nullptr);
  CHECK(modelseal_error_diff(err) == nullptr);
  modelseal_error_free(err);
}

TEST_CASE("the old value of err is not looked at and success sets it to NULL", "[capi]") {
  modelseal_error* err = reinterpret_cast<modelseal_error*>(0x10);
  modelseal_job* job = nullptr;
  REQUIRE(modelseal_job_new(&job, &err) == MODELSEAL_OK);
  CHECK(err == nullptr);
  modelseal_job_free(job);
}

TEST_CASE("NULL is refused wherever it is not allowed, and never crashes", "[capi]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  modelseal_manifest* manifest = nullptr;
  modelseal_bundle* bundle = nullptr;
  modelseal_signer* signer = nullptr;
  modelseal_result* result = nullptr;
  modelseal_verifier* verifier = nullptr;
  modelseal_diff* diff = nullptr;
  modelseal_buffer* buffer = nullptr;
  CHECK(modelseal_job_new(nullptr, nullptr) == kBad);
  CHECK(modelseal_job_set_threads(nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_job_set_progress(nullptr, nullptr, nullptr, nullptr) == kBad);
  CHECK(modelseal_job_set_read_mode(nullptr, 0, nullptr) == kBad);
  CHECK(modelseal_job_set_bypass_page_cache(nullptr, 0, nullptr) == kBad);
  CHECK(modelseal_hash_options_new(nullptr, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_hash(nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_shard_size_bytes(nullptr, 0, nullptr) == kBad);
  CHECK(modelseal_hash_options_add_ignored_name(nullptr, "a", 1, nullptr) == kBad);
  CHECK(modelseal_hash_options_add_ignored_path(nullptr, "a", 1, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_ignore_git_paths(nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_hash_options_allow_symlinks_unsafe(nullptr, nullptr) == kBad);
  CHECK(modelseal_manifest_compute(nullptr, nullptr, 5, nullptr, &manifest, nullptr) == kBad);
  CHECK(modelseal_manifest_compute(nullptr, "", 0, nullptr, &manifest, nullptr) == kBad);
  CHECK(modelseal_manifest_compute(nullptr, "x", 1, nullptr, nullptr, nullptr) == kBad);
  CHECK(modelseal_manifest_compute(nullptr, "x\0y", 3, nullptr, &manifest, nullptr) == kBad);
  CHECK(modelseal_manifest_entry(nullptr, 0, nullptr, nullptr) == kBad);
  CHECK(modelseal_manifest_root_digest(nullptr, 1, nullptr, nullptr) == kBad);
  CHECK(modelseal_key_generate(256, nullptr, 0, nullptr, &buffer, nullptr) == kBad);
  CHECK(modelseal_key_generate(1, nullptr, 0, &buffer, &buffer, nullptr) == kBad);
  CHECK(modelseal_signer_from_key_pem(nullptr, 0, nullptr, 0, &signer, nullptr) == kBad);
  CHECK(modelseal_signer_from_callback("x", 1, nullptr, nullptr, &signer, nullptr) == kBad);
  CHECK(modelseal_bundle_parse(nullptr, 1, &bundle, nullptr) == kBad);
  CHECK(modelseal_bundle_parse(nullptr, 0, &bundle, nullptr) == MODELSEAL_ERROR_JSON_INVALID);
  CHECK(modelseal_bundle_load(nullptr, 0, &bundle, nullptr) == kBad);
  CHECK(modelseal_bundle_save(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_bundle_manifest_unverified(nullptr, &manifest, nullptr) == kBad);
  CHECK(modelseal_sign_model(nullptr, nullptr, "x", 1, nullptr, &bundle, nullptr) == kBad);
  CHECK(modelseal_sign_manifest(nullptr, nullptr, &bundle, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_new(nullptr, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_build(nullptr, &verifier, nullptr) == kBad);
  CHECK(modelseal_verifier_verify_model(nullptr, "x", 1, nullptr, nullptr, &result, nullptr) ==
        kBad);
  CHECK(modelseal_bundle_diff_unverified(nullptr, nullptr, "x", 1, nullptr, &diff, nullptr) ==
        kBad);
  CHECK(modelseal_diff_at(nullptr, 1, 0, nullptr, nullptr) == kBad);
  CHECK((manifest == nullptr && bundle == nullptr && signer == nullptr && result == nullptr &&
         verifier == nullptr && diff == nullptr && buffer == nullptr));
}

TEST_CASE("getters of NULL give nothing and every free accepts NULL", "[capi]") {
  CHECK(modelseal_error_code(nullptr) == 0);
  CHECK(std::string(modelseal_error_message(nullptr)).empty());
  CHECK(modelseal_manifest_entry_count(nullptr) == 0);
  CHECK(modelseal_manifest_ignored(nullptr, 0).len == 0);
  CHECK(modelseal_bundle_json(nullptr).len == 0);
  CHECK(modelseal_bundle_method(nullptr) == 0);
  CHECK(modelseal_result_manifest(nullptr) == nullptr);
  CHECK(modelseal_result_ignored(nullptr, 0).data != nullptr);
  CHECK(modelseal_diff_count(nullptr, 0) == 0);
  CHECK(modelseal_diff_is_complete(nullptr) == 0);
  CHECK(modelseal_buffer_view(nullptr).len == 0);
  modelseal_job_cancel(nullptr);
  modelseal_error_free(nullptr);
  modelseal_buffer_free(nullptr);
  modelseal_job_free(nullptr);
  modelseal_hash_options_free(nullptr);
  modelseal_manifest_free(nullptr);
  modelseal_signer_free(nullptr);
  modelseal_bundle_free(nullptr);
  modelseal_verifier_builder_free(nullptr);
  modelseal_verifier_free(nullptr);
  modelseal_result_free(nullptr);
  modelseal_diff_free(nullptr);
}

TEST_CASE("options out of range are refused at once", "[capi]") {
  constexpr auto kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;
  modelseal_hash_options* options = nullptr;
  REQUIRE(modelseal_hash_options_new(&options, nullptr) == 0);
  CHECK(modelseal_hash_options_set_hash(options, 0, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_hash(options, 4, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_shard_size_bytes(options, 4095, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_shard_size_bytes(options, (1ull << 53) + 1, nullptr) == kBad);
  CHECK(modelseal_hash_options_set_ignore_git_paths(options, 2, nullptr) == kBad);
  for (const char* name : {".", "..", "/a", "a/", "a//b", "*", "a[0]", "what?"}) {
    CAPTURE(name);
    CHECK(modelseal_hash_options_add_ignored_name(options, name, strlen(name), nullptr) ==
          MODELSEAL_ERROR_NAME_INVALID);
  }
  modelseal_hash_options_free(options);
  modelseal_job* job = nullptr;
  REQUIRE(modelseal_job_new(&job, nullptr) == 0);
  CHECK(modelseal_job_set_threads(job, 1025, nullptr) == kBad);
  CHECK(modelseal_job_set_read_mode(job, -1, nullptr) == kBad);
  CHECK(modelseal_job_set_read_mode(job, 3, nullptr) == kBad);
  CHECK(modelseal_job_set_bypass_page_cache(job, 2, nullptr) == kBad);
  modelseal_job_free(job);
}

TEST_CASE("a verifier that names no signer cannot be built", "[capi]") {
  modelseal_verifier_builder* builder = nullptr;
  modelseal_verifier* verifier = nullptr;
  REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == 0);
  CHECK(modelseal_verifier_builder_build(builder, &verifier, nullptr) ==
        MODELSEAL_ERROR_POLICY_NOT_STATED);
  CHECK(verifier == nullptr);
  modelseal_verifier_builder_free(builder);
}

TEST_CASE("sign, save, load and verify; the result says what was proved", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  const std::string file = dir.path() / "model.sig";
  const Keys keys;
  modelseal_bundle* made = Sign(keys, path);
  REQUIRE(modelseal_bundle_save(made, file.data(), file.size(), nullptr) == 0);
  modelseal_bundle* bundle = nullptr;
  REQUIRE(modelseal_bundle_load(file.data(), file.size(), &bundle, nullptr) == 0);
  CHECK(modelseal_bundle_method(bundle) == MODELSEAL_METHOD_KEY);
  modelseal_verifier* verifier = NewVerifier(keys);
  modelseal_result* result = nullptr;
  REQUIRE(modelseal_verifier_verify_model(verifier, path.data(), path.size(), bundle, nullptr,
                                          &result, nullptr) == MODELSEAL_OK);
  CHECK(modelseal_result_method(result) == MODELSEAL_METHOD_KEY);
  CHECK(modelseal_result_key_curve(result) == MODELSEAL_CURVE_P256);
  CHECK(modelseal_result_key_fingerprint(result).len == 64);
  CHECK(modelseal_result_verified_bytes(result) == 5);
  const modelseal_manifest* manifest = modelseal_result_manifest(result);
  REQUIRE(modelseal_manifest_entry_count(manifest) == 1);
  modelseal_entry entry = {};
  entry.struct_size = sizeof(entry);
  REQUIRE(modelseal_manifest_entry(manifest, 0, &entry, nullptr) == 0);
  CHECK(std::string(entry.name.data, entry.name.len) == "a");
  CHECK(entry.digest.len == 64);
  CHECK(modelseal_manifest_entry(manifest, 1, &entry, nullptr) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_result_free(result);
  modelseal_verifier_free(verifier);
  modelseal_bundle_free(bundle);
  modelseal_bundle_free(made);
}

TEST_CASE("a missing signature file is told apart from other missing files", "[capi]") {
  modelseal_bundle* bundle = nullptr;
  CHECK(modelseal_bundle_load("/nonexistent.sig", 16, &bundle, nullptr) ==
        MODELSEAL_ERROR_SIGNATURE_NOT_FOUND);
}

TEST_CASE("a struct that is too small is refused and a larger one is filled", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  modelseal_manifest* manifest = nullptr;
  REQUIRE(modelseal_manifest_compute(nullptr, path.data(), path.size(), nullptr, &manifest,
                                     nullptr) == 0);
  struct Larger {
    modelseal_entry entry;
    uint64_t later;
  } larger = {};
  larger.later = 42;
  larger.entry.struct_size = sizeof(larger);
  REQUIRE(modelseal_manifest_entry(manifest, 0, &larger.entry, nullptr) == 0);
  CHECK(larger.entry.struct_size == sizeof(larger));
  CHECK(larger.later == 42);
  larger.entry.struct_size = 8;
  CHECK(modelseal_manifest_entry(manifest, 0, &larger.entry, nullptr) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_manifest_free(manifest);
}

TEST_CASE("a struct of the first version is filled as far as it goes", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  modelseal_manifest* manifest = nullptr;
  REQUIRE(modelseal_manifest_compute(nullptr, path.data(), path.size(), nullptr, &manifest,
                                     nullptr) == 0);
  modelseal_entry entry = {};
  entry.source = 42;
  entry.struct_size = offsetof(modelseal_entry, source);
  REQUIRE(modelseal_manifest_entry(manifest, 0, &entry, nullptr) == 0);
  CHECK(entry.end_bytes == 5);
  CHECK(entry.source == 42);
  modelseal_manifest_free(manifest);
}

TEST_CASE("a failed verification brings its differences and no result", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  const Keys keys;
  modelseal_bundle* bundle = Sign(keys, path);
  dir.Write("m/a", "alphA");
  modelseal_verifier* verifier = NewVerifier(keys);
  modelseal_result* result = nullptr;
  modelseal_error* err = nullptr;
  CHECK(modelseal_verifier_verify_model(verifier, path.data(), path.size(), bundle, nullptr,
                                        &result, &err) == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(result == nullptr);
  CHECK(modelseal_error_category(err) == MODELSEAL_CATEGORY_VERIFICATION);
  const modelseal_diff* diff = modelseal_error_diff(err);
  REQUIRE(diff != nullptr);
  CHECK(modelseal_diff_count(diff, 0) == 1);
  CHECK(modelseal_diff_is_complete(diff) == 1);
  modelseal_difference difference = {};
  difference.struct_size = sizeof(difference);
  REQUIRE(modelseal_diff_at(diff, MODELSEAL_DIFFERENCE_MODIFIED, 0, &difference, nullptr) == 0);
  CHECK(std::string(difference.name.data, difference.name.len) == "a");
  CHECK(difference.code == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(difference.size_bytes == 5);
  CHECK(difference.expected.len == 64);
  CHECK(std::string(difference.expected.data) != difference.actual.data);
  // Without an error object the code is all there is.
  CHECK(modelseal_verifier_verify_model(verifier, path.data(), path.size(), bundle, nullptr,
                                        &result, nullptr) == MODELSEAL_ERROR_DIGEST_MISMATCH);
  modelseal_error_free(err);
  modelseal_verifier_free(verifier);
  modelseal_bundle_free(bundle);
}

TEST_CASE("how files are read changes no digest", "[capi]") {
  TempDir dir;
  dir.Write("m/a", std::string(3 << 20, 'x'));
  dir.Write("m/b", std::string((2 << 20) + 77, 'y'));
  const std::string path = dir.path() / "m";
  std::string expected;
  for (const int32_t mode :
       {MODELSEAL_READ_AUTO, MODELSEAL_READ_PARALLEL, MODELSEAL_READ_SEQUENTIAL}) {
    for (const int32_t bypass : {0, 1}) {
      modelseal_job* job = nullptr;
      modelseal_manifest* manifest = nullptr;
      REQUIRE(modelseal_job_new(&job, nullptr) == 0);
      REQUIRE(modelseal_job_set_read_mode(job, mode, nullptr) == 0);
      REQUIRE(modelseal_job_set_bypass_page_cache(job, bypass, nullptr) == 0);
      REQUIRE(modelseal_manifest_compute(nullptr, path.data(), path.size(), job, &manifest,
                                         nullptr) == 0);
      modelseal_entry entry = {};
      entry.struct_size = sizeof(entry);
      REQUIRE(modelseal_manifest_entry(manifest, 1, &entry, nullptr) == 0);
      const std::string digest(entry.digest.data, entry.digest.len);
      CHECK((expected.empty() || digest == expected));
      expected = digest;
      modelseal_manifest_free(manifest);
      modelseal_job_free(job);
    }
  }
}

TEST_CASE("progress is reported, and stops the job if it says so", "[capi]") {
  TempDir dir;
  dir.Write("m/a", std::string(3 << 20, 'x'));
  const std::string path = dir.path() / "m";
  modelseal_job* job = nullptr;
  REQUIRE(modelseal_job_new(&job, nullptr) == 0);
  uint64_t last = 0;
  const auto watch = [](const modelseal_progress* progress, void* user) -> int32_t {
    *static_cast<uint64_t*>(user) = progress->bytes_done;
    return 0;
  };
  modelseal_manifest* manifest = nullptr;
  REQUIRE(modelseal_job_set_progress(job, watch, &last, nullptr) == 0);
  REQUIRE(modelseal_manifest_compute(nullptr, path.data(), path.size(), job, &manifest, nullptr) ==
          0);
  CHECK(last == 3 << 20);
  modelseal_manifest_free(manifest);
  manifest = nullptr;

  const auto stop = [](const modelseal_progress*, void*) -> int32_t { return 17; };
  modelseal_error* err = nullptr;
  REQUIRE(modelseal_job_set_progress(job, stop, nullptr, nullptr) == 0);
  CHECK(modelseal_manifest_compute(nullptr, path.data(), path.size(), job, &manifest, &err) ==
        MODELSEAL_ERROR_CANCELLED);
  CHECK(std::string(modelseal_error_detail(err, "callback")) == "17");
  CHECK(manifest == nullptr);
  modelseal_error_free(err);

  REQUIRE(modelseal_job_set_progress(job, nullptr, nullptr, nullptr) == 0);
  modelseal_job_cancel(job);
  CHECK(modelseal_manifest_compute(nullptr, path.data(), path.size(), job, &manifest, nullptr) ==
        MODELSEAL_ERROR_CANCELLED);
  modelseal_job_free(job);
}

TEST_CASE("what a callback throws does not get past the boundary", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  const Keys keys;
  const modelseal_str pem = modelseal_buffer_view(keys.public_pem);
  const auto sign = [](const uint8_t*, size_t, const uint8_t*, size_t, uint8_t*, size_t*,
                       void*) -> int32_t { throw std::runtime_error("thrown by the signer"); };
  modelseal_signer* signer = nullptr;
  REQUIRE(modelseal_signer_from_callback(pem.data, pem.len, sign, nullptr, &signer, nullptr) == 0);
  modelseal_bundle* bundle = nullptr;
  modelseal_error* err = nullptr;
  CHECK(modelseal_sign_model(signer, nullptr, path.data(), path.size(), nullptr, &bundle, &err) ==
        MODELSEAL_ERROR_INTERNAL);
  CHECK(std::string(modelseal_error_message(err)) == "thrown by the signer");
  CHECK(bundle == nullptr);
  modelseal_error_free(err);
  modelseal_signer_free(signer);
}

TEST_CASE("a callback that claims more than its room gets no bundle", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  const std::string path = dir.path() / "m";
  const Keys keys;
  const modelseal_str pem = modelseal_buffer_view(keys.public_pem);
  const auto sign = [](const uint8_t*, size_t, const uint8_t*, size_t, uint8_t*, size_t* size,
                       void*) -> int32_t {
    *size = MODELSEAL_SIGNATURE_CAPACITY_BYTES + 1;
    return 0;
  };
  modelseal_signer* signer = nullptr;
  REQUIRE(modelseal_signer_from_callback(pem.data, pem.len, sign, nullptr, &signer, nullptr) == 0);
  modelseal_bundle* bundle = nullptr;
  CHECK(modelseal_sign_model(signer, nullptr, path.data(), path.size(), nullptr, &bundle,
                             nullptr) == MODELSEAL_ERROR_CALLBACK_FAILED);
  modelseal_signer_free(signer);
}

TEST_CASE("one verifier serves several threads at once", "[capi]") {
  TempDir dir;
  dir.Write("m/a", "alpha");
  dir.Write("m/b", std::string(100'000, 'x'));
  const std::string path = dir.path() / "m";
  const Keys keys;
  modelseal_bundle* bundle = Sign(keys, path);
  modelseal_verifier* verifier = NewVerifier(keys);
  std::vector<modelseal_code> codes(4, -1);
  std::vector<std::thread> threads;
  for (modelseal_code& code : codes) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        modelseal_result* result = nullptr;
        code = modelseal_verifier_verify_model(verifier, path.data(), path.size(), bundle, nullptr,
                                               &result, nullptr);
        modelseal_result_free(result);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(codes == std::vector<modelseal_code>(4, MODELSEAL_OK));
  modelseal_verifier_free(verifier);
  modelseal_bundle_free(bundle);
}

}  // namespace
