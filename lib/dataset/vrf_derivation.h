// SPDX-License-Identifier: Apache-2.0
//
// What is derived from the secret key of a dataset: keys for other purposes, and the nonces of
// proofs, which are never drawn at random: the same nonce under two challenges gives away the key.
#ifndef MODELSEAL_LIB_DATASET_VRF_DERIVATION_H_
#define MODELSEAL_LIB_DATASET_VRF_DERIVATION_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/p256.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

// HMAC-SHA-256 under the secret scalar of the purpose and the suite: 32 bytes
// (docs/dataset-bulk-suite.md, "Derived keys"). kOutOfMemory.
enum class DerivedKey { kNonce, kPadding, kValueSalt };
absl::StatusOr<crypto::Secret> DeriveKey(Suite suite, std::span<const uint8_t, kScalarBytes> scalar,
                                         DerivedKey purpose);

// RFC 9381, section 5.4.2.1: the first candidate of RFC 6979, section 3.2, that is from 1 to q - 1.
// `base` is what is hashed: H. kOutOfMemory, as the next.
absl::StatusOr<Scalar> EcvrfNonce(P256& p256, const Scalar& key, const PointBytes& base);

// The nonce of the other proofs: 384 bits of HMAC-SHA-256 of `tag` and the whole statement, modulo
// q (docs/dataset-bulk-suite.md, "Nonces").
absl::StatusOr<Scalar> HashedNonce(P256& p256, const crypto::Secret& nonce_key,
                                   std::string_view tag, std::span<const uint8_t> statement);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_DERIVATION_H_
