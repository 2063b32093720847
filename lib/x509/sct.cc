// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/sct.h"

#include <openssl/bytestring.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/x509/extension_value.h"

namespace modelseal::x509 {
namespace {

constexpr uint8_t kVersion1 = 0;
constexpr size_t kLogIdBytes = 32;

absl::Status ListError(const Certificate& certificate, std::string_view problem) {
  return MakeError(Reason::kSctInvalid,
                   absl::StrCat("the list of certificate timestamps of ",
                                certificate.display_name(), " ", problem),
                   {{"subject", certificate.subject()}});
}

std::string ToString(const CBS& cbs) {
  return {reinterpret_cast<const char*>(CBS_data(&cbs)), CBS_len(&cbs)};
}

// RFC 6962 section 3.2, SignedCertificateTimestamp.
std::optional<Sct> ParseSct(CBS cbs) {
  Sct sct;
  uint8_t version = 0;
  CBS log_id;
  CBS extensions;
  CBS signature;
  if (!CBS_get_u8(&cbs, &version) || version != kVersion1 ||
      !CBS_get_bytes(&cbs, &log_id, kLogIdBytes) || !CBS_get_u64(&cbs, &sct.timestamp_ms) ||
      !CBS_get_u16_length_prefixed(&cbs, &extensions) || !CBS_get_u8(&cbs, &sct.hash_algorithm) ||
      !CBS_get_u8(&cbs, &sct.signature_algorithm) ||
      !CBS_get_u16_length_prefixed(&cbs, &signature) || CBS_len(&cbs) != 0) {
    return std::nullopt;
  }
  sct.log_id = ToString(log_id);
  sct.extensions = ToString(extensions);
  sct.signature = ToString(signature);
  return sct;
}

}  // namespace

absl::StatusOr<std::vector<Sct>> ReadEmbeddedScts(const Certificate& certificate) {
  std::vector<Sct> scts;
  const std::optional<std::string_view> extension = FindExtension(certificate, kSctListIdentifier);
  if (!extension.has_value()) {
    return scts;
  }
  CBS cbs;
  CBS octets;
  CBS list;
  CBS_init(&cbs, crypto::AsBytes(*extension).data(), extension->size());
  if (!CBS_get_asn1(&cbs, &octets, CBS_ASN1_OCTETSTRING) || CBS_len(&cbs) != 0) {
    return ListError(certificate, "is not one octet string");
  }
  if (!CBS_get_u16_length_prefixed(&octets, &list) || CBS_len(&octets) != 0 ||
      CBS_len(&list) == 0) {
    return ListError(certificate, "is empty or not as long as it says");
  }
  while (CBS_len(&list) != 0) {
    CBS element;
    std::optional<Sct> sct;
    if (CBS_get_u16_length_prefixed(&list, &element)) {
      sct = ParseSct(element);
    }
    if (!sct.has_value()) {
      return ListError(certificate,
                       absl::StrCat("has one at ", scts.size(), " that is not of version 1"));
    }
    scts.push_back(*std::move(sct));
    if (scts.size() > limits::kMaxScts) {
      return ListError(certificate, absl::StrCat("has more than ", limits::kMaxScts));
    }
  }
  return scts;
}

}  // namespace modelseal::x509
