// SPDX-License-Identifier: Apache-2.0
//
// Each allocation of a verification fails once; none of them may crash, leak or pass as success.
#include <catch2/catch.hpp>
#include <string>

#include "modelseal/modelseal.h"
#include "tests/support/failing_allocation.h"
#include "tests/support/temp_dir.h"

namespace {

struct Fixture {
  Fixture() {
    dir.Write("m/a", "alpha");
    path = dir.path() / "m";
    REQUIRE(modelseal_key_generate(MODELSEAL_CURVE_P256, nullptr, 0, &private_pem, &public_pem,
                                   nullptr) == 0);
    const modelseal_str pem = modelseal_buffer_view(private_pem);
    REQUIRE(modelseal_signer_from_key_pem(pem.data, pem.len, nullptr, 0, &signer, nullptr) == 0);
    modelseal_verifier_builder* builder = nullptr;
    const modelseal_str key = modelseal_buffer_view(public_pem);
    REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == 0);
    REQUIRE(modelseal_verifier_builder_set_public_key_pem(builder, key.data, key.len, nullptr) ==
            0);
    REQUIRE(modelseal_verifier_builder_build(builder, &verifier, nullptr) == 0);
    modelseal_verifier_builder_free(builder);
  }
  ~Fixture() {
    modelseal_verifier_free(verifier);
    modelseal_signer_free(signer);
    modelseal_buffer_free(private_pem);
    modelseal_buffer_free(public_pem);
  }

  // One job with one thread, so that every allocation is this thread's.
  modelseal_code Run(modelseal_error** err) const {
    modelseal_job* job = nullptr;
    modelseal_bundle* bundle = nullptr;
    modelseal_code code = modelseal_job_new(&job, err);
    if (code == 0) {
      code = modelseal_job_set_threads(job, 1, err);
    }
    if (code == 0) {
      code = modelseal_sign_model(signer, nullptr, path.data(), path.size(), job, &bundle, err);
    }
    const bool has_bundle = bundle != nullptr;
    modelseal_bundle_free(bundle);
    modelseal_job_free(job);
    return (code == 0) == has_bundle ? code : -1;
  }

  // Hashes bytes, signs them and verifies that signature.
  modelseal_code RunInMemory(modelseal_error** err) const {
    modelseal_hasher* hasher = nullptr;
    modelseal_manifest* manifest = nullptr;
    modelseal_bundle* bundle = nullptr;
    modelseal_result* result = nullptr;
    modelseal_code code = modelseal_hasher_new(nullptr, "model", 5, &hasher, err);
    for (const char* name : {"a", "b"}) {
      modelseal_hash_stream* stream = nullptr;
      if (code == 0) {
        code = modelseal_hasher_open_stream(hasher, name, 1, 0, 5, &stream, err);
      }
      if (code == 0) {
        const modelseal_hash_input input = {sizeof(input), 0, stream,
                                            reinterpret_cast<const uint8_t*>("alpha"), 5};
        code = modelseal_hash_streams_update(&input, 1, err);
      }
      if (code == 0) {
        code = modelseal_hash_stream_finish(stream, err);
      }
      modelseal_hash_stream_free(stream);
    }
    if (code == 0) {
      code = modelseal_hasher_finish(hasher, &manifest, err);
    }
    if (code == 0) {
      code = modelseal_sign_manifest(signer, manifest, &bundle, err);
    }
    if (code == 0) {
      code = modelseal_verifier_verify_manifest(verifier, manifest, bundle, &result, err);
    }
    const bool has_result = result != nullptr;
    modelseal_result_free(result);
    modelseal_bundle_free(bundle);
    modelseal_manifest_free(manifest);
    modelseal_hasher_free(hasher);
    return (code == 0) == has_result ? code : -1;
  }

  modelseal::testing::TempDir dir;
  std::string path;
  modelseal_buffer* private_pem = nullptr;
  modelseal_buffer* public_pem = nullptr;
  modelseal_signer* signer = nullptr;
  modelseal_verifier* verifier = nullptr;
};

// Fails each allocation of `run` once.
template <typename Run>
void CheckEachFailure(Run run) {
  modelseal_error* err = nullptr;
  REQUIRE(run(&err) == MODELSEAL_OK);
  long failed = 0;
  bool was_reached = true;
  for (long nth = 0; was_reached && nth < 100'000; ++nth) {
    modelseal::testing::FailAllocation(nth);
    const modelseal_code code = run(&err);
    was_reached = modelseal::testing::StopFailing();
    const modelseal_code in_object = modelseal_error_code(err);
    modelseal_error_free(err);
    // Some allocations are only for speed, and a run does without them.
    if (code != MODELSEAL_OK) {
      ++failed;
      CAPTURE(nth, code);
      REQUIRE(in_object == code);
      REQUIRE(code / 100 == MODELSEAL_CATEGORY_INTERNAL);
    }
  }
  CHECK_FALSE(was_reached);
  CHECK(failed > 50);
}

TEST_CASE("running out of memory anywhere is an error and nothing worse", "[capi][memory]") {
  const Fixture fixture;
  CheckEachFailure([&](modelseal_error** err) { return fixture.Run(err); });
}

TEST_CASE("running out of memory while hashing bytes is an error and nothing worse",
          "[capi][memory]") {
  const Fixture fixture;
  CheckEachFailure([&](modelseal_error** err) { return fixture.RunInMemory(err); });
}

}  // namespace
