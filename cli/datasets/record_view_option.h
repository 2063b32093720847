// SPDX-License-Identifier: Apache-2.0
//
// --view: when two records are the same.
#ifndef MODELSEAL_CLI_DATASETS_RECORD_VIEW_OPTION_H_
#define MODELSEAL_CLI_DATASETS_RECORD_VIEW_OPTION_H_

#include <CLI/CLI.hpp>
#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/records/record_options.h"

namespace modelseal::cli {

void AddViewOption(CLI::App& app, std::string& view);

// The view that was named, or of a dataset that is begun: json-rfc8785 for whole JSON texts, else
// raw.
std::string ViewOrDefault(const std::string& view, const RecordOptions& sources);

// The view that was named, or of a dataset that is there: its view, if it has only one. Throws
// Failure.
std::string ViewOrOnly(const std::string& view, const DatasetCommitment& commitment);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_RECORD_VIEW_OPTION_H_
