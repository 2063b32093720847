// SPDX-License-Identifier: Apache-2.0
//
// Signed certificate timestamps (RFC 6962, 3.2 and 3.3): a log's promise to publish a certificate.
#ifndef MODELSEAL_LIB_X509_SCT_H_
#define MODELSEAL_LIB_X509_SCT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/time_range.h"
#include "lib/crypto/verification_key.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// 1.3.6.1.4.1.11129.2.4.2, the extension that holds a list of them, as DER has it without tag and
// length.
inline constexpr std::string_view kSctListIdentifier("\x2b\x06\x01\x04\x01\xd6\x79\x02\x04\x02",
                                                     10);

// Version 1. Read, not verified: sct_verification.h.
struct Sct {
  std::string log_id;  // 32 bytes
  uint64_t timestamp_ms = 0;
  std::string extensions;           // covered by the signature, whatever is in there
  uint8_t hash_algorithm = 0;       // RFC 5246 section 7.4.1.4.1: 4 is SHA-256
  uint8_t signature_algorithm = 0;  // 1 is RSA, 3 is ECDSA
  std::string signature;

  bool operator==(const Sct& other) const = default;
};

// A certificate transparency log that is trusted.
struct CtLog {
  std::string log_id;  // 32 bytes
  crypto::VerificationKey key;
  TimeRange validity;  // of the times that it may sign
  std::string base_url;
};

// Those embedded in the certificate, in their order; none if it has no such extension. kSctInvalid
// if the list is empty, has more than limits::kMaxScts, one of another version, or bytes too many
// or too few in any of its three levels: octet string, list, timestamp.
absl::StatusOr<std::vector<Sct>> ReadEmbeddedScts(const Certificate& certificate);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_SCT_H_
