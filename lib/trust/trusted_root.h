// SPDX-License-Identifier: Apache-2.0
//
// Whom verification of Sigstore signatures trusts: logs, certificate authorities and timestamp
// authorities, each for a period of its own (Sigstore's TrustedRoot, media types 0.1 and 0.2).
#ifndef MODELSEAL_LIB_TRUST_TRUSTED_ROOT_H_
#define MODELSEAL_LIB_TRUST_TRUSTED_ROOT_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/timestamp/timestamp_authority.h"
#include "lib/tlog/log.h"
#include "lib/trust/certificate_authority.h"
#include "lib/x509/sct.h"

namespace modelseal::trust {

// Immutable and thread-safe; made to be loaded once and shared, since loading verifies the
// signatures inside the authorities' chains.
class TrustedRoot {
 public:
  // The JSON of a TrustedRoot 0.1 or 0.2, or of a ClientTrustConfig 0.1, of which the trusted root
  // counts. The text must come from a place that the caller trusts. Members that are not known are
  // ignored, so that a newer file still loads; logs and authorities whose kind of key is not
  // supported are left out; anything else that is wrong fails for the whole file.
  // kTrustRootInvalid with the detail "field" ("certificateAuthorities[1].certChain", or "document"
  // for text that is not JSON); kLimitExceeded for a text or a list that is too long.
  static absl::StatusOr<TrustedRoot> Parse(std::string_view json);

  // The trusted root of Sigstore's public instance that is built in (embedded_root.h).
  static absl::StatusOr<TrustedRoot> Production();

  const std::vector<tlog::TransparencyLog>& transparency_logs() const { return transparency_logs_; }
  const std::vector<CertificateAuthority>& certificate_authorities() const {
    return certificate_authorities_;
  }
  const std::vector<x509::CtLog>& ct_logs() const { return ct_logs_; }
  const std::vector<timestamp::TimestampAuthority>& timestamp_authorities() const {
    return timestamp_authorities_;
  }

  // The transparency log with this identifier (32 bytes), at whatever time it is or was valid; null
  // if there is none. Lives as long as the root.
  const tlog::TransparencyLog* FindLog(std::string_view log_id) const;

 private:
  TrustedRoot() = default;

  std::vector<tlog::TransparencyLog> transparency_logs_;
  std::vector<CertificateAuthority> certificate_authorities_;
  std::vector<x509::CtLog> ct_logs_;
  std::vector<timestamp::TimestampAuthority> timestamp_authorities_;
};

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_TRUSTED_ROOT_H_
