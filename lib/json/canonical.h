// SPDX-License-Identifier: Apache-2.0
//
// The canonical form of JSON (RFC 8785, JCS): one spelling for each value, so that it can be
// signed.
#ifndef MODELSEAL_LIB_JSON_CANONICAL_H_
#define MODELSEAL_LIB_JSON_CANONICAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/json/value.h"

namespace modelseal::json {

// Canonicalize gives the canonical UTF-8 text of `value`, a value of a parsed Document: no white
// space, members sorted by the UTF-16 code units of their names (RFC 8785 §3.2.3), numbers and
// strings as ECMAScript writes them (§3.2.2). Document::Parse has by then refused what has no
// canonical form (duplicate members, lone surrogates, numbers out of range) and bounded the depth.
// Fails with kJsonInvalid (detail "field": the path from `value`) for an integer that no IEEE 754
// double is equal to: to other implementations it is a different number. One above 2^53 that a
// double is equal to is written as ECMAScript does, zeros behind the digits that tell it from other
// doubles: 2^60 is 1152921504606847000, which is then refused when it is read as an integer. A
// number with fraction or exponent is that of the nearest double. Thread-safe.
absl::StatusOr<std::string> Canonicalize(Value value);

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_CANONICAL_H_
