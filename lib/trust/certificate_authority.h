// SPDX-License-Identifier: Apache-2.0
//
// An authority of a trusted root that issues certificates to signers (Fulcio).
#ifndef MODELSEAL_LIB_TRUST_CERTIFICATE_AUTHORITY_H_
#define MODELSEAL_LIB_TRUST_CERTIFICATE_AUTHORITY_H_

#include <string>

#include "lib/base/time_range.h"
#include "lib/x509/authority_path.h"

namespace modelseal::trust {

// An entry of the trusted root gives one for each authority below the anchor of its chain.
// The period belongs to this authority alone: another one of the same name or key lends it nothing.
struct CertificateAuthority {
  x509::AuthorityPath path;
  TimeRange validity;
  std::string uri;  // for display; may be empty
};

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_CERTIFICATE_AUTHORITY_H_
