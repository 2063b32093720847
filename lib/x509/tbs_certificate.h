// SPDX-License-Identifier: Apache-2.0
//
// Parts of a certificate byte by byte, as certificate transparency needs them (RFC 6962, 3.2):
// another encoding of the same values would be other bytes than those a log signed.
#ifndef MODELSEAL_LIB_X509_TBS_CERTIFICATE_H_
#define MODELSEAL_LIB_X509_TBS_CERTIFICATE_H_

#include <optional>
#include <string>
#include <string_view>

#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// The TBSCertificate without the extension whose identifier has these bytes (DER without tag and
// length). What holds the extensions gets new lengths, and goes if none is left; every other byte
// is kept. No value if the certificate is not structured as RFC 5280 has it.
std::optional<std::string> TbsWithoutExtension(const Certificate& certificate,
                                               std::string_view identifier);

// Its SubjectPublicKeyInfo with tag and length; no value as above. The view lives as long as
// certificate.der().
std::optional<std::string_view> SubjectPublicKeyInfoOf(const Certificate& certificate);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_TBS_CERTIFICATE_H_
