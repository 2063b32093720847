// SPDX-License-Identifier: Apache-2.0
//
// Points in time as RFC 3339 writes them.
#ifndef MODELSEAL_CLI_UTC_TEXT_H_
#define MODELSEAL_CLI_UTC_TEXT_H_

#include <cstdint>
#include <string>

namespace modelseal::cli {

// Milliseconds since 1970-01-01T00:00:00Z as "2026-01-03T00:00:00Z", with a fraction only if there
// is one. The number itself where the year has not four digits.
std::string ShowUtcMilliseconds(int64_t milliseconds);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_UTC_TEXT_H_
