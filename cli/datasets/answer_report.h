// SPDX-License-Identifier: Apache-2.0
//
// What proofs say of records, for people and as JSON.
#ifndef MODELSEAL_CLI_DATASETS_ANSWER_REPORT_H_
#define MODELSEAL_CLI_DATASETS_ANSWER_REPORT_H_

#include <modelseal/modelseal.hpp>
#include <vector>

#include "cli/datasets/asked_records.h"
#include "cli/json_output.h"

namespace modelseal::cli {

// A line a record: "in", "not in", or of parts how many are in; indented by two.
void PrintAnswers(const AskedList& list, const std::vector<DatasetAnswer>& answers);

// [{"record", "member", "value_hex"}]; of parts also "parts" and "member_parts".
Json AnswersToJson(const AskedList& list, const std::vector<DatasetAnswer>& answers);

// How many of the parts of a record are members.
size_t CountMembers(const AskedRecord& asked, const std::vector<DatasetAnswer>& answers);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_ANSWER_REPORT_H_
