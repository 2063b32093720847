// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/name_constraints.h"

#include <openssl/err.h>
#include <openssl/nid.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <new>

#include "lib/x509/path_rules.h"

namespace modelseal::x509 {

// A certificate whose constraints cannot be read was refused when it was parsed: only memory can be
// missing here.
NameConstraints::NameConstraints(const Certificate& authority) {
  constexpr int kNotThere = -1;
  int criticality = 0;
  constraints_.reset(static_cast<NAME_CONSTRAINTS*>(X509_get_ext_d2i(
                         authority.get(), NID_name_constraints, &criticality, nullptr)),
                     NAME_CONSTRAINTS_free);
  ERR_clear_error();
  if (constraints_ == nullptr && criticality != kNotThere) {
    throw std::bad_alloc();
  }
}

// BoringSSL bounds the number of comparisons and compares only the four kinds of names that it has
// rules for, so X.400 addresses, whose declared type was wrong once (CVE-2023-0286), never are.
absl::Status NameConstraints::Check(const Certificate& certificate) const {
  if (constraints_ == nullptr ||
      NAME_CONSTRAINTS_check(certificate.get(), constraints_.get()) == X509_V_OK) {
    return absl::OkStatus();
  }
  return PathError(certificate, "has a name outside the constraints of an issuer");
}

}  // namespace modelseal::x509
