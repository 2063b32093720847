// SPDX-License-Identifier: Apache-2.0
//
// The fields of a certificate (RFC 5280 section 4.1) by which a timestamp names its signer, as the
// bytes that they are: names are compared as they were encoded.
#ifndef MODELSEAL_LIB_TIMESTAMP_CERTIFICATE_FIELDS_H_
#define MODELSEAL_LIB_TIMESTAMP_CERTIFICATE_FIELDS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "lib/timestamp/signer_info.h"

namespace modelseal::timestamp {

struct CertificateExtension {
  bool is_critical = false;
  std::string_view value;  // what the OCTET STRING holds
};

// Views into the bytes that were read.
struct CertificateFields {
  IssuerAndSerial issuer_and_serial;
  std::map<std::string, CertificateExtension, std::less<>> extensions;  // by object identifier

  // subjectKeyIdentifier; empty if there is none.
  std::string_view KeyIdentifier() const;

  // Whether `signer` names this certificate.
  bool IsNamedBy(const SignerId& signer) const;
};

// No value if the bytes do not have the form of a certificate: this reads what it needs, where
// x509::Certificate reads all.
std::optional<CertificateFields> ReadCertificateFields(std::string_view der);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_CERTIFICATE_FIELDS_H_
