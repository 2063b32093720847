// SPDX-License-Identifier: Apache-2.0
//
// When a key of a trust root is worth preparing: not in a program that verifies one bundle and
// ends.
#ifndef MODELSEAL_LIB_CRYPTO_LAZY_PREPARATION_H_
#define MODELSEAL_LIB_CRYPTO_LAZY_PREPARATION_H_

#include <openssl/base.h>

#include <atomic>
#include <cstdint>
#include <memory>

#include "lib/crypto/prepared_ecdsa.h"

namespace modelseal::crypto {

// Thread-safe.
class LazyPreparation {
 public:
  // A table costs what it saves in so many verifications (on P-256, on the other curves); so
  // whenever a key's use ends, it has cost at most twice of what it could have.
  static constexpr uint64_t kVerificationsBeforeOnP256 = 24;
  static constexpr uint64_t kVerificationsBefore = 8;

  // Counts a verification under `key`, which is the same each time, and says by what to do it: null
  // for the first ones and where there is no gain, then the prepared key. One thread makes that and
  // is the only one to wait for it. Lives as long as this.
  const PreparedEcdsa* Use(const EC_KEY* key);

 private:
  std::atomic<uint64_t> verifications_ = 0;
  std::unique_ptr<const PreparedEcdsa> owner_;  // of what prepared_ points to
  std::atomic<const PreparedEcdsa*> prepared_ = nullptr;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_LAZY_PREPARATION_H_
