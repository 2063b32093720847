// SPDX-License-Identifier: Apache-2.0
#include "cli/records/record_failure.h"

#include <utility>

#include "cli/terminal_text.h"

namespace modelseal::cli {

Failure RecordFailure(const std::string& place, const std::string& message, std::string hint) {
  return UsageFailure(place + ": " + message, std::move(hint));
}

std::string PlaceIn(std::string_view path, std::string_view unit, unsigned long long number) {
  return ShowName(path) + ", " + std::string(unit) + " " + std::to_string(number);
}

}  // namespace modelseal::cli
