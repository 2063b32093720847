// SPDX-License-Identifier: Apache-2.0
//
// A timestamp authority of a trust root. Signatures inside the trust root are verified once, here,
// so that a timestamp costs one public key operation where the trust root names the signer.
#ifndef MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_AUTHORITY_H_
#define MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_AUTHORITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/time_range.h"
#include "lib/timestamp/signing_certificate.h"
#include "lib/x509/authority_path.h"
#include "lib/x509/certificate.h"

namespace modelseal::timestamp {

// Immutable and cheap to copy; thread-safe.
class TimestampAuthority {
 public:
  // A chain as a trust root lists it: [signing certificate,] intermediates, anchor. The first one
  // is the signing certificate if it is not CA:TRUE. Checks every signature and rule of the path
  // but those of time. kCertificateInvalid.
  //
  // A signing certificate that may not make timestamps is no fault here, since trust roots keep
  // those of old: its timestamps are refused.
  static absl::StatusOr<TimestampAuthority> Create(std::vector<x509::Certificate> chain,
                                                   TimeRange validity, std::string uri);

  // When the trust root takes timestamps of this authority.
  const TimeRange& validity() const { return validity_; }
  const std::string& uri() const { return uri_; }  // may be empty
  const x509::AuthorityPath& path() const { return path_; }

  // The one certificate that may sign; no value if the trust root names only who issues it, and the
  // token has to bring it.
  const std::optional<SigningCertificate>& signing_certificate() const {
    return signing_certificate_;
  }

  // Whether the path leads from the authority to `leaf`, which is the signing certificate or one
  // from a token. The former was checked by Create. kCertificateInvalid.
  absl::Status CheckIssued(const SigningCertificate& leaf) const;

  // Whether the time is in validity() and every certificate from `leaf` to the anchor was valid
  // then. kTimestampInvalid, kCertificateExpired.
  absl::Status CheckTime(const SigningCertificate& leaf, int64_t time_ms) const;

 private:
  TimestampAuthority(x509::AuthorityPath path, TimeRange validity, std::string uri)
      : path_(std::move(path)), validity_(validity), uri_(std::move(uri)) {}

  x509::AuthorityPath path_;
  std::optional<SigningCertificate> signing_certificate_;
  TimeRange validity_;
  std::string uri_;
};

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_AUTHORITY_H_
