// SPDX-License-Identifier: Apache-2.0
//
// Signs with a private key in memory.
#ifndef MODELSEAL_LIB_SIGNER_KEY_SIGNER_H_
#define MODELSEAL_LIB_SIGNER_KEY_SIGNER_H_

#include <string>
#include <utility>

#include "lib/crypto/private_key.h"
#include "lib/signer/signer.h"

namespace modelseal::signer {

// Thread-safe.
class KeySigner final : public Signer {
 public:
  explicit KeySigner(crypto::PrivateKey key) : key_(std::move(key)) {}

  const crypto::PublicKey& public_key() const override { return key_.public_key(); }
  absl::StatusOr<std::string> Sign(const dsse::Pae& pae) const override {
    return key_.Sign(pae.bytes);
  }

 private:
  crypto::PrivateKey key_;
};

}  // namespace modelseal::signer

#endif  // MODELSEAL_LIB_SIGNER_KEY_SIGNER_H_
