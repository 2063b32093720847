// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/fulcio_leaf.h"

#include <openssl/asn1.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "lib/base/status.h"
#include "lib/x509/path_rules.h"

namespace modelseal::x509 {
namespace {

// RFC 5280 section 4.1.2.2.
constexpr int kMaxSerialBytes = 20;

bool HasPositiveSerial(const Certificate& certificate) {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(certificate.get());
  const int size = ASN1_STRING_length(serial);
  const bool is_zero = size == 0 || (size == 1 && ASN1_STRING_get0_data(serial)[0] == 0);
  return ASN1_STRING_type(serial) == V_ASN1_INTEGER && !is_zero && size <= kMaxSerialBytes;
}

}  // namespace

absl::Status CheckFulcioLeaf(const Certificate& certificate) {
  const uint32_t flags = X509_get_extension_flags(certificate.get());
  if (X509_get_version(certificate.get()) != X509_VERSION_3) {
    return PathError(certificate, "is not of version 3");
  }
  if (!HasPositiveSerial(certificate)) {
    return PathError(certificate, "has a serial number that is not positive or above 20 bytes");
  }
  if ((flags & EXFLAG_CA) != 0) {
    return PathError(certificate, "is that of an authority, expected that of a signer");
  }
  const uint32_t usage = X509_get_key_usage(certificate.get());
  if ((flags & EXFLAG_KUSAGE) == 0 || (usage & KU_DIGITAL_SIGNATURE) == 0) {
    return PathError(certificate, "has no key usage digitalSignature");
  }
  if ((usage & KU_KEY_CERT_SIGN) != 0) {
    return PathError(certificate, "has the key usage keyCertSign of an authority");
  }
  if ((flags & EXFLAG_XKUSAGE) == 0 ||
      (X509_get_extended_key_usage(certificate.get()) & XKU_CODE_SIGN) == 0) {
    return PathError(certificate, "has no extended key usage codeSigning");
  }
  return absl::OkStatus();
}

}  // namespace modelseal::x509
