// SPDX-License-Identifier: Apache-2.0
//
// From which verification on a key is prepared, and that threads get one and the same.
#include "lib/crypto/lazy_preparation.h"

#include <openssl/ec_key.h>
#include <openssl/nid.h>

#include <catch2/catch.hpp>
#include <set>
#include <thread>
#include <vector>

namespace modelseal::crypto {
namespace {

bssl::UniquePtr<EC_KEY> MakeKey(int curve) {
  bssl::UniquePtr<EC_KEY> key(EC_KEY_new_by_curve_name(curve));
  REQUIRE(EC_KEY_generate_key(key.get()));
  return key;
}

}  // namespace

TEST_CASE("the first verifications find no prepared key", "[crypto][lazy_preparation]") {
  const auto key = MakeKey(NID_secp384r1);
  LazyPreparation preparation;
  for (uint64_t i = 0; i < LazyPreparation::kVerificationsBefore; ++i) {
    CHECK(preparation.Use(key.get()) == nullptr);
  }
  CHECK(preparation.Use(key.get()) != nullptr);
}

TEST_CASE("later verifications find the same prepared key", "[crypto][lazy_preparation]") {
  const auto key = MakeKey(NID_secp521r1);
  LazyPreparation preparation;
  std::set<const PreparedEcdsa*> found;
  for (uint64_t i = 0; i < LazyPreparation::kVerificationsBefore + 10; ++i) {
    found.insert(preparation.Use(key.get()));
  }
  CHECK(found.size() == 2);  // none, and the one
}

TEST_CASE("a key on P-256 is prepared later, since it gains less", "[crypto][lazy_preparation]") {
  const auto key = MakeKey(NID_X9_62_prime256v1);
  LazyPreparation preparation;
  for (uint64_t i = 0; i < LazyPreparation::kVerificationsBeforeOnP256; ++i) {
    CHECK(preparation.Use(key.get()) == nullptr);
  }
  CHECK(preparation.Use(key.get()) != nullptr);
}

TEST_CASE("a key that gains nothing is never prepared", "[crypto][lazy_preparation]") {
  const auto key = MakeKey(NID_secp224r1);
  LazyPreparation preparation;
  for (uint64_t i = 0; i < LazyPreparation::kVerificationsBeforeOnP256 + 10; ++i) {
    CHECK(preparation.Use(key.get()) == nullptr);
  }
}

TEST_CASE("threads find one prepared key", "[crypto][lazy_preparation]") {
  const auto key = MakeKey(NID_secp384r1);
  LazyPreparation preparation;
  std::vector<std::set<const PreparedEcdsa*>> found(4);
  std::vector<std::thread> threads;
  for (auto& mine : found) {
    threads.emplace_back([&preparation, &key, &mine] {
      for (int i = 0; i < 1000; ++i) {
        mine.insert(preparation.Use(key.get()));
      }
    });
  }
  std::set<const PreparedEcdsa*> all;
  for (size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    all.insert(found[i].begin(), found[i].end());
  }
  all.erase(nullptr);
  CHECK(all.size() == 1);
  CHECK(all.contains(preparation.Use(key.get())));
}

}  // namespace modelseal::crypto
