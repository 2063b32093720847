// SPDX-License-Identifier: Apache-2.0
//
// What a path of certificates is followed for (RFC 5280, 4.2.1.12).
#ifndef MODELSEAL_LIB_X509_EXTENDED_USAGE_H_
#define MODELSEAL_LIB_X509_EXTENDED_USAGE_H_

namespace modelseal::x509 {

enum class ExtendedUsage {
  kCodeSigning,
  kTimeStamping,
  // For no signer of models; vectors of path validation are made for these.
  kServerAuth,
  kClientAuth,
};

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_EXTENDED_USAGE_H_
