// SPDX-License-Identifier: Apache-2.0
//
// The bytes of an extension, for those that BoringSSL does not know or reads too leniently.
#ifndef MODELSEAL_LIB_X509_EXTENSION_VALUE_H_
#define MODELSEAL_LIB_X509_EXTENSION_VALUE_H_

#include <map>
#include <optional>
#include <string_view>

#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// The contents of extnValue (RFC 5280, 4.1) of the extension whose identifier has these bytes, as
// DER has them without tag and length; no value if the certificate has none. There is never a
// second one. The view lives as long as the certificate or a copy of it.
std::optional<std::string_view> FindExtension(const Certificate& certificate,
                                              std::string_view identifier);

// The contents of all extensions whose identifier is `prefix`, in bytes as above, and one byte
// more: by that byte. One pass where many would be looked for.
std::map<char, std::string_view> FindExtensionsBelow(const Certificate& certificate,
                                                     std::string_view prefix);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_EXTENSION_VALUE_H_
