// SPDX-License-Identifier: Apache-2.0
//
// See entry_verifier.h.
#include "lib/tlog/entry_verifier.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/crypto/strict_pem.h"

namespace modelseal::tlog {

absl::Status CheckEntryVerifier(const json::Fields& fields, std::string_view key,
                                const SignedContent& content) {
  const bool has_certificate = !content.certificate_der.empty();
  const std::string_view label = has_certificate ? "CERTIFICATE" : "PUBLIC KEY";
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view text, fields.String(key));
  const std::optional<std::string> pem = DecodeBase64(text);
  const std::optional<std::string> der =
      pem.has_value() ? crypto::DecodeStrictPem(*pem, label) : std::nullopt;
  if (!der.has_value()) {
    return fields.Error(
        key, absl::StrCat("expected base64 of one PEM block ", label, " and nothing around it"));
  }
  if (*der != (has_certificate ? content.certificate_der : content.key->spki_der())) {
    return fields.Error(key, has_certificate ? "is not the certificate of the signer"
                                             : "is not the key of the signer");
  }
  return absl::OkStatus();
}

}  // namespace modelseal::tlog
