// SPDX-License-Identifier: Apache-2.0
//
// Logs that never signed anything: whatever verifies under them was not signed.
#ifndef MODELSEAL_FUZZ_UNKNOWN_LOG_H_
#define MODELSEAL_FUZZ_UNKNOWN_LOG_H_

#include <string>
#include <string_view>
#include <utility>

#include "fuzz/unknown_key.h"
#include "lib/crypto/verification_key.h"
#include "lib/tlog/log.h"

namespace modelseal::fuzz {

// Under the host and the key id of a real log, so that its checkpoints get as far as the signature.
inline tlog::TransparencyLog UnknownLog(std::string_view key_pem, std::string host,
                                        std::string checkpoint_key_id, std::string log_id) {
  crypto::VerificationKey key = *crypto::VerificationKey::ParsePem(key_pem);
  const crypto::SignatureScheme scheme = key.default_scheme();
  return {.base_url = "https://" + host,
          .host = std::move(host),
          .key = std::move(key),
          .scheme = scheme,
          .log_id = std::move(log_id),
          .checkpoint_key_id = std::move(checkpoint_key_id),
          .validity = {}};
}

}  // namespace modelseal::fuzz

#endif  // MODELSEAL_FUZZ_UNKNOWN_LOG_H_
