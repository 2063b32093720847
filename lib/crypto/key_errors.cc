// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/key_errors.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::crypto {

absl::Status UnsupportedKeyError() {
  return MakeError(Reason::kKeyUnsupported,
                   "the key is not ECDSA on P-256, P-384 or P-521, the kinds OMS 1.0 knows",
                   {{"expected", "P-256, P-384 or P-521"}});
}

absl::Status KeyParseError(std::string_view what) {
  bool is_unsupported = false;
  while (const uint32_t error = ERR_get_error()) {
    const int library = ERR_GET_LIB(error);
    const int reason = ERR_GET_REASON(error);
    is_unsupported |= (library == ERR_LIB_EVP && reason == EVP_R_UNSUPPORTED_ALGORITHM) ||
                      (library == ERR_LIB_EC && reason == EC_R_UNKNOWN_GROUP);
  }
  if (is_unsupported) {
    return UnsupportedKeyError();
  }
  return MakeError(Reason::kKeyInvalid, absl::StrCat("the PEM block holds no valid ", what));
}

}  // namespace modelseal::crypto
