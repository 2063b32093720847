// SPDX-License-Identifier: Apache-2.0
//
// Data that is not of the format it should be of.
#ifndef MODELSEAL_CLI_RECORDS_RECORD_FAILURE_H_
#define MODELSEAL_CLI_RECORDS_RECORD_FAILURE_H_

#include <string>
#include <string_view>

#include "cli/failure.h"

namespace modelseal::cli {

// INVALID_ARGUMENT with the place in front: "data.csv, row 12: 3 fields, expected 4".
Failure RecordFailure(const std::string& place, const std::string& message, std::string hint = {});

// "data.csv, row 12"; the path harmless for a terminal.
std::string PlaceIn(std::string_view path, std::string_view unit, unsigned long long number);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_RECORD_FAILURE_H_
