// SPDX-License-Identifier: Apache-2.0
//
// What a commitment says of its dataset, for people and as JSON.
#ifndef MODELSEAL_CLI_DATASETS_COMMITMENT_REPORT_H_
#define MODELSEAL_CLI_DATASETS_COMMITMENT_REPORT_H_

#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/json_output.h"

namespace modelseal::cli {

// "digits", in one line; with its role if it has one: "digits (training)".
std::string ShowDataset(const DatasetCommitment& commitment, const std::string& role = {});

// Lines of name, suite, views, root; indented by two.
void PrintCommitment(const DatasetCommitment& commitment);

// The same as members of an object.
Json CommitmentToJson(const DatasetCommitment& commitment);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_COMMITMENT_REPORT_H_
