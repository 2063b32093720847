// SPDX-License-Identifier: Apache-2.0
//
// Why a timestamp does not hold: kTimestampInvalid with the place in the token.
#ifndef MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_ERROR_H_
#define MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_ERROR_H_

#include <string_view>

#include "absl/status/status.h"

namespace modelseal::timestamp {

// "timestamp.signerInfo.version: expected 1": `field` as the ASN.1 modules of RFC 3161 and RFC 5652
// name it.
absl::Status TimestampError(std::string_view field, std::string_view problem);

// The same for a value that is not the one expected; both go into the details.
absl::Status TimestampMismatch(std::string_view field, std::string_view expected,
                               std::string_view actual);

// A failure of the authority's certificates as one of the timestamp: message and details are kept.
absl::Status AsTimestampError(const absl::Status& failure);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_TIMESTAMP_ERROR_H_
