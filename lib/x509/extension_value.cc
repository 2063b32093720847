// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/extension_value.h"

#include <openssl/asn1.h>
#include <openssl/obj.h>
#include <openssl/x509.h>

namespace modelseal::x509 {
namespace {

std::string_view ViewOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::string_view IdentifierOf(X509_EXTENSION* extension) {
  const ASN1_OBJECT* object = X509_EXTENSION_get_object(extension);
  return ViewOf(OBJ_get0_data(object), OBJ_length(object));
}

std::string_view ContentsOf(X509_EXTENSION* extension) {
  const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(extension);
  return ViewOf(ASN1_STRING_get0_data(value), static_cast<size_t>(ASN1_STRING_length(value)));
}

}  // namespace

std::optional<std::string_view> FindExtension(const Certificate& certificate,
                                              std::string_view identifier) {
  for (int i = 0; i < X509_get_ext_count(certificate.get()); ++i) {
    X509_EXTENSION* extension = X509_get_ext(certificate.get(), i);
    if (IdentifierOf(extension) == identifier) {
      return ContentsOf(extension);
    }
  }
  return std::nullopt;
}

std::map<char, std::string_view> FindExtensionsBelow(const Certificate& certificate,
                                                     std::string_view prefix) {
  std::map<char, std::string_view> found;
  for (int i = 0; i < X509_get_ext_count(certificate.get()); ++i) {
    X509_EXTENSION* extension = X509_get_ext(certificate.get(), i);
    const std::string_view identifier = IdentifierOf(extension);
    if (identifier.size() == prefix.size() + 1 && identifier.starts_with(prefix)) {
      found.emplace(identifier.back(), ContentsOf(extension));
    }
  }
  return found;
}

}  // namespace modelseal::x509
