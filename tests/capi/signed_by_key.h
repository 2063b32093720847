// SPDX-License-Identifier: Apache-2.0
//
// Handles of the C interface that free themselves, and a key that signs and verifies, for tests.
#ifndef MODELSEAL_TESTS_CAPI_SIGNED_BY_KEY_H_
#define MODELSEAL_TESTS_CAPI_SIGNED_BY_KEY_H_

#include <catch2/catch.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "modelseal/modelseal.h"

namespace modelseal::testing {

template <typename Handle, void (*kFree)(Handle*)>
struct FreeHandle {
  void operator()(Handle* handle) const { kFree(handle); }
};

template <typename Handle, void (*kFree)(Handle*)>
using Unique = std::unique_ptr<Handle, FreeHandle<Handle, kFree>>;

using UniqueBundle = Unique<modelseal_bundle, modelseal_bundle_free>;
using UniqueResult = Unique<modelseal_result, modelseal_result_free>;
using UniqueError = Unique<modelseal_error, modelseal_error_free>;
using UniqueJob = Unique<modelseal_job, modelseal_job_free>;

class Manifest {
 public:
  explicit Manifest(modelseal_manifest* owned) : owned_(owned), manifest_(owned) {}

  static Manifest Borrow(const modelseal_manifest* manifest) { return Manifest(manifest); }

  static Manifest Compute(const std::string& path, const modelseal_hash_options* options,
                          modelseal_job* job = nullptr) {
    modelseal_manifest* manifest = nullptr;
    REQUIRE(modelseal_manifest_compute(options, path.data(), path.size(), job, &manifest,
                                       nullptr) == MODELSEAL_OK);
    return Manifest(manifest);
  }

  // MODELSEAL_DIGEST_SOURCE_* of the first entry of a file; -1 if there is none.
  int32_t SourceOf(std::string_view name) const {
    for (const modelseal_entry& entry : Entries()) {
      if (name == std::string_view(entry.name.data, entry.name.len)) {
        return entry.source;
      }
    }
    return -1;
  }

  std::vector<modelseal_entry> Entries() const {
    std::vector<modelseal_entry> entries(modelseal_manifest_entry_count(manifest_));
    for (size_t i = 0; i < entries.size(); ++i) {
      entries[i].struct_size = sizeof(modelseal_entry);
      REQUIRE(modelseal_manifest_entry(manifest_, i, &entries[i], nullptr) == MODELSEAL_OK);
    }
    return entries;
  }

  // All that a manifest says, but for the sources.
  bool operator==(const Manifest& other) const {
    return Said(manifest_) == Said(other.manifest_) && Digests() == other.Digests();
  }

  const modelseal_manifest* get() const { return manifest_; }

 private:
  explicit Manifest(const modelseal_manifest* borrowed) : manifest_(borrowed) {}

  static std::tuple<std::string, int32_t, uint64_t, std::vector<std::string>> Said(
      const modelseal_manifest* manifest) {
    std::vector<std::string> ignored;
    for (size_t i = 0; i < modelseal_manifest_ignored_count(manifest); ++i) {
      ignored.emplace_back(modelseal_manifest_ignored(manifest, i).data);
    }
    return {modelseal_manifest_model_name(manifest).data, modelseal_manifest_hash(manifest),
            modelseal_manifest_shard_size_bytes(manifest), ignored};
  }

  std::vector<std::tuple<std::string, std::string, uint64_t, uint64_t>> Digests() const {
    std::vector<std::tuple<std::string, std::string, uint64_t, uint64_t>> out;
    for (const modelseal_entry& entry : Entries()) {
      out.emplace_back(entry.name.data, entry.digest.data, entry.start_bytes, entry.end_bytes);
    }
    return out;
  }

  Unique<modelseal_manifest, modelseal_manifest_free> owned_;
  const modelseal_manifest* manifest_;
};

// A result or an error.
struct Verified {
  modelseal_code code = MODELSEAL_OK;
  UniqueResult result;
  UniqueError error;
};

class SignedByKey {
 public:
  SignedByKey() {
    modelseal_buffer* private_pem = nullptr;
    modelseal_buffer* public_pem = nullptr;
    modelseal_signer* signer = nullptr;
    REQUIRE(modelseal_key_generate(MODELSEAL_CURVE_P256, nullptr, 0, &private_pem, &public_pem,
                                   nullptr) == MODELSEAL_OK);
    const modelseal_str pem = modelseal_buffer_view(private_pem);
    REQUIRE(modelseal_signer_from_key_pem(pem.data, pem.len, nullptr, 0, &signer, nullptr) ==
            MODELSEAL_OK);
    signer_.reset(signer);
    public_pem_ = modelseal_buffer_view(public_pem).data;
    modelseal_buffer_free(private_pem);
    modelseal_buffer_free(public_pem);
  }

  UniqueBundle SignModel(const std::string& path, const modelseal_hash_options* options) const {
    modelseal_bundle* bundle = nullptr;
    REQUIRE(modelseal_sign_model(signer_.get(), options, path.data(), path.size(), nullptr, &bundle,
                                 nullptr) == MODELSEAL_OK);
    return UniqueBundle(bundle);
  }

  UniqueBundle Sign(const Manifest& manifest) const {
    modelseal_bundle* bundle = nullptr;
    REQUIRE(modelseal_sign_manifest(signer_.get(), manifest.get(), &bundle, nullptr) ==
            MODELSEAL_OK);
    return UniqueBundle(bundle);
  }

  Verified VerifyModel(const std::string& path, const UniqueBundle& bundle,
                       modelseal_job* job = nullptr) const {
    const auto verifier = NewVerifier("");
    modelseal_result* result = nullptr;
    modelseal_error* error = nullptr;
    const modelseal_code code = modelseal_verifier_verify_model(
        verifier.get(), path.data(), path.size(), bundle.get(), job, &result, &error);
    return {code, UniqueResult(result), UniqueError(error)};
  }

  Verified VerifyManifest(const Manifest& manifest, const UniqueBundle& bundle,
                          std::string_view predicate_type = "") const {
    const auto verifier = NewVerifier(predicate_type);
    modelseal_result* result = nullptr;
    modelseal_error* error = nullptr;
    const modelseal_code code = modelseal_verifier_verify_manifest(verifier.get(), manifest.get(),
                                                                   bundle.get(), &result, &error);
    return {code, UniqueResult(result), UniqueError(error)};
  }

 private:
  using UniqueVerifier = Unique<modelseal_verifier, modelseal_verifier_free>;

  UniqueVerifier NewVerifier(std::string_view predicate_type) const {
    modelseal_verifier_builder* builder = nullptr;
    modelseal_verifier* verifier = nullptr;
    REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == MODELSEAL_OK);
    REQUIRE(modelseal_verifier_builder_set_public_key_pem(
                builder, public_pem_.data(), public_pem_.size(), nullptr) == MODELSEAL_OK);
    if (!predicate_type.empty()) {
      REQUIRE(modelseal_verifier_builder_set_predicate_type(
                  builder, predicate_type.data(), predicate_type.size(), nullptr) == MODELSEAL_OK);
    }
    REQUIRE(modelseal_verifier_builder_build(builder, &verifier, nullptr) == MODELSEAL_OK);
    modelseal_verifier_builder_free(builder);
    return UniqueVerifier(verifier);
  }

  Unique<modelseal_signer, modelseal_signer_free> signer_;
  std::string public_pem_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CAPI_SIGNED_BY_KEY_H_
