// SPDX-License-Identifier: Apache-2.0
//
// The commands of the program, one file each. A command parses the words after its name, does its
// work and prints its result; what goes wrong it throws, as Failure or modelseal::Error.
#ifndef MODELSEAL_CLI_COMMANDS_H_
#define MODELSEAL_CLI_COMMANDS_H_

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/session.h"

namespace modelseal::cli {

ExitCode RunSign(Session& session, Words words);
ExitCode RunAttest(Session& session, Words words);
ExitCode RunVerify(Session& session, Words words);
ExitCode RunVerifyBlob(Session& session, Words words);
ExitCode RunDigest(Session& session, Words words);
ExitCode RunInspect(Session& session, Words words);
ExitCode RunDiff(Session& session, Words words);
ExitCode RunKeygen(Session& session, Words words);
ExitCode RunDataset(Session& session, Words words);
ExitCode RunVersion(Session& session, Words words);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_COMMANDS_H_
