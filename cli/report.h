// SPDX-License-Identifier: Apache-2.0
//
// Failures and differences as a person reads them: the verdict first, then what differs, grouped
// as modified, missing, unsigned, ignored and refused.
#ifndef MODELSEAL_CLI_REPORT_H_
#define MODELSEAL_CLI_REPORT_H_

#include <cstdio>
#include <modelseal/modelseal.hpp>
#include <string>

#include "cli/failure.h"
#include "cli/session.h"

namespace modelseal::cli {

// "1 modified, 2 missing": the kinds that are faults, without those that do not occur.
std::string SummariseFaults(const Diff& diff);

// The grouped view. Each group is cut after 20 names.
void PrintDifferences(FILE* stream, const Diff& diff);

// Everything there is to say about a failure, on standard error.
void PrintFailure(const Session& session, const Failure& failure);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_REPORT_H_
