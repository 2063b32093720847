// SPDX-License-Identifier: Apache-2.0
//
// The kinds of subject alternative names (RFC 5280, 4.2.1.6) that name a signer.
#ifndef MODELSEAL_LIB_X509_SAN_TYPE_H_
#define MODELSEAL_LIB_X509_SAN_TYPE_H_

#include <cstdint>
#include <string_view>

namespace modelseal::x509 {

// The numbers are those of the C interface.
enum class SanType : int32_t {
  kEmail = 1,      // rfc822Name
  kUri = 2,        // uniformResourceIdentifier
  kOtherName = 3,  // otherName, as Fulcio writes a user name
  kDns = 4,        // dNSName
};

// "email", "uri", "other name", "dns". Static.
constexpr std::string_view SanTypeName(SanType type) {
  switch (type) {
    case SanType::kEmail:
      return "email";
    case SanType::kUri:
      return "uri";
    case SanType::kOtherName:
      return "other name";
    case SanType::kDns:
      return "dns";
  }
  return "unknown";
}

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_SAN_TYPE_H_
