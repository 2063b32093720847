// SPDX-License-Identifier: Apache-2.0
//
// The envelope of a timestamp: TimeStampResp (RFC 3161 section 2.4.2) around a ContentInfo around
// SignedData (RFC 5652 section 5.1). Strict DER. Parsed does not mean trusted.
#ifndef MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_RESPONSE_H_
#define MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_RESPONSE_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace modelseal::timestamp {

// id-ct-TSTInfo: what the content of a timestamp is, said in two places.
inline constexpr std::string_view kTstInfoOid = "1.2.840.113549.1.9.16.1.4";

// Views into the bytes that were parsed.
struct TimestampResponse {
  std::string_view tst_info;                   // TSTInfo in DER: what the signer hashed
  std::vector<std::string_view> certificates;  // whole elements in any order; nobody signed the bag
  std::string_view signer_info;                // the only SignerInfo, a whole element
};

// A response that was granted (status 0 or 1) with one token, one signer and nothing behind it.
// kLimitExceeded above limits::kMaxTimestampBytes, else kTimestampInvalid.
absl::StatusOr<TimestampResponse> ParseTimestampResponse(std::string_view der);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_RESPONSE_H_
