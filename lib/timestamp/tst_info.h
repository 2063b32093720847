// SPDX-License-Identifier: Apache-2.0
//
// TSTInfo (RFC 3161 section 2.4.2): which digest the authority saw, and when. Strict DER.
#ifndef MODELSEAL_LIB_TIMESTAMP_TST_INFO_H_
#define MODELSEAL_LIB_TIMESTAMP_TST_INFO_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::timestamp {

// Views into the bytes that were parsed. What else TSTInfo says (policy, serial number, accuracy,
// ordering, nonce, name) is read for its form and decides nothing.
struct TstInfo {
  crypto::HashKind imprint_algorithm = crypto::HashKind::kSha256;
  std::string_view imprint;
  int64_t time_ms = 0;  // genTime
};

// Version 1, a SHA-2 imprint of its algorithm's size, no critical extension: none is known.
// kTimestampInvalid.
absl::StatusOr<TstInfo> ParseTstInfo(std::string_view der);

// genTime: YYYYMMDDHHMMSS[.f]Z. A fraction of any length, without the trailing zeros that DER
// forbids; what is below a millisecond is cut off. No value for anything else.
std::optional<int64_t> ParseGeneralizedTimeMilliseconds(std::string_view text);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_TST_INFO_H_
