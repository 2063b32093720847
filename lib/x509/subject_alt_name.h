// SPDX-License-Identifier: Apache-2.0
//
// Subject alternative names (RFC 5280, 4.2.1.6): who a certificate was issued to.
#ifndef MODELSEAL_LIB_X509_SUBJECT_ALT_NAME_H_
#define MODELSEAL_LIB_X509_SUBJECT_ALT_NAME_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/x509/certificate.h"
#include "lib/x509/san_type.h"

namespace modelseal::x509 {

// A name as the certificate has it, byte by byte: names are compared so, and are not normalised.
struct SubjectAltName {
  SanType type = SanType::kEmail;
  std::string value;

  bool operator==(const SubjectAltName& other) const = default;
};

// The email addresses, URIs, DNS names and user names of Fulcio, in their order; none if the
// certificate has no such extension. Names of other kinds are left out. kCertificateInvalid if the
// extension cannot be read, or one of these names is empty, has a NUL, or is not ASCII (UTF-8 in
// the case of user names).
absl::StatusOr<std::vector<SubjectAltName>> ReadSubjectAltNames(const Certificate& certificate);

// The one name of a certificate of Fulcio: an email address, a URI, or a user name (otherName of
// type 1.3.6.1.4.1.57264.1.7). kCertificateInvalid if it cannot be read as above, is of another
// kind, or is not the only one: a policy must not be met by whichever comes first.
absl::StatusOr<SubjectAltName> ReadFulcioSubject(const Certificate& certificate);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_SUBJECT_ALT_NAME_H_
