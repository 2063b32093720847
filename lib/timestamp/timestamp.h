// SPDX-License-Identifier: Apache-2.0
//
// Verifies trusted timestamps (RFC 3161, RFC 5816) as Sigstore bundles carry them.
#ifndef MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_H_
#define MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/timestamp/timestamp_authority.h"

namespace modelseal::timestamp {

struct VerifiedTimestamp {
  int64_t time_ms = 0;         // genTime
  std::string authority;       // subject of the signing certificate, for people
  size_t authority_index = 0;  // in the authorities given: two timestamps of one count once
};

// Whether `response_der`, a TimeStampResp, is a timestamp over `signed_bytes` (of a bundle: the raw
// signature, after base64) that one of the authorities made:
//
//  1. the response is granted, one token with one signer in strict DER and nothing behind it;
//  2. the content is TSTInfo of version 1 without critical extensions;
//  3. its imprint is the SHA-2 digest of `signed_bytes`;
//  4. the signed attributes say that the content is TSTInfo, and have its digest;
//  5. the signer's certificate is the one of the trust root or, where that names only its issuer,
//     the one in the token that the signer's identifier names: never another because it looks fit;
//  6. the signed attributes have the hash of that certificate;
//  7. it may make timestamps: EKU critical and timeStamping alone, not CA:TRUE;
//  8. genTime is in the validity of this very authority, and of every certificate of its path;
//  9. the path of the authority leads to the certificate (known since the trust root was loaded, if
//     it is the one of the trust root);
// 10. the signature over the signed attributes is of the certificate's key.
//
// Steps 5 to 10 are tried with each authority that may have been it; if none was, the failure of
// the one that got farthest is returned. kTimestampInvalid; kLimitExceeded above
// limits::kMaxTimestampBytes.
absl::StatusOr<VerifiedTimestamp> VerifyTimestamp(std::string_view response_der,
                                                  std::string_view signed_bytes,
                                                  std::span<const TimestampAuthority> authorities);

// The time that a timestamp states, whoever made it: steps 1 and 2. Only to be shown, never to be
// relied on.
absl::StatusOr<int64_t> ReadTimestampTimeUnverified(std::string_view response_der);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_H_
