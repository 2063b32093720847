// SPDX-License-Identifier: Apache-2.0
//
// modelseal version: of the program and of the library.
#include <cstdio>

#include "cli/commands.h"
#include "cli/json_output.h"
#include "cli/model_options.h"

namespace modelseal::cli {

ExitCode RunVersion(Session& session, Words words) {
  const auto app = NewParser("version", "Print the version.", "");
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  if (session.json) {
    Json document = NewDocument(session, ExitCode::kOk);
    document["version"] = MODELSEAL_VERSION_STRING;
    document["library_version"] = VersionString();
    PrintJson(document);
    return ExitCode::kOk;
  }
  std::printf("modelseal %s\n", MODELSEAL_VERSION_STRING);
  if (VersionNumber() != MODELSEAL_VERSION_NUMBER) {
    std::printf("library %s\n", VersionString().c_str());
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
