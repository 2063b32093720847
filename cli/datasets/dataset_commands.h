// SPDX-License-Identifier: Apache-2.0
//
// The commands below `modelseal dataset`, one file each.
#ifndef MODELSEAL_CLI_DATASETS_DATASET_COMMANDS_H_
#define MODELSEAL_CLI_DATASETS_DATASET_COMMANDS_H_

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/session.h"

namespace modelseal::cli {

ExitCode RunDatasetKeygen(Session& session, const Words& words);
ExitCode RunDatasetCommit(Session& session, const Words& words);
ExitCode RunDatasetProve(Session& session, const Words& words);
ExitCode RunDatasetVerify(Session& session, const Words& words);
ExitCode RunDatasetAudit(Session& session, const Words& words);
ExitCode RunDatasetInspect(Session& session, const Words& words);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_DATASET_COMMANDS_H_
