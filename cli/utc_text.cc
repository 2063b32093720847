// SPDX-License-Identifier: Apache-2.0
#include "cli/utc_text.h"

#include <time.h>

#include <cstdio>

namespace modelseal::cli {

std::string ShowUtcMilliseconds(int64_t milliseconds) {
  const int64_t fraction = (milliseconds % 1000 + 1000) % 1000;
  const time_t seconds = static_cast<time_t>((milliseconds - fraction) / 1000);
  struct tm parts = {};
  char text[32];
  if (gmtime_r(&seconds, &parts) == nullptr || parts.tm_year < -1900 || parts.tm_year > 8099 ||
      strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts) == 0) {
    return std::to_string(milliseconds) + " ms";
  }
  std::string shown = text;
  if (fraction != 0) {
    char digits[8];
    std::snprintf(digits, sizeof(digits), ".%03d", static_cast<int>(fraction));
    shown += digits;
  }
  return shown + "Z";
}

}  // namespace modelseal::cli
