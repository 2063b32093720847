// SPDX-License-Identifier: Apache-2.0
//
// Whoever can sign with an ECDSA key, in its own name or in that of a certificate.
#ifndef MODELSEAL_LIB_SIGNER_SIGNER_H_
#define MODELSEAL_LIB_SIGNER_SIGNER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/public_key.h"
#include "lib/dsse/pae.h"
#include "lib/x509/certificate.h"

namespace modelseal::signer {

// Const methods are thread-safe if what is behind them is.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual const crypto::PublicKey& public_key() const = 0;
  // What the bundle shows of the signer, its own certificate first; empty to show the key alone.
  virtual const std::vector<x509::Certificate>& certificates() const {
    static const auto* const kNone = new std::vector<x509::Certificate>;
    return *kNone;
  }
  // A DER-encoded ECDSA signature over the encoded envelope, hashed as the curve says.
  virtual absl::StatusOr<std::string> Sign(const dsse::Pae& pae) const = 0;
};

}  // namespace modelseal::signer

#endif  // MODELSEAL_LIB_SIGNER_SIGNER_H_
