// SPDX-License-Identifier: Apache-2.0
//
// Signs with a key that only the caller has: a token, a cloud service, an agent.
#ifndef MODELSEAL_LIB_SIGNER_CALLBACK_SIGNER_H_
#define MODELSEAL_LIB_SIGNER_CALLBACK_SIGNER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "lib/signer/signer.h"

namespace modelseal::signer {

// As thread-safe as the function.
class CallbackSigner final : public Signer {
 public:
  // Puts a signature into *signature and returns 0, or returns another value.
  using SignFunction = std::function<int32_t(std::string_view message, std::string_view digest,
                                             std::string* signature)>;

  CallbackSigner(crypto::PublicKey public_key, SignFunction sign)
      : public_key_(std::move(public_key)), sign_(std::move(sign)) {}

  const crypto::PublicKey& public_key() const override { return public_key_; }

  // kCallbackFailed if the function returns another value than 0 (detail "callback") or gives more
  // than limits::kMaxSignatureBytes.
  absl::StatusOr<std::string> Sign(const dsse::Pae& pae) const override;

 private:
  crypto::PublicKey public_key_;
  SignFunction sign_;
};

}  // namespace modelseal::signer

#endif  // MODELSEAL_LIB_SIGNER_CALLBACK_SIGNER_H_
