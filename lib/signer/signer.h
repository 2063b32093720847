// SPDX-License-Identifier: Apache-2.0
//
// Whoever can sign with an ECDSA key.
#ifndef MODELSEAL_LIB_SIGNER_SIGNER_H_
#define MODELSEAL_LIB_SIGNER_SIGNER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/public_key.h"
#include "lib/dsse/pae.h"

namespace modelseal::signer {

// Const methods are thread-safe if what is behind them is.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual const crypto::PublicKey& public_key() const = 0;
  // A DER-encoded ECDSA signature over the encoded envelope, hashed as the curve says.
  virtual absl::StatusOr<std::string> Sign(const dsse::Pae& pae) const = 0;
};

}  // namespace modelseal::signer

#endif  // MODELSEAL_LIB_SIGNER_SIGNER_H_
