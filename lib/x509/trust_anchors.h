// SPDX-License-Identifier: Apache-2.0
//
// The certificates that a caller trusts.
#ifndef MODELSEAL_LIB_X509_TRUST_ANCHORS_H_
#define MODELSEAL_LIB_X509_TRUST_ANCHORS_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// Only self-signed certificates end a chain, as in the reference. Others help to build one, as
// those that a bundle brings do, and are trusted no more than those. Thread-safe while const.
class TrustAnchors {
 public:
  // Adds the PEM blocks CERTIFICATE of a text, at least one. kTrustAnchorInvalid if one cannot be
  // read or if there come to be more than limits::kMaxTrustedCertificates; nothing is added then.
  absl::Status AddPem(std::string_view pem);

  bool empty() const { return roots_.empty() && intermediates_.empty(); }
  const std::vector<Certificate>& roots() const { return roots_; }
  const std::vector<Certificate>& intermediates() const { return intermediates_; }

 private:
  std::vector<Certificate> roots_;
  std::vector<Certificate> intermediates_;
};

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_TRUST_ANCHORS_H_
