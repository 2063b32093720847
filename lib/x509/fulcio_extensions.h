// SPDX-License-Identifier: Apache-2.0
//
// What Fulcio says in a certificate about the identity that it was issued to: the extensions
// 1.3.6.1.4.1.57264.1.1 to .24 (Fulcio, docs/oid-info).
#ifndef MODELSEAL_LIB_X509_FULCIO_EXTENSIONS_H_
#define MODELSEAL_LIB_X509_FULCIO_EXTENSIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

struct FulcioExtension {
  std::string oid;        // "1.3.6.1.4.1.57264.1.8"
  std::string_view name;  // "Issuer (V2)"; static
  std::string value;      // UTF-8 without NUL

  bool operator==(const FulcioExtension& other) const = default;
};

struct FulcioExtensions {
  // Who vouched for the identity: .8, or .1 in certificates older than that. Empty if neither is
  // there.
  std::string issuer;
  // Those that are there, in the order of their last number.
  std::vector<FulcioExtension> all;
};

// kCertificateInvalid if a known extension is not UTF-8 in the encoding of its number (.1 to .6
// hold the bytes themselves, .8 to .24 a UTF8String and nothing behind it) or has a NUL, or if
// .1 and .8 name different issuers. Numbers not known here are left out.
absl::StatusOr<FulcioExtensions> ReadFulcioExtensions(const Certificate& certificate);

// The name of an extension by its identifier in dotted decimal, static; empty if it is not known.
std::string_view FulcioExtensionName(std::string_view oid);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_FULCIO_EXTENSIONS_H_
