// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/lazy_preparation.h"

#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/nid.h>

namespace modelseal::crypto {

const PreparedEcdsa* LazyPreparation::Use(const EC_KEY* key) {
  const PreparedEcdsa* prepared = prepared_.load(std::memory_order_acquire);
  if (prepared != nullptr) {
    return prepared;
  }
  // Only one thread sees this count, and only that one touches owner_.
  const bool is_p256 = EC_GROUP_get_curve_name(EC_KEY_get0_group(key)) == NID_X9_62_prime256v1;
  if (verifications_.fetch_add(1, std::memory_order_relaxed) !=
      (is_p256 ? kVerificationsBeforeOnP256 : kVerificationsBefore)) {
    return nullptr;
  }
  owner_ = PreparedEcdsa::Create(key);
  prepared_.store(owner_.get(), std::memory_order_release);
  return owner_.get();
}

}  // namespace modelseal::crypto
