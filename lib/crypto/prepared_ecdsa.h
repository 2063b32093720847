// SPDX-License-Identifier: Apache-2.0
//
// ECDSA verification (SEC 1 version 2, section 4.1.4; FIPS 186-5, section 6.4.2) under a key on
// P-256, P-384 or P-521 that has been prepared for many signatures.
//
// BoringSSL has assembly for P-256 alone and verifies on the other two curves by generic code: 510
// us on P-384 and 1203 us on P-521 where P-256 takes 48 us. Certificates of Sigstore's authorities
// and timestamps are signed on P-384, checkpoints and promises of logs on P-256; that was nearly
// all the time of verifying a bundle, though the keys stand in the trust root and are the same each
// time. With tables of their multiples it takes 27 us, 165 us and 400 us (one machine, best of 300
// and more); a table of a key takes 0.5 ms, 3 ms and 11 ms to make, and 0.5 MiB.
//
// Everything here is public, so nothing takes constant time.
#ifndef MODELSEAL_LIB_CRYPTO_PREPARED_ECDSA_H_
#define MODELSEAL_LIB_CRYPTO_PREPARED_ECDSA_H_

#include <openssl/base.h>
#include <openssl/ec.h>

#include <memory>
#include <string_view>

#include "lib/crypto/window_table.h"

namespace modelseal::crypto {

// Immutable; thread-safe.
class PreparedEcdsa {
 public:
  // Whether keys of this curve gain by it: P-256, P-384 and P-521.
  static bool IsWorthwhile(const EC_GROUP* group);

  // For a public key of a curve for which it is worthwhile; null for another one, or if there is no
  // memory. The first call for a curve makes the table of its generator, which all keys share and
  // which stays until the process ends.
  static std::unique_ptr<const PreparedEcdsa> Create(const EC_KEY* key);

  // Whether the signature, in DER, is by the key over what has this digest. False also if there is
  // no memory. May leave errors in BoringSSL's queue.
  bool Verify(std::string_view digest, std::string_view signature) const;

 private:
  PreparedEcdsa(const WindowTable* of_generator, std::unique_ptr<const WindowTable> of_key,
                const EC_GROUP* group);

  bssl::UniquePtr<EC_GROUP> group_;
  const WindowTable* of_generator_;
  std::unique_ptr<const WindowTable> of_key_;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_PREPARED_ECDSA_H_
