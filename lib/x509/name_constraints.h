// SPDX-License-Identifier: Apache-2.0
//
// Which names an authority may give (RFC 5280, 4.2.1.10).
#ifndef MODELSEAL_LIB_X509_NAME_CONSTRAINTS_H_
#define MODELSEAL_LIB_X509_NAME_CONSTRAINTS_H_

#include <openssl/base.h>

#include <memory>

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// The constraints that one authority states, read once. Immutable and cheap to copy; thread-safe.
class NameConstraints {
 public:
  // Those of the certificate; none if it states none.
  explicit NameConstraints(const Certificate& authority);

  // kCertificateInvalid if a name of the subject or of the alternative names is excluded, is of a
  // kind for which names are permitted but not this one, or is of a constrained kind that cannot be
  // compared here: anything but directory names, email addresses, DNS names and URIs.
  absl::Status Check(const Certificate& certificate) const;

 private:
  std::shared_ptr<NAME_CONSTRAINTS> constraints_;
};

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_NAME_CONSTRAINTS_H_
