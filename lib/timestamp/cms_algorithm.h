// SPDX-License-Identifier: Apache-2.0
//
// The algorithms that a timestamp may name (RFC 5652 section 10.1, RFC 5754): SHA-2 only, with
// ECDSA, RSA PKCS#1 v1.5 or Ed25519.
#ifndef MODELSEAL_LIB_TIMESTAMP_CMS_ALGORITHM_H_
#define MODELSEAL_LIB_TIMESTAMP_CMS_ALGORITHM_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::timestamp {

// Reads an AlgorithmIdentifier that names SHA-256, SHA-384 or SHA-512; its parameters are absent or
// NULL. kTimestampInvalid, with `field`, for anything else.
absl::StatusOr<crypto::HashKind> ReadDigestAlgorithm(crypto::DerReader& reader,
                                                     std::string_view field);

// Reads the AlgorithmIdentifier of a signature. One that names only the kind of key
// (rsaEncryption, id-ecPublicKey) leaves the hash to the digest algorithm of the signer.
// RSASSA-PSS is not supported. kTimestampInvalid.
absl::StatusOr<crypto::SignatureScheme> ReadSignatureAlgorithm(crypto::DerReader& reader,
                                                               crypto::HashKind digest_algorithm,
                                                               std::string_view field);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_CMS_ALGORITHM_H_
